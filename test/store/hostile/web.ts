/** Servers that answer to wear us out, or never the same. */
import { gzipSync } from 'node:zlib'
import type { Api } from '../../support/replay.ts'
import type { Hostile } from './case.ts'

const HN = 'https://news.ycombinator.com/item?id=1'
const TOOT = 'https://harbour.example/@ada/1000001'
const WIKI = 'https://wiki.example/wiki/Ships'
const FEED = 'https://quay.example/feed'

const item = (id: number, over: object = {}) => ({
  id,
  type: 'comment',
  by: 'ada',
  time: 1_600_000_000,
  text: `Words of ${id}.`,
  ...over,
})
const items =
  (of: (id: number) => object | null): Api =>
  ({ path }) => {
    const id = Number(/\/item\/(\d+)\.json/.exec(path)?.[1] ?? 0)
    return id > 0 ? { body: of(id) } : null
  }
const status = (id: string, parent: string | null, over: object = {}) => ({
  ...{
    id,
    uri: `https://harbour.example/users/ada/statuses/${id}`,
    created_at: '2024-01-01T00:00:00Z',
    content: '<p>Ships float.</p>',
  },
  ...{ in_reply_to_id: parent, replies_count: 9, account: { id: '1', acct: 'ada' }, ...over },
})
const page = { pageid: 7, ns: 0, title: 'Ships', lastrevid: 5, talkid: 0 }
const rss = (items: string) => ({
  body: `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Q</title>${items}</channel></rss>`,
  headers: { 'content-type': 'application/rss+xml' },
})
const entry = (id: number) => `<item><guid>${id}</guid><description>Words of ${id}.</description></item>`

export const WEB: readonly Hostile[] = [
  {
    name: 'web: redirects without end',
    address: FEED,
    api: ({ path }) => (path === '/robots.txt' ? null : { status: 302, headers: { location: `${path}x` } }),
  },
  {
    name: 'web: a redirect to a file',
    address: FEED,
    api: ({ path }) => (path === '/robots.txt' ? null : { status: 302, headers: { location: 'file:///etc/passwd' } }),
  },
  {
    name: 'web: 100 MB in a small body',
    address: FEED,
    api: ({ path }) =>
      path === '/robots.txt'
        ? null
        : {
            body: gzipSync(Buffer.alloc(100 << 20), { level: 1 }),
            asItIs: true,
            headers: { 'content-encoding': 'gzip' },
          },
  },
  {
    name: 'web: a body that breaks off',
    address: FEED,
    api: ({ path }) => (path === '/robots.txt' ? null : { ...rss(entry(1)), cutAfter: 50 }),
  },
  {
    name: 'web: bytes that are not what they say',
    address: FEED,
    api: ({ path }) =>
      path === '/robots.txt' ? null : { body: 'not packed', asItIs: true, headers: { 'content-encoding': 'gzip' } },
  },
  {
    name: 'web: robots.txt of 5 MB',
    address: FEED,
    api: ({ path }) =>
      path === '/robots.txt'
        ? { body: 'Disallow: /x\n'.repeat(400_000), headers: { 'content-type': 'text/plain' } }
        : rss(entry(1)),
  },
  {
    name: 'web: robots.txt that forbids all',
    address: FEED,
    api: ({ path }) =>
      path === '/robots.txt'
        ? { body: 'User-agent: *\nDisallow: /\n', headers: { 'content-type': 'text/plain' } }
        : rss(entry(1)),
  },
  {
    name: 'web: a page that names itself as its feed',
    address: FEED,
    api: ({ path }) =>
      path === '/robots.txt'
        ? null
        : { body: '<!doctype html><html><link rel="alternate" type="application/rss+xml" href="/feed"></html>' },
  },
  {
    name: 'web: an archive that is its own past',
    address: FEED,
    api: ({ path }) => (path === '/robots.txt' ? null : rss(`<atom:link rel="prev-archive" href="/feed"/>${entry(1)}`)),
  },
  {
    name: 'web: archives without end',
    address: FEED,
    api: ({ path, query }) =>
      path === '/robots.txt'
        ? null
        : rss(`<atom:link rel="prev-archive" href="https://quay.example/feed?n=${Number(query.get('n') ?? 0) + 1}"/>`),
  },
  {
    name: 'hackernews: kids in a ring',
    address: HN,
    api: items((id) => (id <= 3 ? item(id, { parent: id === 1 ? 3 : id - 1, kids: [(id % 3) + 1] }) : null)),
  },
  {
    name: 'hackernews: an item that is its own parent',
    address: HN,
    api: items((id) => item(id, { parent: 1, kids: [1, 1, 1] })),
  },
  { name: 'hackernews: null everywhere', address: HN, api: items(() => null) },
  {
    name: 'hackernews: HTML where JSON should be',
    address: HN,
    api: () => ({ body: '<html>Down for maintenance</html>' }),
  },
  {
    name: 'hackernews: kids that are no numbers',
    address: HN,
    api: items((id) => item(id, { kids: ['a', null, -1] })),
  },
  {
    name: 'mastodon: statuses that answer each other',
    address: TOOT,
    api: ({ path }) =>
      path.endsWith('/context')
        ? { body: { ancestors: [status('1000002', '1000001')], descendants: [status('1000003', '1000002')] } }
        : path.includes('/statuses/')
          ? { body: status('1000001', '1000003') }
          : null,
  },
  {
    name: 'mastodon: more replies promised each time',
    address: TOOT,
    api: (() => {
      let told = 1_000_001
      return ({ path }) =>
        path.endsWith('/context')
          ? { body: { ancestors: [], descendants: told > 1_000_900 ? [] : [status(String(++told), '1000001')] } }
          : path.includes('/statuses/')
            ? { body: status('1000001', null) }
            : null
    })(),
  },
  {
    name: 'mastodon: a history of nothing',
    address: TOOT,
    api: ({ path }) =>
      path.endsWith('/history')
        ? { body: [] }
        : path.endsWith('/context')
          ? { body: { ancestors: [], descendants: [] } }
          : path.includes('/statuses/')
            ? { body: status('1000001', null, { edited_at: '2024-01-02T00:00:00Z' }) }
            : null,
  },
  {
    name: 'mediawiki: more revisions without end',
    address: WIKI,
    api: ({ query }) =>
      query.get('prop') === 'revisions'
        ? {
            body: {
              continue: { rvcontinue: 'same' },
              query: {
                pages: [
                  {
                    ...page,
                    revisions: [
                      { revid: 5, timestamp: '2024-01-01T00:00:00Z', slots: { main: { content: 'Ships float.' } } },
                    ],
                  },
                ],
              },
            },
          }
        : query.get('action') === 'query'
          ? { body: { query: { pages: [page] } } }
          : null,
  },
  {
    name: 'mediawiki: wikitext nested 10,000 deep',
    address: WIKI,
    api: ({ query }) =>
      query.get('prop') === 'revisions'
        ? {
            body: {
              query: {
                pages: [
                  {
                    ...page,
                    revisions: [
                      {
                        revid: 5,
                        slots: {
                          main: {
                            content: `${'{{['.repeat(10_000)}Ships float.${']}}'.repeat(10_000)} [[[[[[a]] ''''''' <ref> <ref <nowiki>`,
                          },
                        },
                      },
                    ],
                  },
                ],
              },
            },
          }
        : query.get('action') === 'query'
          ? { body: { query: { pages: [page] } } }
          : null,
  },
  {
    name: 'mediawiki: threads 1,000 deep',
    address: 'https://wiki.example/wiki/Talk:Ships',
    api: ({ query }) => {
      if (query.get('action') === 'query')
        return { body: { query: { pages: [{ ...page, ns: 1, title: 'Talk:Ships' }] } } }
      let replies: object[] = []
      for (let at = 1000; at > 0; at--)
        replies = [
          {
            type: 'comment',
            id: `c-${at}`,
            name: `c-${at}`,
            author: 'Ada',
            timestamp: '2024-01-01T00:00:00Z',
            html: `Level ${at}.`,
            replies,
          },
        ]
      return { body: { discussiontoolspageinfo: { threaditemshtml: replies } } }
    },
  },
]
