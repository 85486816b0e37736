/** Links: to things here, and away to where they were read. */
import type { AuthorBrief, DocumentBrief } from '../../graph/index.ts'
import { addressOf } from '../answers/addresses.ts'
import { excerpt } from './format.ts'
import type { Content, Html } from './html.ts'
import { html } from './html.ts'

/** Schemes that a link of a source may have; anything else is shown as text. */
const SCHEMES = new Set(['http:', 'https:', 'mailto:'])

/** An address of a source if it may be followed, else null. */
export function outward(url: string | null | undefined): string | null {
  if (url === null || url === undefined) return null
  try {
    const parsed = new URL(url)
    return SCHEMES.has(parsed.protocol) ? parsed.href : null
  } catch {
    return null
  }
}

/** A link away from here; without a usable address only its words. */
export function away(url: string | null | undefined, words: Content): Html {
  const href = outward(url)
  return href === null ? html`${words}` : html`<a href="${href}" rel="nofollow ugc noopener noreferrer">${words}</a>`
}

export function authorLink(author: AuthorBrief | null, clocks = ''): Html {
  if (author === null) return html`<span class="quiet">unknown author</span>`
  return html`<a class="author" href="${addressOf('author', author.id, clocks)}"><bdi>${author.name}</bdi></a>`
}

/** What a document is called: its title, else what it is. */
export function documentName({ title, kind, id }: Pick<DocumentBrief, 'title' | 'kind' | 'id'>): string {
  return title === null || title.trim() === '' ? `${kind} ${id.slice(id.indexOf(':') + 1)}` : excerpt(title, 160)
}

export function documentLink(document: DocumentBrief | null, clocks = ''): Html {
  if (document === null) return html`<span class="quiet">unknown document</span>`
  const gone = document.state === 'live' ? null : html` <span class="state">${document.state}</span>`
  return html`<a class="document" href="${addressOf('document', document.id, clocks)}"><bdi>${documentName(document)}</bdi></a>${gone}`
}

/** Path and query; a question mark may stand in the query too. */
function split(address: string): readonly [path: string, search: string] {
  const at = address.indexOf('?')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

/** An address with a parameter set, or taken away where the value is null. */
export function withParameter(address: string, name: string, value: string | null): string {
  const [path, search] = split(address)
  const query = new URLSearchParams(search)
  if (value === null) query.delete(name)
  else query.set(name, value)
  return query.size === 0 ? path : `${path}?${query}`
}

/** An address in another form: `/claims?q=x` as `/claims.json?q=x`. */
export function inForm(address: string, form: 'json' | 'atom'): string {
  const [path, search] = split(address)
  return `${path === '/' ? '/index' : path}.${form}${search === '' ? '' : `?${search}`}`
}
