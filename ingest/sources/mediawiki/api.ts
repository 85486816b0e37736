/** Questions to a wiki's api.php, and where that is. */
import { z } from 'zod'
import type { Iso } from '../../../graph/model.ts'
import type { Client, RequestOptions } from '../../fetch/client.ts'
import { checked, UnexpectedAnswer } from '../live.ts'
import { PAGE, type WikiPage, type WikiRevision } from './page.ts'
import { THREADS, type Threads } from './talk.ts'

/** One request at a time, as wikis ask for. */
export const POLITE: RequestOptions = { delayMs: 1000 }
/** Where api.php stands, by the wiki's way to lay out its addresses. */
const PLACES = ['/w/api.php', '/api.php', '/wiki/api.php'] as const

const ERROR = z.object({ error: z.object({ code: z.string(), info: z.string() }) })
const CONTINUE = z.record(z.string(), z.union([z.string(), z.number()]))
export const PAGES = z.object({ query: z.object({ pages: z.array(PAGE) }), continue: CONTINUE.optional() })

type Parameters = Readonly<Record<string, string>>
const SHAPE = { format: 'json', formatversion: '2' }

export class WikiApi {
  readonly #client: Client
  readonly #origin: string
  #path: string | null = null

  constructor(client: Client, origin: string, known: string | null = null) {
    this.#client = client
    this.#origin = origin
    this.#path = known
  }

  /** Path of api.php, once a question was answered. */
  get path(): string | null {
    return this.#path
  }

  /** A page by its title, with its talk and subject pages and its redirects. */
  async pageOf(name: { readonly titles: string } | { readonly pageids: string }): Promise<WikiPage> {
    const { query } = await this.#ask(PAGES, 'a page', {
      ...{ action: 'query', prop: 'info|redirects', inprop: 'url|talkid|subjectid', rdlimit: '500', redirects: '1' },
      ...name,
    })
    const [page] = query.pages
    if (page === undefined) throw new UnexpectedAnswer(`${this.#origin} answered with no page`)
    return page
  }

  /** Revisions of a page, oldest first, from one or from a time on; 50 at a time. */
  async *revisionsOf(
    page: number,
    begin: { readonly from: number } | { readonly since: Iso | null },
  ): AsyncGenerator<readonly WikiRevision[]> {
    const start: Parameters =
      'from' in begin ? { rvstartid: String(begin.from) } : begin.since === null ? {} : { rvstart: begin.since }
    let newest = 0
    for (let more: Parameters = {}; ; ) {
      const answer = await this.#ask(PAGES, 'revisions', {
        ...{
          action: 'query',
          prop: 'revisions',
          pageids: String(page),
          rvdir: 'newer',
          rvlimit: '50',
          rvslots: 'main',
        },
        rvprop: 'ids|timestamp|user|comment|sha1|content|tags',
        ...start,
        ...more,
      })
      const revisions = answer.query.pages[0]?.revisions ?? []
      yield revisions
      if (answer.continue === undefined) return
      const last = Math.max(0, ...revisions.map(({ revid }) => revid))
      if (last <= newest) throw new UnexpectedAnswer(`${this.#origin} goes on with revisions that it gave before`)
      newest = last
      more = Object.fromEntries(Object.entries(answer.continue).map(([key, value]) => [key, String(value)]))
    }
  }

  /** Threads of a talk page; null where the wiki has no DiscussionTools. */
  async threadsOf(title: string): Promise<Threads | null> {
    const asked = { action: 'discussiontoolspageinfo', page: title, prop: 'threaditemshtml', excludesignatures: '1' }
    try {
      return await this.#ask(THREADS, 'threads', asked)
    } catch (error) {
      if (error instanceof WikiError && (error.code === 'badvalue' || error.code.startsWith('unknown_action')))
        return null
      throw error
    }
  }

  async #ask<T>(schema: z.ZodType<T>, what: string, parameters: Parameters): Promise<T> {
    const query = new URLSearchParams({ ...parameters, ...SHAPE }).toString()
    const places = this.#path === null ? PLACES : [this.#path]
    for (const path of places) {
      const last = path === places.at(-1)
      const options = { ...POLITE, robots: false, ...(last ? { json: true } : { expect: [404, 403] }) }
      const reply = await this.#client.fetch(`${this.#origin}${path}?${query}`, options)
      if (!last && (reply.status >= 300 || !/json/.test(reply.headers['content-type'] ?? ''))) continue
      this.#path = path
      const fault = ERROR.safeParse(reply.json())
      if (fault.success) throw new WikiError(new URL(this.#origin).host, fault.data.error)
      return checked(reply, schema, what)
    }
    throw new UnexpectedAnswer(`${this.#origin} has no api.php that answers`)
  }
}

/** What a wiki says that it will not do. */
export class WikiError extends UnexpectedAnswer {
  readonly code: string
  constructor(host: string, { code, info }: { readonly code: string; readonly info: string }) {
    super(`${host} says: ${info.slice(0, 300)} (${code})`)
    this.code = code
  }
}
