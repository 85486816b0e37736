/** What a handler gives back: a plain value that app.ts sends. */
import type { Page } from '../web/page.ts'
import type { Links } from './headers.ts'

export interface JsonReply {
  readonly kind: 'json'
  readonly status: number
  readonly body: unknown
  readonly links: Links
  readonly headers: Readonly<Record<string, string>>
}

/** Text of another type, whole. */
export interface TextReply {
  readonly kind: 'text'
  readonly type: string
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Text that comes in pieces; reading stops when the client has gone. */
export interface StreamReply {
  readonly kind: 'stream'
  readonly type: string
  readonly pieces: AsyncIterable<string>
  readonly headers: Readonly<Record<string, string>>
}

/** A page without JSON of its own: a form, what became of one that was sent. */
export interface PageReply {
  readonly kind: 'page'
  readonly status: number
  readonly page: Page
  readonly headers: Readonly<Record<string, string>>
}

export type Reply = JsonReply | TextReply | StreamReply | PageReply

type JsonOptions = Partial<Pick<JsonReply, 'status' | 'links' | 'headers'>>

export function json(body: unknown, { status = 200, links = {}, headers = {} }: JsonOptions = {}): JsonReply {
  return { kind: 'json', status, body, links, headers }
}

export function text(type: string, body: string, headers: Readonly<Record<string, string>> = {}): TextReply {
  return { kind: 'text', type, status: 200, body, headers }
}

export function stream(
  type: string,
  pieces: AsyncIterable<string>,
  headers: Readonly<Record<string, string>> = {},
): StreamReply {
  return { kind: 'stream', type, pieces, headers }
}

export function page(
  made: Page,
  { status = 200, headers = {} }: Partial<Pick<PageReply, 'status' | 'headers'>> = {},
): PageReply {
  return { kind: 'page', status, page: made, headers }
}

/** Sends the client elsewhere with a GET: after a form, or from an address to the one that is meant. */
export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): TextReply {
  const body = `See ${location}\n`
  return { kind: 'text', type: 'text/plain', body, status: 303, headers: { ...headers, Location: location } }
}
