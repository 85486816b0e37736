/** A store copied: what was known when, what people said, former ids; also when the copy is broken off. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CopyProgress, copy, Differs, digestOf, openSqlite, type Store } from '../../graph/index.ts'
import { response } from './build.ts'
import { drain, exported, putAll } from './drain.ts'
import { first, reply, withPast } from './past.ts'
import { onceTold } from './told.ts'

describe('a copy', () => {
  let folder: string
  let from: Store
  let to: Store
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimthread-copy-'))
    from = openSqlite(join(folder, 'from.db'))
    to = openSqlite(join(folder, 'to.db'))
    await withPast(from)
  })
  afterEach(async () => {
    await from.close()
    await to.close()
    await rm(folder, { recursive: true })
  })

  it('is the original, clocks and all', async () => {
    const report = await copy(from, to, { settings: ['model'] })
    expect(report).toEqual({ whole: true, counts: await from.counts(), digest: await digestOf(from) })
    expect(await exported(to)).toEqual(await exported(from))
    expect(await to.setting('model')).toBe('fast')
  })

  it('knows what the original knew then, and where former ids lead', async () => {
    await copy(from, to)
    expect(await onceTold(to)).toEqual(await onceTold(from))
    const former = response(reply, { to: { post: first, key: 'a' } }).id
    expect((await to.row('response', former, { asOf: null, knownBy: null }))?.judgement?.verdict).toBe('confirmed')
  })

  it('goes on where it was broken off, and changes nothing when it is done again', async () => {
    const seen: CopyProgress['phase'][] = []
    for (let tries = 0; tries < 20; tries++) {
      const ends = new AbortController()
      const report = await copy(from, to, {
        signal: ends.signal,
        onProgress: ({ phase }) => {
          seen.push(phase)
          if (phase !== 'verify') ends.abort()
        },
      })
      if (report.whole) break
    }
    expect([...new Set(seen)]).toEqual(['documents', 'links', 'states', 'verify'])
    const before = await exported(to, { withClocks: true })
    await copy(from, to)
    expect(await exported(to, { withClocks: true })).toEqual(before)
  })

  it('says so when the store that it was made in held something else', async () => {
    await putAll(to, { id: 'other', by: 'Zed', says: ['a: Mine.'] })
    await drain(to)
    await expect(copy(from, to)).rejects.toThrow(Differs)
  })

  it('is not made of a store with work left to do', async () => {
    await putAll(from, { id: 'late', by: 'Zed', says: ['a: Late.'] })
    await expect(copy(from, to)).rejects.toThrow(/not linked yet/)
  })
})
