/** Mastodon against a server that answers as its API does. The words are ours. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { STATUS_EDIT } from '../../../ingest/sources/mastodon/status.ts'
import { mastodon } from '../../../ingest/sources/mastodon.ts'
import { sourceFor } from '../../../ingest/sources/sources.ts'
import type { Api } from '../../support/replay.ts'
import { reader } from './live.ts'
import { SHARED } from './reading.ts'

const THREAD = 'https://harbour.example/@ada/1000000001'

interface Told {
  readonly id: string
  /** Where the status says that it is from; default: here. */
  readonly uri?: string
  readonly acct?: string
  readonly parent: string | null
  readonly words: readonly string[]
  /** Replies that nobody but their readers sees. */
  readonly hidden?: number
}

const day = (n: number) => `2024-01-${String(n).padStart(2, '0')}T10:00:00.123Z`
const uri = (id: string) => `https://harbour.example/users/ada/statuses/${id}`

/** The API of a server with these statuses that shows contexts `depth` replies deep, as anonymous readers get them. */
function api(told: readonly Told[], depth = 20): Api {
  const statusOf = ({ id, parent, words, hidden = 0, uri: own = uri(id), acct = 'ada' }: Told) => ({
    id,
    uri: own,
    url: `https://harbour.example/@ada/${id}`,
    created_at: day(1),
    edited_at: words.length > 1 ? day(words.length) : null,
    in_reply_to_id: parent,
    content: `<p>${words.at(-1)}</p>`,
    spoiler_text: '',
    visibility: 'public',
    language: 'en',
    replies_count: hidden + told.filter((each) => each.parent === id).length,
    favourites_count: 2,
    account: { id: '1', acct, display_name: 'Ada', url: 'https://harbour.example/@ada' },
  })
  const below = (id: string, left: number): readonly Told[] =>
    left === 0 ? [] : told.filter(({ parent }) => parent === id).flatMap((each) => [each, ...below(each.id, left - 1)])
  const above = (id: string | null): readonly Told[] => {
    const found = told.find((each) => each.id === id)
    return found === undefined ? [] : [...above(found.parent), found]
  }
  return ({ path }) => {
    const [, id, part] = /^\/api\/v1\/statuses\/(\d+)(?:\/(\w+))?$/.exec(path) ?? []
    const one = told.find((each) => each.id === id)
    if (one === undefined) return { status: 404, body: { error: 'Record not found' } }
    if (part === undefined) return { body: statusOf(one) }
    if (part === 'history')
      return { body: one.words.map((words, at) => ({ content: `<p>${words}</p>`, created_at: day(at + 1) })) }
    return {
      body: { ancestors: above(one.parent).map(statusOf), descendants: below(one.id, depth).map(statusOf) },
    }
  }
}

const TOLD: readonly Told[] = [
  { id: '1000000001', parent: null, words: ['Ships float.'] },
  { id: '1000000002', parent: '1000000001', words: ['Not all do.', 'Not all of them do.'] },
  { id: '1000000003', parent: '1000000002', words: ['Which?'] },
  { id: '1000000004', parent: '1000000003', words: ['The Vasa.'] },
]

describe('a thread', () => {
  const server = reader(mastodon)

  it('comes with all edits, known by the uri that is the same on every server', async () => {
    server.serve(api(TOLD))
    const { documents, bad, asked } = await server.read(THREAD)
    expect(bad).toEqual([])
    expect(asked).toHaveLength(3)
    expect(documents.map(({ id, parent, root }) => [id, parent, root])).toEqual([
      [uri('1000000001'), null, null],
      [uri('1000000002'), uri('1000000001'), uri('1000000001')],
      [uri('1000000003'), uri('1000000002'), uri('1000000001')],
      [uri('1000000004'), uri('1000000003'), uri('1000000001')],
    ])
    expect(documents[1]!.author).toMatchObject({ id: 'ada@harbour.example', name: 'Ada' })
    expect(documents[1]!.revisions.map(({ key, number, at, body }) => [key, number, at, body])).toEqual([
      [day(1), 1, '2024-01-01T10:00:00Z', '<p>Not all do.</p>'],
      [day(2), 2, '2024-01-02T10:00:00Z', '<p>Not all of them do.</p>'],
    ])
  })

  it('is whole also where the server cuts it short, and from any status in it', async () => {
    server.serve(api(TOLD, 1))
    const all = TOLD.map(({ id }) => uri(id))
    const first = await server.read(THREAD)
    expect(first.documents.map(({ id }) => id).sort()).toEqual(all)
    const other = await server.read('https://harbour.example/@ada/1000000003')
    expect(other.documents.map(({ id }) => id).sort()).toEqual(all)
  })

  it('says nothing again when nothing changed; hidden replies are looked for once', async () => {
    const told = TOLD.map((each, at) => (at === 2 ? { ...each, hidden: 3 } : each))
    server.serve(api(told))
    const first = await server.read(THREAD)
    expect(first.asked).toHaveLength(4)
    const second = await server.read(THREAD, { cursor: first.cursor })
    expect(second.asked).toEqual(['/api/v1/statuses/1000000001', '/api/v1/statuses/1000000001/context'])
    expect(second.documents).toEqual([])
    expect(second.gone).toEqual([])
  })

  it('gives later what is new, edited or gone', async () => {
    server.serve(api(TOLD))
    const { cursor } = await server.read(THREAD)
    const later: readonly Told[] = [
      TOLD[0]!,
      { ...TOLD[1]!, words: [...TOLD[1]!.words, 'Nearly all of them do.'] },
      { id: '1000000005', parent: '1000000002', words: ['I agree.'] },
    ]
    server.serve(api(later))
    const { documents, gone } = await server.read(THREAD, { cursor })
    expect(documents.map(({ id, revisions }) => [id, revisions.length])).toEqual([
      [uri('1000000002'), 3],
      [uri('1000000005'), 1],
    ])
    expect(gone.map(({ id, state }) => [id, state])).toEqual([
      [uri('1000000003'), 'unavailable'],
      [uri('1000000004'), 'unavailable'],
    ])
  })

  it('takes edits of polls and pictures for what they are: the same words', async () => {
    server.serve(api([{ id: '1000000001', parent: null, words: ['Ships float.', 'Ships float.', 'They do.'] }]))
    const { documents } = await server.read(THREAD)
    expect(documents[0]!.revisions.map(({ number, body }) => [number, body])).toEqual([
      [1, '<p>Ships float.</p>'],
      [2, '<p>They do.</p>'],
    ])
  })

  it("holds statuses of other servers, marked as told by this one; what it calls its own under another's address is not taken", async () => {
    const elsewhere = 'https://quay.example/users/bo/statuses/7'
    server.serve(
      api([
        TOLD[0]!,
        { id: '1000000002', parent: '1000000001', words: ['Mine does.'], uri: elsewhere, acct: 'bo@quay.example' },
        { id: '1000000003', parent: '1000000001', words: ['Forged.'], uri: 'https://quay.example/users/bo/statuses/8' },
        {
          id: '1000000004',
          parent: '1000000001',
          words: ['Odd.'],
          uri: 'tag:quay.example,2024:9',
          acct: 'bo@quay.example',
        },
      ]),
    )
    const { documents, skipped } = await server.read(THREAD)
    expect(documents.map(({ id, extra }) => [id, extra.toldBy])).toEqual([
      [uri('1000000001'), undefined],
      [elsewhere, 'harbour.example'],
    ])
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'harbour.example calls a status its own whose uri is on quay.example',
      'the uri of the status is no web address',
    ])
  })

  it('that cannot be read is told', async () => {
    server.serve(() => ({ status: 401, body: { error: 'This API requires an authenticated user' } }))
    const { bad } = await server.read(THREAD)
    expect(bad[0]!.reason).toMatch(/^harbour\.example answered 401/)
  })
})

it('is known by the shape of its addresses', async () => {
  for (const address of [
    THREAD,
    'https://harbour.example/@ada@quay.example/112233445566',
    'https://harbour.example/users/ada/statuses/112233445566',
  ])
    expect((await sourceFor(address)).name).toBe('mastodon')
})

const sample = join(SHARED, 'docs/samples/mastodon/history.docs.json')
it.skipIf(!existsSync(sample))('the history of the documentation is as expected (skipped where there is none)', () => {
  expect(z.array(STATUS_EDIT).parse(JSON.parse(readFileSync(sample, 'utf8')))).toHaveLength(5)
})
