/** MediaWiki against a server that answers as its api.php does. The words are ours. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PAGES } from '../../../ingest/sources/mediawiki/api.ts'
import { mediaWiki } from '../../../ingest/sources/mediawiki.ts'
import { sourceFor } from '../../../ingest/sources/sources.ts'
import type { Api } from '../../support/replay.ts'
import { reader } from './live.ts'
import { SHARED } from './reading.ts'

const ARTICLE = 'https://wiki.example/wiki/Buoyancy'

interface Wiki {
  /** Words of the article's revisions; null: suppressed. */
  readonly article: readonly (string | null)[]
  readonly threads: readonly object[]
  readonly talkRevision: number
  readonly path?: string
}

const comment = (name: string, author: string, html: string, replies: readonly object[] = []) => ({
  ...{ type: 'comment', id: `${name}-1`, name, level: 1, author, timestamp: '2024-01-02T10:00:00Z', html, replies },
})
const heading = (name: string, html: string, replies: readonly object[]) => ({
  ...{ type: 'heading', headingLevel: 2, id: name, name, level: 0, html, replies },
})
const THREADS = [
  heading('h-Why', 'Why &amp; <i>how</i>?', [
    comment('c-Ada', 'Ada', '<p>Ships do not float.</p>', [comment('c-Grace', 'Grace', '<p>They do.</p>')]),
    comment('c-Ada', 'Ada', '<p>The same minute.</p>'),
  ]),
]
const WIKI: Wiki = {
  article: ['Ships sink.', "Ships '''float'''.", null, 'Ships float well.'],
  threads: THREADS,
  talkRevision: 900,
}

/** Two revisions an answer, so that there are pages of them. */
function api({ article, threads, talkRevision, path: at = '/w/api.php' }: Wiki): Api {
  const all = article.map((content, index) => ({
    revid: 101 + index,
    timestamp: `2024-01-0${index + 1}T00:00:00Z`,
    user: index % 2 === 0 ? 'Ada' : 'Grace',
    comment: `edit ${index + 1}`,
    sha1: String(content),
    slots: { main: content === null ? { texthidden: true } : { contentmodel: 'wikitext', content } },
  }))
  const page = { pageid: 7, ns: 0, title: 'Buoyancy', lastrevid: 100 + all.length, talkid: 8, canonicalurl: ARTICLE }
  const talk = { pageid: 8, ns: 1, title: 'Talk:Buoyancy', lastrevid: talkRevision, subjectid: 7 }
  return ({ path, query }) => {
    if (path !== at) return null
    const ask = Object.fromEntries(query)
    if (ask.action === 'discussiontoolspageinfo')
      return { body: { discussiontoolspageinfo: { threaditemshtml: threads } } }
    if (ask.prop?.startsWith('info') === true) {
      if (ask.pageids === '8' || ask.titles === 'Talk:Buoyancy') return { body: { query: { pages: [talk] } } }
      if (ask.titles !== 'Buoyancy')
        return { body: { query: { pages: [{ ns: 0, title: ask.titles, missing: true }] } } }
      return { body: { query: { pages: [{ ...page, redirects: [{ pageid: 9, ns: 0, title: 'Floating' }] }] } } }
    }
    const from = Number(ask.rvcontinue ?? ask.rvstartid ?? 0)
    const left = all.filter(({ revid }) => revid >= from)
    const more = left.length > 2 ? { continue: { rvcontinue: String(left[2]!.revid), continue: '||' } } : {}
    return { body: { query: { pages: [{ ...page, revisions: left.slice(0, 2) }] }, ...more } }
  }
}

describe('an article', () => {
  const wiki = reader(mediaWiki)

  it('comes with all public revisions, its redirects and the threads of its talk page', async () => {
    wiki.serve(api(WIKI))
    const { documents, bad } = await wiki.read(ARTICLE)
    expect(bad).toEqual([])
    expect(documents[0]).toMatchObject({
      ...{
        source: 'mediawiki-wiki.example',
        id: '7',
        kind: 'wiki',
        title: 'Buoyancy',
        aliases: ['Floating'],
        url: ARTICLE,
      },
      revisions: [
        {
          key: '101',
          number: 101,
          at: '2024-01-01T00:00:00Z',
          editor: { name: 'Ada' },
          note: 'edit 1',
          body: '<p>Ships sink.</p>',
        },
        { key: '102', number: 102, body: '<p>Ships <b>float</b>.</p>' },
        { key: '104', number: 104 },
      ],
    })
    expect(documents.slice(1).map(({ id, kind, title, parent, root }) => [id, kind, title, parent, root])).toEqual([
      ['8#h-Why', 'post', 'Why & how?', '7', '7'],
      ['8#c-Ada', 'comment', null, '8#h-Why', '7'],
      ['8#c-Grace', 'comment', null, '8#c-Ada', '7'],
      ['8#c-Ada-1', 'comment', null, '8#h-Why', '7'],
    ])
  })

  it('costs two requests when nothing changed, and later only what did', async () => {
    wiki.serve(api(WIKI))
    const { cursor } = await wiki.read(ARTICLE)
    const second = await wiki.read(ARTICLE, { cursor })
    expect(second.asked).toHaveLength(2)
    expect(second.documents).toEqual([])
    wiki.serve(api({ ...WIKI, article: [...WIKI.article, 'Ships float very well.'] }))
    const third = await wiki.read(ARTICLE, { cursor })
    expect(third.documents.map(({ id, revisions }) => [id, revisions.map(({ key }) => key)])).toEqual([['7', ['105']]])
    wiki.serve(api({ ...WIKI, talkRevision: 901 }))
    expect((await wiki.read(ARTICLE, { cursor })).documents).toHaveLength(4)
  })

  it('is found wherever its wiki keeps api.php, which is remembered', async () => {
    wiki.serve(api({ ...WIKI, path: '/api.php' }))
    const { cursor, documents } = await wiki.read(ARTICLE)
    expect(documents).toHaveLength(5)
    const { asked } = await wiki.read(ARTICLE, { cursor })
    expect(asked.every((path) => path.startsWith('/api.php'))).toBe(true)
  })

  it('goes on with its history where it was broken off', async () => {
    const many = { ...WIKI, article: Array.from({ length: 9 }, (_, at) => `Wording ${at}.`) }
    const whole = api(many)
    wiki.serve((asked) => (asked.query.get('rvcontinue') === '107' ? { status: 503 } : whole(asked)))
    const first = await wiki.read(ARTICLE)
    expect(first.bad).toHaveLength(1)
    wiki.serve(whole)
    const second = await wiki.read(ARTICLE, { cursor: first.cursor })
    const keys = [...first.documents, ...second.documents]
      .flatMap(({ id, revisions }) => (id === '7' ? revisions : []))
      .map(({ key }) => key)
    expect(new Set(keys).size).toBe(9)
  })

  it('that was deleted becomes a tombstone; one that never was is told', async () => {
    wiki.serve(api(WIKI))
    const { cursor } = await wiki.read(ARTICLE)
    const missing = 'https://wiki.example/wiki/Missing'
    expect((await wiki.read(missing)).bad).toMatchObject([{ reason: 'the wiki has no such page' }])
    expect((await wiki.read(missing, { cursor })).documents).toMatchObject([
      { id: '7', state: 'deleted', revisions: [] },
    ])
  })

  it('what the wiki refuses is told in its words', async () => {
    wiki.serve(({ path }) =>
      path === '/w/api.php' ? { body: { error: { code: 'readapidenied', info: 'You need read permission.' } } } : null,
    )
    expect((await wiki.read(ARTICLE)).bad[0]!.reason).toMatch(
      /^wiki\.example says: You need read permission\. \(readapidenied\)/,
    )
  })
})

describe('a talk page', () => {
  const wiki = reader(mediaWiki)

  it('is read alone at its own address; its threads answer the article', async () => {
    wiki.serve(api(WIKI))
    const { documents, cursor } = await wiki.read('https://wiki.example/w/index.php?title=Talk:Buoyancy')
    expect(documents.map(({ id }) => id)).toEqual(['8#h-Why', '8#c-Ada', '8#c-Grace', '8#c-Ada-1'])
    expect(documents[0]!.parent).toBe('7')
    expect((await wiki.read('https://wiki.example/w/index.php?title=Talk:Buoyancy', { cursor })).asked).toHaveLength(1)
  })

  it('of a wiki without DiscussionTools is passed over, and said to be', async () => {
    wiki.serve((asked) =>
      asked.query.get('action') === 'discussiontoolspageinfo'
        ? { body: { error: { code: 'badvalue', info: 'Unrecognized value for parameter "action".' } } }
        : api(WIKI)(asked),
    )
    const { documents, skipped, bad } = await wiki.read(ARTICLE)
    expect(documents.map(({ id }) => id)).toEqual(['7'])
    expect([skipped.length, bad.length]).toEqual([1, 0])
  })
})

it('is known by the shape of its addresses', async () => {
  for (const address of [
    ARTICLE,
    'https://wiki.example/index.php/Buoyancy',
    'https://wiki.example/w/index.php?title=Buoyancy',
  ])
    expect((await sourceFor(address)).name).toBe('mediawiki')
})

const sample = join(SHARED, 'docs/samples/mediawiki/revisions.formatversion2.json')
it.skipIf(!existsSync(sample))(
  'expects what a real wiki answered, but for the namespace (skipped where there is none)',
  () => {
    const { error } = PAGES.safeParse(JSON.parse(readFileSync(sample, 'utf8')))
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['query.pages.0.ns'])
  },
)
