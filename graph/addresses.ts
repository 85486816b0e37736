/** By what a document is found when another refers to it: its id, its URL, its aliases, a wiki page's title. */
import { bareHost } from './ids.ts'
import type { Document } from './model.ts'

/** A URL without scheme, `www.`, closing slash and, where it is not wanted, fragment; null for what is none. */
function urlKey(ref: string, fragment = false): string | null {
  if (!/^(?:https?:)?\/\//i.test(ref)) return null
  try {
    const { host, pathname, search, hash } = new URL(ref.startsWith('//') ? `https:${ref}` : ref)
    return `//${bareHost(host)}${pathname.replace(/\/+$/, '')}${search}${fragment ? hash : ''}`
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
  // A wiki page's aliases are names; another document's are further ids that its source refers to it by.
  const named =
    kind === 'wiki'
      ? [...aliases, ...(title === null ? [] : [title])].map((name) => pageKey(source, name))
      : aliases.map((alias) => `${source}:${alias}`)
  const keys = [id, url === null ? null : urlKey(url, true), ...named]
  return unique(keys)
}

/**
 * Keys that a reference may mean, the surest first: an id, the exact URL, the URL without its fragment and then without
 * its query, a native id or
 * a page's name in the same source.
 */
export function addressesMeant(source: string, ref: string): readonly string[] {
  const url = urlKey(ref)
  if (url !== null) return unique([urlKey(ref, true), url, url.replace(/\?.*$/, '')])
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
