/** Edit notes from the text to the answer: what was taken back, what was deleted at somebody's word, versions side by side. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from './server.ts'

interface Said {
  readonly id: string
  readonly by: string
  readonly parent: string | null
  readonly bodies: readonly string[]
}

const SAID: readonly Said[] = [
  {
    ...{ id: 'wells', by: 'ana', parent: null },
    bodies: ['Deep wells never run dry. Every village can pay for one. A well needs no care.'],
  },
  {
    ...{ id: 'mind', by: 'ben', parent: 'wells' },
    bodies: [
      'I disagree that every village can pay for one, because drilling is expensive.',
      'I disagree that every village can pay for one, because drilling is expensive.\n\nEdit: never mind, I was wrong.',
    ],
  },
  {
    ...{ id: 'eta', by: 'cy', parent: 'wells' },
    bodies: [
      'A well without care is wrong: the pump rusts within a year.\n\nETA: and I disagree that deep wells never run dry.',
    ],
  },
  {
    ...{ id: 'both', by: 'dee', parent: 'wells' },
    bodies: [
      'OLD VERSION: Every village pump rusts within a year because nobody greases it.\n\nNEW VERSION: Most village pumps rust within a year because nobody greases them. I have watched them for ten years, and this is what happens in all of the villages that I know.',
    ],
  },
  {
    // A comment whose parent was never read, as when one comment is pasted alone.
    ...{ id: 'alone', by: 'ana', parent: null },
    bodies: [
      'Thanks, I just removed that whole section. I still think that something like it holds, but it needs more work.\n\nFor those who are curious, this is the edit I made:\n\nOLD VERSION:',
    ],
  },
]

const line = ({ id, by, parent, bodies }: Said, at: number): string =>
  JSON.stringify({
    ...{ source: 'wells', id, kind: id === 'wells' ? 'post' : 'comment', parent, root: parent },
    ...{ author: { id: by, name: by }, createdAt: `2021-03-0${at + 1}T00:00:00Z` },
    revisions: bodies.map((body, n) => ({
      ...{ number: n + 1, at: `2021-03-${n === 0 ? '0' : '1'}${at + 1}T00:00:00Z`, format: 'markdown', body },
    })),
  })

let server: TestServer
beforeAll(async () => {
  server = await startServer(`${SAID.map(line).join('\n')}\n`)
})
afterAll(() => server.stop())

const rows = async (path: string) => (await server.get(path)).body.rows

describe('over HTTP', () => {
  it('an edit note withdraws its author’s own objection, from that revision on', async () => {
    const [objection] = await rows('/objections?author=wells:ben')
    expect(objection).toMatchObject({ act: 'objection', state: 'withdrawn' })
    const [before] = await rows('/objections?author=wells:ben&as-of=2021-03-05')
    expect(before).toMatchObject({ id: objection.id, state: 'open' })
  })

  it('an edit note does not show what a reply does as a whole', async () => {
    const main = (await rows('/responses?author=wells:cy&min-confidence=0')).find((one: { main: boolean }) => one.main)
    expect(main.exact).toMatch(/^A well without care/)
  })

  it('versions side by side are a history', async () => {
    const { revisions } = (await server.get('/documents/wells%3Aboth/revisions')).body
    expect(revisions.map(({ origin }: { origin: string }) => origin)).toEqual(['in-text', 'api'])
    const { changes } = (await server.get('/documents/wells%3Aboth/compare/1~1..1')).body
    expect(changes.find(({ change }: { change: string }) => change === 'reworded')).toMatchObject({
      before: { exact: 'Every village pump rusts within a year because nobody greases it.' },
      after: { exact: 'Most village pumps rust within a year because nobody greases them.' },
      content: expect.any(Number),
    })
  })
})

it('what was deleted at somebody’s word is one concession with one prompted edit, in the export', async () => {
  const { text } = await server.get('/export?min-confidence=0')
  const records = text
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row))
    .filter(({ document }) => document === 'wells:alone')
  const concessions = records.filter(({ type, act }) => type === 'response' && act === 'concession')
  expect(concessions).toHaveLength(1)
  expect(records.filter(({ type }) => type === 'prompted_edit')).toEqual([
    expect.objectContaining({ response: concessions[0].id, edited: null, revision: null }),
  ])
})
