/** Discussions told as JSON-LD. The words are ours. */
import { describe, expect, it } from 'vitest'
import { schemaOrg } from '../../../ingest/sources/schemaorg.ts'
import { sourceFor } from '../../../ingest/sources/sources.ts'
import type { Api } from '../../support/replay.ts'
import { reader } from './live.ts'
import { readAll, scratch } from './reading.ts'

const { write } = scratch()
const page = (...scripts: readonly unknown[]) =>
  `<!doctype html><html><head><link rel="canonical" href="https://www.forum.example/t/ships">
   ${scripts.map((each) => `<script type="application/ld+json">${typeof each === 'string' ? each : JSON.stringify(each)}</script>`).join('\n')}
   </head><body><p>Ships float.</p></body></html>`
const read = (name: string, html: string) => readAll(schemaOrg.read(write(name, html)))

const reply = (over: object = {}) => ({
  '@type': 'Comment',
  url: 'https://forum.example/t/ships#p2',
  text: 'Not all do.',
  author: { '@type': 'Person', name: 'Grace', url: 'https://forum.example/u/grace' },
  datePublished: '2024-01-02T10:00:00+01:00',
  ...over,
})
const posting = (over: object = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'DiscussionForumPosting',
  '@id': 'https://www.forum.example/t/ships',
  headline: 'Do ships float?',
  text: '<p>They <b>do</b>.</p>',
  author: { '@type': 'Person', name: 'Ada' },
  datePublished: '2024-01-01',
  interactionStatistic: [
    { '@type': 'InteractionCounter', interactionType: 'https://schema.org/LikeAction', userInteractionCount: 4 },
  ],
  ...over,
})

describe('a page', () => {
  it('speaks for its own host alone: a posting of another is kept under the page, never in the place of the real one', async () => {
    const stolen = posting({ '@id': 'https://elsewhere.example/t/boats', text: 'Put into their mouth.' })
    const { documents } = await read('other.html', page(stolen))
    expect(documents).toHaveLength(1)
    expect(documents[0]!.id).toMatch(/^forum\.example\/t\/ships#/)
    expect(documents[0]!.url).toBe('https://elsewhere.example/t/boats')
  })

  it('gives its posting and the comments under it', async () => {
    const answer = reply({ url: 'https://forum.example/t/ships#p3', text: 'Which?', dateModified: '2024-01-04' })
    const html = page(posting({ comment: [reply({ comment: answer })] }))
    const { documents, bad } = await read('a.html', html)
    expect(bad).toEqual([])
    expect(documents).toMatchObject([
      {
        ...{
          source: 'web',
          id: 'forum.example/t/ships',
          kind: 'post',
          title: 'Do ships float?',
          score: 4,
          parent: null,
        },
        ...{ author: { name: 'Ada' }, createdAt: '2024-01-01T00:00:00Z' },
        revisions: [{ format: 'html', body: '<p>They <b>do</b>.</p>' }],
      },
      {
        ...{
          id: 'forum.example/t/ships#p2',
          kind: 'comment',
          parent: 'forum.example/t/ships',
          root: 'forum.example/t/ships',
        },
        ...{ author: { id: 'https://forum.example/u/grace', name: 'Grace' }, createdAt: '2024-01-02T09:00:00Z' },
        revisions: [{ format: 'text', body: 'Not all do.' }],
      },
      {
        ...{ id: 'forum.example/t/ships#p3', parent: 'forum.example/t/ships#p2', root: 'forum.example/t/ships' },
        revisions: [{ at: '2024-01-04T00:00:00Z' }],
      },
    ])
  })

  it('of questions and answers is one; graphs, lists and main entities are looked into', async () => {
    const question = {
      '@type': 'Question',
      name: 'Do ships float?',
      acceptedAnswer: { '@type': 'Answer', text: 'Yes.', url: '/t/ships#a1', upvoteCount: '7' },
      suggestedAnswer: [{ '@type': 'Answer', text: 'No.', url: '/t/ships#a2' }],
    }
    const { documents } = await read(
      'q.html',
      page({ '@graph': [{ '@type': 'WebSite' }, { '@type': ['QAPage'], mainEntity: question }] }),
    )
    expect(documents.map(({ id, kind, parent, score }) => [id, kind, parent, score])).toEqual([
      ['forum.example/t/ships', 'question', null, null],
      ['forum.example/t/ships#a1', 'answer', 'forum.example/t/ships', 7],
      ['forum.example/t/ships#a2', 'answer', 'forum.example/t/ships', null],
    ])
  })

  it('keeps the place of a deleted comment, and names comments that have no address', async () => {
    const gone = reply({
      url: undefined,
      creativeWorkStatus: 'Deleted',
      text: undefined,
      comment: reply({ url: null }),
    })
    const { documents } = await read('d.html', page(posting({ comment: gone })))
    expect(documents.map(({ state, revisions }) => [state, revisions.length])).toEqual([
      ['live', 1],
      ['deleted', 0],
      ['live', 1],
    ])
    expect(documents[2]!.parent).toBe(documents[1]!.id)
    expect((await read('d.html', page(posting({ comment: gone })))).documents).toEqual(documents)
  })

  it('with a script that is no JSON tells so and reads the others', async () => {
    const { documents, bad } = await read('b.html', page('{"@type": ', posting()))
    expect(documents).toHaveLength(1)
    expect(bad[0]!.reason).toMatch(/^a script of JSON-LD in the page is no JSON/)
  })

  it('that tells no discussion is left to the reader of files', async () => {
    const plain = write('plain.html', page({ '@type': 'Article', headline: 'Ships' }))
    expect((await sourceFor(plain)).name).toBe('files')
    expect((await sourceFor(write('full.html', page(posting())))).name).toBe('schemaorg')
    expect((await readAll(schemaOrg.read(plain))).bad[0]!.reason).toMatch(/^the page tells no discussion/)
  })

  it('nested as deep as anybody likes is read without recursion', async () => {
    let nested = '{"@type":"Comment","text":"Deepest."}'
    for (let depth = 0; depth < 2000; depth++)
      nested = `{"@type":"Comment","text":"Level ${depth}.","comment":${nested}}`
    const { documents } = await read('deep.html', page(nested))
    expect(new Set(documents.map(({ id }) => id)).size).toBe(2001)
    // Ids name what they are below: they must not grow with the square of the depth.
    expect(Math.max(...documents.map(({ id }) => id.length))).toBeLessThan(600)
  })
})

describe('an address', () => {
  const server = reader(schemaOrg)
  const URL_OF = 'https://forum.example/t/ships'
  const site: Api = ({ path, query, headers }) => {
    if (path !== '/t/ships') return null
    if (headers['if-none-match'] === '"1"') return { status: 304 }
    const next = query.get('page') === '2' ? '' : '<a rel="next" href="/t/ships?page=2">next</a>'
    const told =
      query.get('page') === '2' ? posting({ comment: reply({ url: '/t/ships#p9' }) }) : posting({ comment: reply() })
    return { body: page(told) + next, headers: { etag: '"1"', 'content-type': 'text/html' } }
  }

  it('is read page after page, and costs a request a page when nothing changed', async () => {
    server.serve(site)
    const { documents, cursor } = await server.read(URL_OF)
    expect(new Set(documents.map(({ id }) => id))).toEqual(
      new Set(['forum.example/t/ships', 'forum.example/t/ships#p2', 'forum.example/t/ships#p9']),
    )
    const second = await server.read(URL_OF, { cursor })
    expect(second.documents).toEqual([])
    expect(second.asked.filter((each) => each !== '/robots.txt')).toEqual(['/t/ships', '/t/ships?page=2'])
  })
})
