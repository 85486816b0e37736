import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { authorized, parseTokens, tokenFile } from '../../../src/http/tokens.ts'
import { Problem } from '../../../src/problems.ts'

const folder = mkdtempSync(join(tmpdir(), 'claimthread-tokens-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('tokens', () => {
  test('are read from name:token,name:token', () => {
    expect(parseTokens('ed:0123456789, mara:abc:defgh')).toEqual([
      { name: 'ed', secret: '0123456789' },
      { name: 'mara', secret: 'abc:defgh' },
    ])
    expect(parseTokens('')).toEqual([])
  })

  test.each(['0123456789', 'ed:', 'ed:short', ':0123456789'])('%j is refused', (text) => {
    expect(() => parseTokens(text)).toThrow('name:token')
  })

  test('are made once, in a file that only its owner reads', () => {
    const file = join(folder, 'store.db.tokens')
    const first = tokenFile(file)
    expect(first.made).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toMatch(/^local:[\w-]{32}\n$/)
    expect(tokenFile(file)).toEqual({ ...first, made: false })
  })

  test('a file with nothing usable in it is not silently replaced', () => {
    const file = join(folder, 'broken.tokens')
    writeFileSync(file, 'nonsense')
    expect(() => tokenFile(file)).toThrow('name:token')
  })

  const tokens = parseTokens('ed:0123456789,mara:abcdefghij')
  test('the name of the token signs', () => {
    expect(authorized('Bearer abcdefghij', tokens)).toBe('mara')
    expect(authorized('bearer 0123456789', tokens)).toBe('ed')
  })

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer wrong',
    'Basic 0123456789',
    'Bearer 0123456789 abcdefghij',
    'Bearer ed:0123456789',
  ])('%j proves nothing', (header) => {
    const attempt = () => authorized(header, tokens)
    expect(attempt).toThrow(Problem)
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'unauthorized', headers: { 'WWW-Authenticate': 'Bearer realm="claimthread"' } }),
    )
  })
})
