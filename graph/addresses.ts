/** By what a document is found when another refers to it: its id, its URL, a wiki page's title and aliases. */
import type { Document } from './model.ts'

/** A URL without scheme, `www.`, fragment and closing slash; null for what is none. */
function urlKey(ref: string): string | null {
  if (!/^(?:https?:)?\/\//i.test(ref)) return null
  try {
    const { host, pathname, search } = new URL(ref.startsWith('//') ? `https:${ref}` : ref)
    return `//${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`
  } catch {
    return null
  }
}

/** A wiki page's name within its source: spaces and underscores alike, case folded. */
function pageKey(source: string, name: string): string {
  return `${source}#${name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '_')}`
}

/** Keys under which a document can be found. */
export function addressesOf({
  id,
  source,
  kind,
  url,
  title,
  aliases,
}: Pick<Document, 'id' | 'source' | 'kind' | 'url' | 'title' | 'aliases'>): readonly string[] {
  const names = kind === 'wiki' ? [...aliases, ...(title === null ? [] : [title])] : []
  const keys = [id, url === null ? null : urlKey(url), ...names.map((name) => pageKey(source, name))]
  return unique(keys)
}

/**
 * Keys that a reference may mean, the surest first: an id, the exact URL, the URL without its query, a native id or
 * a page's name in the same source.
 */
export function addressesMeant(source: string, ref: string): readonly string[] {
  const url = urlKey(ref)
  if (url !== null) return unique([url, url.replace(/\?.*$/, '')])
  const bare = decoded(ref.replace(/[?#].*$/, '').replace(/^(?:\.?\/)+|\/+$/g, ''))
  if (bare === '') return []
  return unique([ref, `${source}:${bare}`, pageKey(source, bare)])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function unique(keys: readonly (string | null)[]): readonly string[] {
  return [...new Set(keys.filter((key): key is string => key !== null))]
}
