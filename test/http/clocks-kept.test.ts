/** Whoever reads the past stays there: every link of a page to a page that takes the clocks carries those that were asked. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DISCUSSION } from './discussion.ts'
import { startServer, type TestServer } from './server.ts'

const HTML = { Accept: 'text/html' }
const CLOCKS = { 'as-of': '2021-12-01T00:00:00Z', 'known-by': '2023-01-01T00:00:00Z' }
const QUERY = String(new URLSearchParams(CLOCKS))
const STARTS = [
  ...['/objections', '/responses', '/claims', '/documents', '/concepts', '/authors', '/disagreements'],
  ...[
    '/search?q=reviewer',
    '/ask?q=objections+to+SRR',
    '/objections?target=SRR&limit=1',
    '/responses?state=met_by_edit',
  ],
]
/** Enough to meet every kind of page many times over. */
const MOST = 150
/** Links that leave the past, or take a part of the question out, and say so; what is corrected is today's reading. */
const LEAVES = /^As it is now$|^×$|^Correct…$/

let server: TestServer
let takesClocks: readonly RegExp[]
beforeAll(async () => {
  server = await startServer(DISCUSSION)
  const { body } = await server.get('/openapi.json')
  takesClocks = Object.entries(body.paths as Record<string, { get?: { parameters?: readonly { name: string }[] } }>)
    .filter(([, { get }]) => Object.keys(CLOCKS).every((name) => get?.parameters?.some((one) => one.name === name)))
    .map(([path]) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`))
})
afterAll(() => server?.stop())

interface Link {
  readonly href: string
  readonly words: string
}

/** Links of a page's own part: those of its frame begin anew. */
function linksOf(page: string): readonly Link[] {
  const main = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? ''
  return [...main.matchAll(/<a [^>]*?href="(\/[^"]*)"[^>]*>([\s\S]*?)<\/a>/g)].map(([, href = '', words = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    words: words.replace(/<[^>]*>/g, ''),
  }))
}

test('however far a reader goes on from a page of the past', async () => {
  const pages = STARTS.map((path) => `${path}${path.includes('?') ? '&' : '?'}${QUERY}`)
  const seen = new Set(pages)
  const kinds = new Set<RegExp>()
  const lost: string[] = []
  for (const page of pages) {
    const { status, text } = await server.get(page, HTML)
    expect([page, status]).toEqual([page, 200])
    for (const { href, words } of linksOf(text)) {
      const { pathname, search, searchParams } = new URL(href, server.url)
      const kind = takesClocks.find((path) => path.test(pathname))
      if (kind === undefined || LEAVES.test(words.trim())) continue
      kinds.add(kind)
      const kept = Object.entries(CLOCKS).every(([name, value]) => searchParams.get(name) === value)
      if (!kept) lost.push(`${page.replace(QUERY, '')} → ${href} (${words})`)
      else if (!seen.has(pathname + search) && pages.length < MOST) {
        seen.add(pathname + search)
        pages.push(pathname + search)
      }
    }
  }
  expect([...new Set(lost)]).toEqual([])
  expect(kinds.size).toBeGreaterThan(8)
}, 120_000)
