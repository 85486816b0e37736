/**
 * Who is signed in with a browser: a cookie that only the server reads and that no other site's request carries. It holds
 * no token but a proof that its bearer had one, so it ends when the token is taken out. Forms carry a second proof of
 * their own, and what is sent from elsewhere is refused.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { VERDICTS, type Verdict } from '../../graph/index.ts'
import { problem } from '../problems.ts'
import type { Token } from './tokens.ts'

const COOKIE = 'claimthread'
/** How long a browser keeps the cookie, in seconds. */
const KEPT = 30 * 24 * 60 * 60

/** Somebody who is signed in, and the proof that forms made for them carry. */
export interface Person {
  readonly name: string
  readonly csrf: string
}

const proof = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url')

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The person whose browser sent this; null where nobody is signed in. */
export function personOf({ cookie = '' }: IncomingHttpHeaders, tokens: readonly Token[]): Person | null {
  const given = cookie
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1)
  if (given === undefined) return null
  const found = tokens.find(({ secret }) => same(given, proof(secret, 'session')))
  return found === undefined ? null : { name: found.name, csrf: proof(found.secret, 'form') }
}

/** The cookie of somebody who gave this token; null for a token that is not known. */
export function signIn(given: string, tokens: readonly Token[], headers: IncomingHttpHeaders): string | null {
  const found = tokens.filter(({ secret }) => same(proof(given, 'session'), proof(secret, 'session')))
  if (found.length === 0) return null
  return `${COOKIE}=${proof(given, 'session')}; Max-Age=${KEPT}; ${attributes(headers)}`
}

export function signOut(headers: IncomingHttpHeaders): string {
  return `${COOKIE}=; Max-Age=0; ${attributes(headers)}`
}

function attributes(headers: IncomingHttpHeaders): string {
  const secure = isOverTls(headers) ? '; Secure' : ''
  return `Path=/; HttpOnly; SameSite=Strict${secure}`
}

/**
 * Whether the browser came over TLS, which ends at a proxy: by what that says (RFC 7239, or the older header; of several
 * proxies the first is the browser's), or by the origin of the form itself. Who lies here weakens no cookie but their own.
 */
function isOverTls({ forwarded, origin, 'x-forwarded-proto': older }: IncomingHttpHeaders): boolean {
  const first = [older ?? ''].flat().join(',').split(',')[0]!.trim()
  const [, told] = /^[^,]*\bproto="?(\w+)/i.exec(forwarded ?? '') ?? []
  return /^https$/i.test(first) || /^https$/i.test(told ?? '') || /^https:/i.test(origin ?? '')
}

export function isForm(headers: IncomingHttpHeaders): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(headers['content-type'] ?? '')
}

/** Whether a browser says that a page of another site sent this. */
function isForeign(headers: IncomingHttpHeaders): boolean {
  // Browsers that tell this know better than names, which a proxy may change on the way.
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin, host } = headers
  // Our pages tell no referrer, so a form of theirs has the origin "null"; it still carries its proof, and no cookie goes along from elsewhere.
  return origin !== undefined && origin !== 'null' && URL.canParse(origin) && new URL(origin).host !== host
}

/** Throws a problem for a form that was sent from elsewhere, or without the proof that it was made here for this person. */
export function refuseForged(
  { headers, person }: { readonly headers: IncomingHttpHeaders; readonly person: Person | null },
  form: FormData,
): void {
  if (isForeign(headers)) throw problem('forged', 'the form was sent from another site')
  // With a token in its header the request is no browser's that was led astray.
  if (person === null || headers.authorization !== undefined) return
  const given = form.get('csrf')
  if (typeof given !== 'string' || !same(given, person.csrf))
    throw problem('forged', 'the form was not made here for you')
}

/** Where to go after a form: an address here that it names, else `otherwise`. */
export function backFrom(form: FormData, otherwise: string): string {
  const back = form.get('back')
  return isHere(back) ? back : otherwise
}

/** Whether this is an address on this server, and can be nothing else. */
export function isHere(address: unknown): address is string {
  return typeof address === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(address)
}

const SAID = `${COOKIE}-said`

/** Remembers for the next page what was said. */
export function saidCookie(verdict: Verdict, headers: IncomingHttpHeaders): string {
  return `${SAID}=${verdict}; Max-Age=60; ${attributes(headers)}`
}

/** What was said a moment ago; null where nothing was. */
export function saidIn({ cookie = '' }: IncomingHttpHeaders): Verdict | null {
  const [, given] = new RegExp(`(?:^|;) *${SAID}=([a-z]+)`).exec(cookie) ?? []
  return VERDICTS.find((verdict) => verdict === given) ?? null
}

export function forgetSaid(headers: IncomingHttpHeaders): string {
  return `${SAID}=; Max-Age=0; ${attributes(headers)}`
}
