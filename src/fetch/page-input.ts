/** A web page as an input of ingest: fetched into a folder of ours, and known by its address from then on. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bareHost } from '../../graph/index.ts'
import type { Input } from '../ingestion/inputs.ts'
import { problem } from '../problems.ts'
import type { FetchOptions } from './fetch-page.ts'
import { fetchPage } from './fetch-page.ts'

/** Media types of what is read, and the ending that tells the reader what it is. */
export const ENDINGS: Readonly<Record<string, string>> = {
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/x-jsonlines': 'jsonl',
  'text/markdown': 'md',
  'text/html': 'html',
  'text/plain': 'txt',
  'application/rss+xml': 'rss',
  'application/atom+xml': 'atom',
  'application/rdf+xml': 'rdf',
  'application/feed+json': 'json',
}

const PACKED = /\.(?:jsonl|ndjson)(?:\.(?:gz|zst|xz))?$/i

/** The media type of a Content-Type header, without its parameters. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';')[0]!.trim().toLowerCase()
}

/** Fetches a page into `folder`. Throws a problem when it is refused, cannot be had, or is of no kind that is read. */
export async function pageInput(address: string, folder: string, options: FetchOptions): Promise<Input> {
  const page = await fetchPage(address, options)
  const { host, pathname, search } = new URL(page.url)
  const type = mediaType(page.type)
  // Files of discussions are told by their name: servers have no type of one mind for them.
  const ending = PACKED.exec(pathname)?.[0].slice(1) ?? ENDINGS[type]
  if (ending === undefined) {
    const said = `the address gave ${type === '' ? 'no content type' : type}`
    throw problem('unsupported-type', said, { extra: { accepted: Object.keys(ENDINGS) } })
  }
  const file = join(folder, `page.${ending}`)
  await writeFile(file, page.body, { mode: 0o600 })
  if (ending.startsWith('jsonl') || ending.startsWith('ndjson')) return { address: file, name: page.url }
  const id = `${bareHost(host)}${pathname.replace(/\/+$/, '')}${search}`
  return { address: file, name: page.url, as: { source: 'web', id, url: page.url } }
}
