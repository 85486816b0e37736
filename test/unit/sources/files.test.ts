/** Folders of Markdown, HTML and text; front matter; pasted text. */
import { symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mergeRecords } from '../../../graph/merge.ts'
import { documentOfText, files } from '../../../ingest/sources/files.ts'
import { frontMatter } from '../../../ingest/sources/front-matter.ts'
import { FIXTURES, readAll, scratch } from './reading.ts'

const notes = join(FIXTURES, 'notes')
const { path, write, folder } = scratch()

describe('a folder', () => {
  it('is read file by file, in order of paths, with ids that do not depend on where it lies', async () => {
    const { documents, progress } = await readAll(files.read(notes))
    expect(documents.map(({ id, kind, revisions }) => [id, kind, revisions[0]!.format])).toEqual([
      ['moon', 'post', 'markdown'],
      ['page.html', 'post', 'html'],
      ['rule.md', 'post', 'markdown'],
      ['sub/plain.txt', 'post', 'text'],
      ['sub/reply.md', 'comment', 'markdown'],
    ])
    expect(progress.at(-1)!.share).toBe(1)
  })

  it('gives what the front matter says', async () => {
    const { documents } = await readAll(files.read(notes))
    expect(documents[0]).toMatchObject({
      source: 'files',
      title: 'On the moon',
      url: 'https://example.org/moon',
      author: { id: 'Ada', name: 'Ada' },
      createdAt: '2020-01-02T00:00:00Z',
      aliases: ['Luna', 'The Moon'],
      parent: null,
      extra: { tags: ['no', 'rock'], slug: 'on-the-moon', draft: 'no', path: 'moon.md' },
      revisions: [{ number: 1, at: '2020-03-04T05:06:07Z', body: '\n# The moon\n\nIt is made of rock.\n' }],
    })
    expect(documents[1]).toMatchObject({ title: 'A page', author: null, createdAt: null })
  })

  it('joins a reply to what it answers by any of its names', async () => {
    const { documents } = await readAll(files.read(notes))
    expect(documents.at(-1)).toMatchObject({ parent: 'moon', author: { name: 'Grace' } })
  })

  it('tells which front matter cannot be read, and where', async () => {
    const { bad } = await readAll(files.read(notes))
    expect(bad).toMatchObject([
      { file: join(notes, 'broken.md'), reason: expect.stringContaining('the front matter is not YAML') },
    ])
    expect(bad[0]!.line).toBeGreaterThan(1)
  })

  it('passes over hidden files, links and what it does not know; one without files says so', async () => {
    write('f/.hidden/a.md', 'x')
    write('f/node_modules/a.md', 'x')
    write('f/a.png', 'x')
    symlinkSync(folder, path('f/round'))
    expect(await readAll(files.read(path('f')))).toMatchObject({
      documents: [],
      bad: [{ reason: expect.stringContaining('there is no .md') }],
    })
  })
})

describe('a file', () => {
  it('is one document', async () => {
    const { documents } = await readAll(files.read(join(notes, 'sub', 'plain.txt')))
    expect(documents.map(({ id }) => id)).toEqual(['plain.txt'])
  })

  it('that is missing, too long or no UTF-8 is bad', async () => {
    const reasons = async (name: string) => (await readAll(files.read(path(name)))).bad.map(({ reason }) => reason)
    expect(await reasons('none.md')).toEqual(['no such file or folder; check the path'])
    truncateSync(write('long.md', 'x'), 17 * 1024 * 1024)
    expect(await reasons('long.md')).toEqual(['the file is 17825792 bytes long, more than 16777216; split it'])
    write('latin.md', Buffer.from([0x61, 0xe9, 0x62]))
    expect(await reasons('latin.md')).toEqual(['byte 1 of the file is not UTF-8; write the file as UTF-8'])
  })

  it('read again after a change adds a revision', async () => {
    const first = (await readAll(files.read(write('changing.md', 'One.')))).documents[0]!
    const second = (await readAll(files.read(write('changing.md', 'Two.')))).documents[0]!
    const { record } = mergeRecords(
      mergeRecords(null, first, '2020-01-01T00:00:00Z').record,
      second,
      '2020-01-02T00:00:00Z',
    )
    expect(record.revisions.map(({ body }) => body)).toEqual(['One.', 'Two.'])
  })
})

describe('front matter', () => {
  it('must be the first bytes, with or without a byte order mark and carriage returns', () => {
    expect(frontMatter('\ufeff---\r\na: 1\r\n---\r\nText').body).toBe('Text')
    expect(frontMatter('\n---\na: 1\n---\nText').fields.size).toBe(0)
    expect(frontMatter('---\n---\nText')).toEqual({ fields: new Map(), body: 'Text' })
  })

  it('is YAML 1.2: no booleans, dates or times of day out of words', () => {
    const { fields } = frontMatter('---\na: no\nb: 2026-03-01\nc: 12:30\nd: true\n---\n')
    expect(Object.fromEntries(fields)).toEqual({ a: 'no', b: '2026-03-01', c: '12:30', d: true })
  })

  it('that repeats itself without end is refused', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    for (const name of 'bcdefgh')
      bomb.push(`${name}: &${name} [${Array(10).fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)}]`)
    expect(() => frontMatter(`---\n${bomb.join('\n')}\n---\n`)).toThrow(/alias/i)
  })
})

describe('pasted text', () => {
  it('is the same document each time, and another one for other words', () => {
    const text = { format: 'text', body: 'I doubt it.' } as const
    expect(documentOfText(text)).toEqual(documentOfText(text))
    expect(documentOfText(text).id).not.toBe(documentOfText({ ...text, body: 'I know it.' }).id)
    expect(documentOfText(text, { parent: 'x', title: 'T', at: '2020-01-01T00:00:00Z' })).toMatchObject({
      source: 'pasted',
      kind: 'comment',
      parent: 'x',
      title: 'T',
      revisions: [{ number: 1, at: '2020-01-01T00:00:00Z', body: 'I doubt it.' }],
    })
  })
})

it('an empty file in a folder is skipped, and said', async () => {
  write('empty/a.md', '\n\n')
  write('empty/b.md', 'Something.')
  const { documents, skipped } = await readAll(files.read(`${folder}/empty`))
  expect(documents).toHaveLength(1)
  expect(skipped).toMatchObject([{ reason: 'an empty file', where: expect.stringContaining('a.md') }])
})
