/**
 * Discussions that pages tell search engines about: schema.org's DiscussionForumPosting, QAPage and Comment as JSON-LD,
 * in any page that is fetched, or in its file. It is the wording of now; a new one is observed.
 */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Client } from '../fetch/client.ts'
import { decode } from './lines.ts'
import { cursorOf, nowItem, overHttp } from './live.ts'
import { elementsOf } from './page-elements.ts'
import { scriptsOf } from './schemaorg/json-ld.ts'
import { postingsOf } from './schemaorg/postings.ts'
import { bad, type Item, LONGEST, messageOf, type ReadOptions, type Source } from './source.ts'

const WEB = /^https?:\/\//i
const FILE = /\.html?$/i
/** Pages of one discussion at most. */
const MOST_PAGES = 200

const VALIDATORS = z.object({ etag: z.string().optional(), lastModified: z.string().optional() })
const PAGE = VALIDATORS.extend({ next: z.string().nullable() })
const CURSOR = z.object({ pages: z.record(z.string(), PAGE) })

export const schemaOrg: Source = {
  name: 'schemaorg',
  summary:
    'a page that tells its discussion as JSON-LD (schema.org DiscussionForumPosting, QAPage): its address or file',
  live: true,
  async takes(address) {
    if (WEB.test(address) || !FILE.test(address)) return false
    const html = await htmlOf(address).catch(() => null)
    return html !== null && postingsOf(scriptsOf(html).values, pageOf(html, address)).length > 0
  },
  async *read(address, options = {}) {
    if (WEB.test(address)) yield* overHttp(address, options, (client) => readOnline(address, options, client))
    else yield* readPage(address, options)
  },
  async check(address, client) {
    const what = 'a page'
    if (address === undefined) return [{ what, state: 'missing', said: 'name the address of a page to look at' }]
    const { body, url } = await client.fetch(address)
    const { values, faults } = scriptsOf(body.toString('utf8'))
    const found = postingsOf(values, url)
    const said = `${found.length} postings in ${values.length} scripts of JSON-LD${faults.length > 0 ? `; ${faults.join('; ')}` : ''}`
    return [{ what, state: found.length > 0 ? 'ok' : 'wrong', said }]
  },
}

async function* readPage(path: string, { page }: ReadOptions): AsyncGenerator<Item> {
  try {
    const html = await htmlOf(path)
    yield* itemsOf(html, page ?? pageOf(html, path), path)
  } catch (error) {
    yield bad(path, null, messageOf(error))
  }
}

function* itemsOf(html: string, page: string, where: string): Generator<Item> {
  const { values, faults } = scriptsOf(html)
  const documents = postingsOf(values, page)
  for (const fault of faults) yield bad(where, null, `${fault}; the rest of the page is read`)
  for (const document of documents) yield nowItem(document, where)
  if (documents.length === 0)
    yield bad(
      where,
      null,
      'the page tells no discussion as JSON-LD; read it as a page: --source files, or its feed: --source feed',
    )
}

async function htmlOf(path: string): Promise<string> {
  const { size } = await stat(path)
  if (size > LONGEST) throw new Error(`the file is ${size} bytes long, more than ${LONGEST}; split it`)
  const decoded = decode(await readFile(path))
  if ('invalidAt' in decoded) throw new Error(`byte ${decoded.invalidAt} of the file is not UTF-8; write it as UTF-8`)
  return decoded.text
}

/** The address that a saved page says it has, else its file's name. */
function pageOf(html: string, path: string): string {
  for (const { attributes } of elementsOf(html, new Set(['link', 'meta']))) {
    const isCanonical = attributes.get('rel') === 'canonical' || attributes.get('property') === 'og:url'
    const said = attributes.get('href') ?? attributes.get('content') ?? ''
    if (isCanonical && WEB.test(said) && URL.canParse(said)) return said
  }
  return new URL(`file:///${encodeURIComponent(basename(path))}`).href
}

/** A discussion over several pages, as far as they name the next. */
async function* readOnline(address: string, options: ReadOptions, client: Client): AsyncGenerator<Item> {
  const pages = { ...cursorOf(options.cursor, CURSOR)?.pages }
  if (options.dryRun === true) {
    yield { kind: 'plan', requests: Math.max(1, Object.keys(pages).length), what: 'one request a page', exact: false }
    return
  }
  const seen = new Set<string>()
  let next: string | null = address
  while (next !== null && !seen.has(next) && seen.size < MOST_PAGES) {
    if (options.signal?.aborted === true) return
    const url: string = next
    seen.add(url)
    const before: z.infer<typeof PAGE> = pages[url] ?? { next: null }
    const { next: known, ...validators } = before
    const has = Object.fromEntries(Object.entries(validators).filter(([, value]) => value !== undefined))
    const reply = await client.fetch(url, { accept: 'text/html', validators: has })
    if (reply.unchanged) {
      next = known
      continue
    }
    const html = reply.text()
    yield* itemsOf(html, reply.url, url)
    next = nextOf(html, reply.url)
    pages[url] = { ...reply.validators, next }
    yield { kind: 'cursor', cursor: JSON.stringify({ pages }) }
  }
}

/** The next page of a discussion, on the same site. */
function nextOf(html: string, page: string): string | null {
  const link = elementsOf(html, new Set(['link', 'a'])).find(({ attributes }) => attributes.get('rel') === 'next')
  const href = link?.attributes.get('href') ?? ''
  if (href === '' || !URL.canParse(href, page)) return null
  const url = new URL(href, page)
  return url.origin === new URL(page).origin ? url.href : null
}
