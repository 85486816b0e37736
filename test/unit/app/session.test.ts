/** The cookie of who has signed in: what it says of itself behind proxies. */
import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { signIn, signOut } from '../../../src/http/session.ts'

const tokens = [{ name: 'ed', secret: 'a-token-of-the-tests' }]
const cookie = (headers: IncomingHttpHeaders): string => signIn('a-token-of-the-tests', tokens, headers)!

test.each<[string, IncomingHttpHeaders, boolean]>([
  ['no proxy', {}, false],
  ['a proxy that ends TLS', { 'x-forwarded-proto': 'https' }, true],
  ['two proxies, of which the first ends TLS', { 'x-forwarded-proto': 'https, http' }, true],
  ['two proxies, of which the second speaks TLS to us', { 'x-forwarded-proto': 'http, https' }, false],
  ['the standard header', { forwarded: 'for=192.0.2.60;proto=https;by=203.0.113.43, proto=http' }, true],
  ['the standard header of a plain connection', { forwarded: 'for=192.0.2.60;proto=http, proto=https' }, false],
  ['a proxy that says nothing, and a form that tells where it is from', { origin: 'https://threads.example' }, true],
  ['a form of a plain page', { origin: 'http://threads.example' }, false],
  ['a form that tells nothing', { origin: 'null' }, false],
])('%s', (_, headers, secure) => {
  for (const said of [cookie(headers), signOut(headers)]) {
    expect(/; Secure$/.test(said)).toBe(secure)
    expect(said).toContain('; HttpOnly; SameSite=Strict')
  }
})
