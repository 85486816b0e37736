/** Stack Exchange: a site's dump and tables of PostHistory and comments. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stackExchange } from '../../../ingest/sources/stackexchange.ts'
import { FIXTURES, readAll, scratch } from './reading.ts'

const dump = join(FIXTURES, 'dump', 'ships.example')
const { path, write } = scratch()
const wordings = (document: { revisions: readonly { key: string; title: string | null; body: string }[] }) =>
  document.revisions.map(({ key, title, body }) => [key, title, body])

describe("a site's dump", () => {
  it('gives posts, then comments, with their places and people', async () => {
    const { documents, bad, progress } = await readAll(stackExchange.read(dump))
    expect(bad).toEqual([])
    expect(progress.at(-1)!.share).toBe(1)
    expect(
      documents.map(({ source, id, kind, parent, root, author, score, state }) => [
        source,
        id,
        kind,
        parent,
        root,
        author?.name,
        score,
        state,
      ]),
    ).toEqual([
      ['stackexchange-ships.example', '1', 'question', null, null, 'Grace', 5, 'live'],
      ['stackexchange-ships.example', '2', 'answer', '1', '1', 'Ada', 3, 'live'],
      ['stackexchange-ships.example', '3', 'answer', '1', '1', 'gone sailor', -1, 'deleted'],
      ['stackexchange-ships.example', '4', 'answer', '1', '1', undefined, null, 'live'],
      ['stackexchange-ships.example', 'c1', 'comment', '2', '1', 'Grace', 2, 'live'],
    ])
    expect(documents[0]!.extra).toEqual({ tags: ['ships', 'water'], acceptedAnswer: '2' })
    expect(documents[2]!.stateAt).toBe('2011-01-05T11:00:00Z')
  })

  it('makes one revision of the rows of one RevisionGUID; a rollback is one; tags are none', async () => {
    const { documents } = await readAll(stackExchange.read(dump))
    const question = 'Why do ships float?\n\n> Iron sinks.'
    expect(wordings(documents[0]!)).toEqual([
      ['g1', 'How do ships flaot?', question],
      ['g3', null, question],
      ['g4', null, 'Tell me why.'],
      ['g5', null, question],
    ])
    expect(documents[0]!.title).toBe('How do ships float?')
    expect(documents[0]!.revisions.map(({ number, at, editor, note }) => [number, at, editor!.name, note])).toEqual([
      [1, '2011-01-01T10:00:00Z', 'Grace', null],
      [2, '2011-01-01T12:00:00Z', 'Ada', 'typo in the title'],
      [3, '2011-01-01T13:00:00Z', 'Ada', 'rewritten'],
      [4, '2011-01-01T14:00:00Z', 'Grace', 'Rollback to revision 2'],
    ])
  })

  it('falls back to the rendered text of a post without history', async () => {
    const { documents } = await readAll(stackExchange.read(dump))
    expect(documents[3]!.revisions).toMatchObject([{ format: 'html', body: '<p>No history.</p>', number: 1 }])
  })

  it('that is cut off gives what came before', async () => {
    cpSync(dump, path('cut'), { recursive: true })
    write(
      'cut/PostHistory.xml',
      '<?xml version="1.0"?>\n<posthistory>\n<row Id="1" PostHistoryTypeId="2" PostId="9" RevisionGUID="g" CreationDate="2011-01-01T10:00:00" Text="Words." />\n<row Id="2"',
    )
    const { documents, bad } = await readAll(stackExchange.read(path('cut')))
    expect(documents.find(({ id }) => id === '9')).toMatchObject({ revisions: [{ body: 'Words.' }] })
    expect(bad).toMatchObject([
      { file: join(path('cut'), 'PostHistory.xml'), line: 4, reason: expect.stringContaining('it is not whole XML') },
    ])
  })
})

describe('tables', () => {
  it('give posts and comments; a table of something else is told', async () => {
    const { documents, bad } = await readAll(stackExchange.read(join(FIXTURES, 'tables')))
    const first = 'First, "quoted" words;\n\n> and lines.'
    expect(documents.map(({ source, id, kind, parent }) => [source, id, kind, parent])).toEqual([
      ['stackexchange', '20', 'answer', null],
      ['stackexchange', 'c5', 'comment', '20'],
    ])
    expect(wordings(documents[0]!)).toEqual([
      ['g1', null, first],
      ['g2', null, 'Second words.'],
      ['g3', null, first],
    ])
    expect(documents[0]!.revisions[1]).toMatchObject({
      editor: { id: 'name:Some body', name: 'Some body' },
      note: 'clearer',
      at: '2012-05-02T10:00:00Z',
    })
    expect(bad).toMatchObject([
      { file: join(FIXTURES, 'tables', 'other.csv'), reason: expect.stringContaining('has not the columns') },
    ])
  })

  it('with broken rows are told by line', async () => {
    const header = 'Id;PostId;UserId;PostHistoryTypeId;RevisionGUID;CreationDate;Text;UserDisplayName;Comment'
    write('broken.csv', `${header}\n1;2;3;2;g;2012-01-01;Good.;;\n1;2;3\n`)
    const { documents, bad } = await readAll(stackExchange.read(path('broken.csv')))
    expect(documents.map(({ id }) => id)).toEqual(['2'])
    expect(bad).toMatchObject([{ line: 3, reason: expect.stringContaining('it is not a CSV table') }])
  })

  it('that are not there are told', async () => {
    expect((await readAll(stackExchange.read(path('none')))).bad).toMatchObject([
      { reason: 'no such file or folder; check the path' },
    ])
    write('empty/readme.txt', '')
    expect((await readAll(stackExchange.read(path('empty')))).bad).toMatchObject([
      { reason: expect.stringContaining('there is no PostHistory.xml') },
    ])
    write('zero.csv', '')
    expect(await readAll(stackExchange.read(path('zero.csv')))).toMatchObject({ documents: [], bad: [] })
  })
})
