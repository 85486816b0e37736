/** Headers of every response, and the links and dates that HTTP has words for. */
import type { Response } from 'express'

/** On every response, failures too. Nothing here is to be framed, sniffed or run. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'interest-cohort=()',
}

/** What a page may do beyond that: use our own files, send its forms to us, ask us for more. Nothing inline, nobody else. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function secure(response: Response): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
}

/** Relations of RFC 8288: to the other pages of a list, to the other versions of a document (RFC 5829, RFC 7089). */
export type Relation =
  | 'first'
  | 'next'
  | 'self'
  | 'up'
  | 'original'
  | 'version-history'
  | 'latest-version'
  | 'predecessor-version'
  | 'successor-version'
  | 'alternate'
  | 'service-desc'

export type Links = { readonly [relation in Relation]?: string | null | undefined }

/** A `Link` header; relations without an address are left out. */
export function linkHeader(links: Links): string {
  return Object.entries(links)
    .filter(([, address]) => address !== null && address !== undefined)
    .map(([relation, address]) => `<${address}>; rel="${relation}"`)
    .join(', ')
}

/** A time as HTTP writes it: "Tue, 01 May 2018 00:00:00 GMT". */
export function httpDate(time: string): string {
  return new Date(time).toUTCString()
}
