/** Discussion JSONL: what a line becomes, what is said of a bad one, and what a broken file still gives. */
import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { discussionJsonl, readJsonl } from '../../../ingest/sources/discussion-jsonl.ts'
import { readAll, scratch } from './reading.ts'

const { folder, path, write } = scratch()

const record = (over: object = {}) => ({
  source: 'forum',
  id: '7',
  kind: 'comment',
  revisions: [{ number: 1, at: '2020-01-01', format: 'text', body: 'The moon is rock.' }],
  ...over,
})
const jsonl = (...records: readonly object[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('')
const read = (name: string) => readAll(readJsonl(path(name)))
const reasonOf = async (line: object | string) => {
  write('one.jsonl', typeof line === 'string' ? line : jsonl(line))
  const { documents, bad } = await read('one.jsonl')
  expect(documents).toEqual([])
  expect(bad).toHaveLength(1)
  return bad[0]!.reason
}

describe('a line', () => {
  it('fills in what it leaves out', async () => {
    write('least.jsonl', jsonl(record()))
    const { documents, wheres, bad } = await read('least.jsonl')
    expect(bad).toEqual([])
    expect(wheres).toEqual([`${path('least.jsonl')}:1`])
    expect(documents).toEqual([
      {
        source: 'forum',
        id: '7',
        kind: 'comment',
        title: null,
        subtitle: null,
        url: null,
        author: null,
        createdAt: null,
        parent: null,
        root: null,
        state: 'live',
        stateAt: null,
        score: null,
        aliases: [],
        quote: null,
        respondsToRevision: null,
        revisions: [
          {
            key: '1',
            number: 1,
            at: '2020-01-01T00:00:00Z',
            observedAt: null,
            editor: null,
            note: null,
            format: 'text',
            title: null,
            subtitle: null,
            body: 'The moon is rock.',
          },
        ],
        extra: {},
      },
    ])
  })

  it('keeps all that it says, unknown fields too, and puts times in canonical form', async () => {
    const whole = record({
      title: 'T',
      subtitle: 'S',
      url: 'https://example.org/7',
      author: { id: 'u', name: 'Ada', karma: 3 },
      createdAt: '2020-01-02T03:04:05.678+01:00',
      parent: '6',
      root: '1',
      state: 'retracted',
      stateAt: '2021-05-06 07:08:09',
      score: { likes: [1, null] },
      aliases: ['a'],
      quote: { exact: 'moon', prefix: 'the ' },
      respondsToRevision: '2',
      tags: ['x'],
      revisions: [
        {
          key: 'a1',
          number: 3,
          at: null,
          observedAt: '2020',
          format: 'html',
          body: '<p>',
          editor: { id: 'e' },
          note: 'n',
          title: 't',
          subtitle: 's',
          minor: true,
        },
      ],
    })
    write('whole.jsonl', jsonl(whole))
    const { documents } = await read('whole.jsonl')
    expect(documents[0]).toMatchObject({
      author: { id: 'u', name: 'Ada' },
      createdAt: '2020-01-02T02:04:05Z',
      stateAt: '2021-05-06T07:08:09Z',
      state: 'retracted',
      score: { likes: [1, null] },
      aliases: ['a'],
      quote: { exact: 'moon', prefix: 'the ' },
      respondsToRevision: '2',
      extra: { tags: ['x'], revisions: { a1: { minor: true } } },
      revisions: [
        { key: 'a1', number: 3, observedAt: '2020-01-01T00:00:00Z', editor: { id: 'e', name: 'e' }, title: 't' },
      ],
    })
  })

  it('keeps a field of any name as its own', async () => {
    write('proto.jsonl', `${JSON.stringify(record()).slice(0, -1)},"__proto__":{"bad":1},"constructor":2}\n`)
    const { documents } = await read('proto.jsonl')
    expect(Object.entries(documents[0]!.extra)).toEqual([
      ['__proto__', { bad: 1 }],
      ['constructor', 2],
    ])
  })

  it('may follow a byte order mark and end in CR LF; blank lines count but are nothing', async () => {
    write('windows.jsonl', `\ufeff${JSON.stringify(record())}\r\n\r\n  \n${JSON.stringify(record({ id: '8' }))}`)
    const { documents, wheres, bad } = await read('windows.jsonl')
    expect(documents.map(({ id }) => id)).toEqual(['7', '8'])
    expect(wheres[1]).toBe(`${path('windows.jsonl')}:4`)
    expect(bad).toEqual([])
  })

  it('has lone surrogates replaced, as no store could keep them', async () => {
    write('surrogate.jsonl', JSON.stringify(record()).replace('moon', '\\ud800moon'))
    expect((await read('surrogate.jsonl')).documents[0]!.revisions[0]!.body).toBe('The \ufffdmoon is rock.')
  })
})

describe('a bad line', () => {
  const rev = (over: object) => record({ revisions: [{ number: 1, at: null, format: 'text', body: 'x', ...over }] })
  it.each([
    [{ id: 1, kind: 'post' }, 'source is missing; write the name of the forum'],
    [record({ id: 12 }), 'id is 12; write the id within the source, as a string'],
    [record({ id: '' }), 'id is ""; write the id'],
    [record({ kind: 'tweet' }), 'kind is "tweet"; write one of post, comment'],
    [record({ revisions: [] }), 'revisions is []; write a list with at least one revision'],
    [record({ revisions: undefined }), 'revisions is missing'],
    [
      record({ createdAt: 'yesterday' }),
      'createdAt is "yesterday"; write an ISO 8601 time such as "2015-12-17T20:11:44Z", or null',
    ],
    [record({ author: 'Ada' }), 'author is "Ada"; write {"id":"…","name":"…"}, or null'],
    [record({ author: { name: 'Ada' } }), 'author.id is missing'],
    [record({ state: 'gone' }), 'state is "gone"; write one of live, retracted, deleted, unavailable'],
    [record({ aliases: 'a' }), 'aliases is "a"; write a list of strings'],
    [record({ quote: { exact: '' } }), 'quote.exact is ""; write the words quoted'],
    [record({ title: 5 }), 'title is 5; write a string, or null'],
    [record({ parent: '7' }), 'parent is "7", the document itself; write null for a root'],
    [rev({ format: 'md' }), 'revisions[0].format is "md"; write one of markdown, html, text'],
    [rev({ body: null }), 'revisions[0].body is null; write the text as a string'],
    [rev({ number: 1.5 }), 'revisions[0].number is 1.5; write a whole number'],
    [rev({ at: '17/12/2015' }), 'revisions[0].at is "17/12/2015"; write an ISO 8601 time'],
    [rev({ key: 'a@b' }), 'revisions[0].key is "a@b"; write a string without "@"'],
    [rev({ key: '3~1' }), 'revisions[0].key is "3~1"'],
    ['[1, 2]', 'the line is [1,2]; write one JSON object a line'],
    ['"words"', 'the line is "words"; write one JSON object a line'],
    ['{"source": "forum", ', 'the line is not JSON'],
    ['[\n', 'the file looks like one JSON list; write one object a line'],
  ])('%j says which field, its value and how to mend it', async (line, reason) => {
    expect(await reasonOf(line)).toContain(reason)
  })

  it('with numbers that do not rise is told where', async () => {
    const at = { at: null, format: 'text', body: 'x' }
    expect(
      await reasonOf(
        record({
          revisions: [
            { number: 2, ...at },
            { number: 2, ...at },
          ],
        }),
      ),
    ).toBe('revisions[1].number is 2 after 2; write the oldest revision first, with rising numbers')
  })

  it('with one key twice is told where', async () => {
    const at = { at: null, format: 'text', body: 'x' }
    const revisions = [
      { number: 1, ...at },
      { number: 2, key: '1', ...at },
    ]
    expect(await reasonOf(record({ revisions }))).toBe(
      'revisions[1].key is "1", as that of revisions[0]; give each revision a key of its own',
    )
  })

  it('that nests without end is refused', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    expect(await reasonOf(`${JSON.stringify(record()).slice(0, -1)},"x":${deep}}`)).toContain('nests deeper than 100')
  })

  it('does not stop the reading', async () => {
    write('mixed.jsonl', `${jsonl(record())}nonsense\n${jsonl(record({ id: '8' }))}{}\n`)
    const { documents, bad } = await read('mixed.jsonl')
    expect(documents.map(({ id }) => id)).toEqual(['7', '8'])
    expect(bad.map(({ where }) => where)).toEqual([`${path('mixed.jsonl')}:2`, `${path('mixed.jsonl')}:4`])
  })

  it('that is no UTF-8 is told by its byte', async () => {
    const good = Buffer.from(jsonl(record({ title: 'é\ufffd' })))
    const broken = Buffer.from(jsonl(record({ title: 'é\ufffdX' })))
    const at = broken.indexOf('X')
    broken[at] = 0xff
    write('bytes.jsonl', Buffer.concat([good, broken, good]))
    const { documents, bad } = await read('bytes.jsonl')
    expect(documents).toHaveLength(2)
    expect(bad.map(({ line, reason }) => [line, reason])).toEqual([
      [2, `byte ${at} of the line (byte ${good.length + at} of the file) is not UTF-8; write the file as UTF-8`],
    ])
  })
})

describe('a file', () => {
  it('that does not exist, or is empty, or holds no such files', async () => {
    expect((await read('none.jsonl')).bad).toMatchObject([
      { file: path('none.jsonl'), line: null, reason: 'no such file or folder; check the path' },
    ])
    write('empty.jsonl', '')
    expect(await read('empty.jsonl')).toMatchObject({ documents: [], bad: [] })
    write('bare/readme.md', 'x')
    expect((await read('bare')).bad).toMatchObject([{ reason: expect.stringContaining('holds no .jsonl files') }])
  })

  it('or a folder of them, in order of names', async () => {
    write('many/b.jsonl', jsonl(record({ id: 'b' })))
    write('many/a.jsonl.gz', gzipSync(jsonl(record({ id: 'a' }))))
    write('many/c.txt', 'not one')
    expect((await read('many')).documents.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(await discussionJsonl.takes(path('many'))).toBe(true)
    expect(await discussionJsonl.takes(folder)).toBe(true)
    expect(await discussionJsonl.takes(path('bare'))).toBe(false)
  })

  it('may be compressed', async () => {
    const text = jsonl(...Array.from({ length: 2000 }, (_, id) => record({ id: String(id) })))
    write('all.jsonl.gz', Buffer.concat([gzipSync(text.slice(0, 5000)), gzipSync(text.slice(5000))]))
    write('all.jsonl.zst', Buffer.concat([zstdCompressSync(text.slice(0, 5000)), zstdCompressSync(text.slice(5000))]))
    for (const name of ['all.jsonl.gz', 'all.jsonl.zst']) {
      const { documents, bad, progress } = await read(name)
      expect([documents.length, bad]).toEqual([2000, []])
      expect(progress.at(-1)).toMatchObject({ share: 1, file: path(name) })
    }
  })

  const xz = spawnSync('xz', ['--version']).status === 0
  it.skipIf(!xz)('may be compressed with xz (skipped without the program xz)', async () => {
    const text = jsonl(...Array.from({ length: 2000 }, (_, id) => record({ id: String(id) })))
    const packed = spawnSync('xz', ['-c'], { input: text }).stdout
    write('all.jsonl.xz', packed)
    expect((await read('all.jsonl.xz')).documents).toHaveLength(2000)
    write('cut.jsonl.xz', packed.subarray(0, packed.length - 20))
    const { documents, bad } = await read('cut.jsonl.xz')
    expect(documents.length).toBeGreaterThan(0)
    expect(bad).toMatchObject([{ reason: expect.stringMatching(/breaks off here: .*Unexpected end of input/) }])
  })

  it('of xz says what to install where the program is missing', async () => {
    write('x.jsonl.xz', 'x')
    const before = process.env.PATH
    process.env.PATH = folder
    try {
      const { bad } = await read('x.jsonl.xz')
      expect(bad).toMatchObject([{ reason: expect.stringContaining('reading .xz needs the program xz; install it') }])
    } finally {
      process.env.PATH = before
    }
  })

  it.each([
    ['gz', (text: string) => gzipSync(text)],
    ['zst', (text: string) => zstdCompressSync(text)],
  ] as const)('.%s that breaks off in the middle yields what is whole before', async (ending, pack) => {
    const words = (id: number) => Array.from({ length: 20 }, (_, at) => hash('sha256', `${id} ${at}`)).join(' ')
    const revision = { number: 1, at: null, format: 'text' }
    const text = jsonl(
      ...Array.from({ length: 500 }, (_, id) =>
        record({ id: String(id), revisions: [{ ...revision, body: words(id) }] }),
      ),
    )
    const packed = pack(text)
    write(`cut.jsonl.${ending}`, packed.subarray(0, packed.length / 2))
    const { documents, bad } = await read(`cut.jsonl.${ending}`)
    expect(documents.length).toBeGreaterThan(100)
    expect(documents.map(({ id }) => id)).toEqual(documents.map((_, id) => String(id)))
    expect(bad).toMatchObject([
      { line: documents.length + 1, reason: expect.stringContaining('the file breaks off here') },
    ])
  })

  it('that is not what its ending says', async () => {
    write('plain.jsonl.gz', jsonl(record()))
    expect((await read('plain.jsonl.gz')).bad).toMatchObject([
      { line: 1, reason: expect.stringContaining('incorrect header check') },
    ])
  })

  it('with a line of 200 MB skips it without holding it', async () => {
    const out = createWriteStream(path('long.jsonl'))
    out.write(jsonl(record()))
    const piece = Buffer.alloc(4 * 1024 * 1024, 'a')
    for (let at = 0; at < 50; at++) if (!out.write(piece)) await once(out, 'drain')
    out.end(`\n${jsonl(record({ id: '8' }))}`)
    await once(out, 'close')
    let peak = 0
    const base = process.memoryUsage().arrayBuffers
    const found: string[] = []
    for await (const item of readJsonl(path('long.jsonl'))) {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - base)
      if (item.kind === 'document') found.push(item.document.id)
      if (item.kind === 'bad') found.push(item.reason)
    }
    expect(found).toEqual([
      '7',
      'the line is 209715200 bytes long, more than 16777216; split the document into more lines',
      '8',
    ])
    expect(peak).toBeLessThan(100e6)
  })

  it('may be stopped', async () => {
    write('long-one.jsonl', jsonl(...Array.from({ length: 50 }, (_, id) => record({ id: String(id) }))))
    const stop = new AbortController()
    const found: string[] = []
    for await (const item of readJsonl(path('long-one.jsonl'), { signal: stop.signal })) {
      if (item.kind !== 'document') continue
      found.push(item.document.id)
      if (found.length === 3) stop.abort()
    }
    expect(found).toEqual(['0', '1', '2'])
  })

  it('of lines cut anywhere reads the same', async () => {
    const text = readFileSync(write('cut.jsonl', jsonl(record({ title: 'é😀' }), record({ id: '8', title: '語' }))))
    const whole = (await read('cut.jsonl')).documents
    const { lines } = await import('../../../ingest/sources/lines.ts')
    for (let at = 0; at < text.length; at++) {
      async function* pieces() {
        yield text.subarray(0, at)
        yield text.subarray(at)
      }
      const found: unknown[] = []
      for await (const { bytes } of lines(pieces(), 10_000)) found.push(JSON.parse(bytes!.toString()))
      expect(found).toMatchObject(whole.map(({ id, title }) => ({ id, title })))
    }
  })
})
