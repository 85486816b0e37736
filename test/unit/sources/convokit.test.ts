/** ConvoKit corpora: folders and zips, old shapes and new, edits of WikiConv. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { convokit } from '../../../ingest/sources/convokit.ts'
import { sourceFor } from '../../../ingest/sources/sources.ts'
import { zip } from '../../support/zip.ts'
import { readAll, SHARED, scratch } from './reading.ts'

const { path, write } = scratch()
const jsonl = (...values: readonly object[]) => values.map((one) => `${JSON.stringify(one)}\n`).join('')

const UTTERANCES = [
  {
    id: 'a',
    speaker: 'Ada',
    conversation_id: 'a',
    reply_to: null,
    timestamp: 1577836800,
    text: 'Ships float.',
    meta: {},
  },
  {
    id: 'b',
    speaker: 'Grace',
    conversation_id: 'a',
    reply_to: 'a',
    timestamp: '1577836860',
    text: 'Not all of them.',
    meta: { labelled: true, parsed: [{ rt: 0 }] },
  },
  { id: 'c', speaker: 'Ada', conversation_id: 'a', reply_to: 'elsewhere', timestamp: null, text: 'True.', meta: null },
]
function corpus(folder: string, utterances: readonly object[]) {
  write(`${folder}/utterances.jsonl`, jsonl(...utterances))
  write(`${folder}/speakers.json`, '{}')
  write(`${folder}/conversations.json`, JSON.stringify({ a: { title: 'On ships' } }))
  write(`${folder}/corpus.json`, '{}')
  write(`${folder}/speakers-bin.p`, 'never opened')
  return path(folder)
}

describe('a corpus', () => {
  it('is known by its files, and read utterance by utterance', async () => {
    const folder = corpus('harbour', UTTERANCES)
    expect((await sourceFor(folder)).name).toBe('convokit')
    const { documents, bad, wheres } = await readAll(convokit.read(folder))
    expect(bad).toEqual([])
    expect(wheres[1]).toBe(`${folder}/utterances.jsonl:2`)
    expect(
      documents.map(({ source, id, kind, title, parent, root, createdAt, author }) => [
        ...[source, id, kind, title, parent, root, createdAt, author?.name],
      ]),
    ).toEqual([
      ['convokit-harbour', 'a', 'post', 'On ships', null, null, '2020-01-01T00:00:00Z', 'Ada'],
      ['convokit-harbour', 'b', 'comment', null, 'a', 'a', '2020-01-01T00:01:00Z', 'Grace'],
      ['convokit-harbour', 'c', 'comment', null, 'elsewhere', 'a', null, 'Ada'],
    ])
    expect(documents[1]!.extra).toEqual({ meta: { labelled: true } })
    expect(documents[0]!.revisions).toMatchObject([{ format: 'text', body: 'Ships float.' }])
  })

  it('reads the same from a zip', async () => {
    const folder = corpus('harbour', UTTERANCES)
    const packed = write(
      'harbour.zip',
      zip([
        { name: 'harbour/speakers-bin.p', content: 'never opened' },
        { name: 'harbour/conversations.json', content: '{"a":{"title":"On ships"}}' },
        { name: 'harbour/utterances.jsonl', content: jsonl(...UTTERANCES) },
      ]),
    )
    expect((await sourceFor(packed)).name).toBe('convokit')
    const [fromZip, fromFolder] = [await readAll(convokit.read(packed)), await readAll(convokit.read(folder))]
    expect(fromZip.documents).toEqual(fromFolder.documents)
  })

  it('reads the names that older corpora have for its fields', async () => {
    write(
      'old/utterances.json',
      JSON.stringify([{ id: 1, user: 'Ada', root: 1, 'reply-to': null, timestamp: 1577836800000, text: 'Old.' }]),
    )
    const { documents } = await readAll(convokit.read(path('old')))
    expect(documents).toMatchObject([
      { id: '1', kind: 'post', author: { id: 'Ada' }, root: null, createdAt: '2020-01-01T00:00:00Z' },
    ])
  })

  it('tells the edits of WikiConv, and what was deleted', async () => {
    const folder = corpus('wiki', [
      {
        ...UTTERANCES[0],
        text: 'Ships float well.',
        meta: {
          original: { id: 'o', speaker: 'Ada', timestamp: 1577836800, text: 'Ships flaot.' },
          modification: [{ id: 'm', speaker: 'Grace', timestamp: 1577923200, text: 'Ships float.' }],
          deletion: [],
          restoration: [],
        },
      },
      { ...UTTERANCES[1], meta: { deletion: [{ id: 'd', timestamp: 1577923200 }], restoration: [] } },
      {
        ...UTTERANCES[2],
        meta: { deletion: [{ id: 'd', timestamp: 1577923200 }], restoration: [{ id: 'r', timestamp: 1577923300 }] },
      },
      { ...UTTERANCES[1], id: 'r', text: '[removed]' },
    ])
    const { documents } = await readAll(convokit.read(folder))
    expect(documents[0]!.revisions.map(({ number, at, body, editor }) => [number, at, body, editor!.name])).toEqual([
      [1, '2020-01-01T00:00:00Z', 'Ships flaot.', 'Ada'],
      [2, '2020-01-02T00:00:00Z', 'Ships float.', 'Grace'],
      [3, '2020-01-02T00:00:00Z', 'Ships float well.', 'Ada'],
    ])
    expect(documents.map(({ state, parent }) => [state, parent])).toEqual([
      ['live', null],
      ['deleted', 'a'],
      ['live', 'elsewhere'],
      ['unavailable', 'a'],
    ])
  })

  it('names what is wrong with an utterance, and goes on', async () => {
    const folder = corpus('bad', [{ ...UTTERANCES[0], id: null }, { ...UTTERANCES[1], text: 7 }, UTTERANCES[2]!])
    const { documents, bad } = await readAll(convokit.read(folder))
    expect(documents.map(({ id }) => id)).toEqual(['c'])
    expect(bad.map(({ line, reason }) => [line, reason.split(' (')[0]])).toEqual([
      [1, 'id of an utterance is null'],
      [2, 'text of an utterance is 7'],
    ])
  })

  it('that is no corpus says so', async () => {
    write('empty/other.txt', 'x')
    write('cut.zip', zip([{ name: 'utterances.jsonl', content: jsonl(...UTTERANCES) }]).subarray(0, 60))
    const reasons = async (name: string) => (await readAll(convokit.read(path(name)))).bad.map(({ reason }) => reason)
    expect(await reasons('empty')).toEqual([
      'it holds no utterances.jsonl; name the folder or zip of a ConvoKit corpus',
    ])
    expect((await reasons('cut.zip'))[0]).toMatch(/^it is no whole zip: /)
    expect(await reasons('none')).toEqual(['no such file or folder; check the path'])
  })
})

const sample = join(SHARED, 'docs/samples/convokit')
it.skipIf(!existsSync(sample))('reads the sample of its documentation (skipped where there is none)', async () => {
  const { documents, bad } = await readAll(convokit.read(sample))
  expect(bad).toEqual([])
  expect(documents).toMatchObject([{ id: '200', parent: '199', root: '145', author: { id: 'mr. srinivasan' } }])
})
