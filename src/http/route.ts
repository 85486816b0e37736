/** A route: one row of the table in routes.ts. The router, the checks, /openapi.json and the docs are made of these rows. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { z } from 'zod'
import type { Reply } from './reply.ts'
import type { Service } from './service.ts'
import type { Person } from './session.ts'

/** A request as a handler sees it: checked and decoded, without express. */
export interface Asked<Params> {
  readonly service: Service
  /** Parts of the path by name, percent-decoded. */
  readonly path: Readonly<Record<string, string>>
  readonly params: Params
  /** The path as it was asked, without `.json`, with its query: the start of every `self`. */
  readonly address: string
  readonly headers: IncomingHttpHeaders
  /** The body, unread. */
  readonly body: IncomingMessage
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal
  /** Name of the token that was sent, on routes that need one. */
  readonly by: string
  /** Who is signed in with this browser. */
  readonly person: Person | null
}

export interface Route {
  readonly method: 'get' | 'post'
  /** As OpenAPI writes it: `/claims/{id}/thread`. */
  readonly path: string
  readonly summary: string
  /** What each part of the path is. */
  readonly parts: Readonly<Record<string, string>>
  readonly query: z.ZodObject
  /** Body of the answer: a schema for JSON, or other media types. */
  readonly answers: { readonly status?: number; readonly schema?: z.ZodType; readonly types?: readonly string[] }
  /** Media types of the request's body, on routes that take one. */
  readonly accepts?: readonly string[]
  readonly token: boolean
  /** The same as an Atom feed, for lists: of what it answers as JSON. */
  feed?(body: unknown, asked: Asked<never>): Reply
  handle(asked: Asked<never>): Reply | Promise<Reply>
}

interface RouteOptions<Query extends z.ZodObject>
  extends Omit<Route, 'method' | 'token' | 'parts' | 'handle' | 'query'> {
  readonly query: Query
  readonly method?: 'get' | 'post'
  readonly token?: boolean
  readonly parts?: Readonly<Record<string, string>>
  handle(asked: Asked<z.output<Query>>): Reply | Promise<Reply>
}

/** A row of the table, with the usual left out. */
export function route<Query extends z.ZodObject>(options: RouteOptions<Query>): Route {
  return { method: 'get', token: false, parts: {}, ...options }
}
