/** Signing in and out with a browser. */
import { z } from 'zod'
import { loginPage } from '../../web/pages/login.ts'
import { readForm } from '../body.ts'
import { page, redirect } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'
import { backFrom, isHere, signIn, signOut } from '../session.ts'

/** Longest form, in bytes. */
const MOST = 16_384
const FORM = ['application/x-www-form-urlencoded'] as const

const asking = route({
  path: '/login',
  summary: 'A form that takes a token and keeps it as a cookie, for judging and ingesting with a browser',
  query: z.object({
    back: z.string().max(4000).optional().describe('Where to go then: an address here'),
    said: z.string().max(200).optional().describe('What was to be said: it is not kept'),
  }),
  answers: { types: ['text/html'] },
  handle: ({ params: { back } }) => page(loginPage(isHere(back) ? back : '/', false)),
})

const signingIn = route({
  method: 'post',
  path: '/login',
  summary: 'Takes the form: 303 with the cookie',
  accepts: FORM,
  query: z.object({}),
  answers: { status: 303, types: ['text/plain'] },
  async handle(asked) {
    // Who signs in anew carries no proof of the session before.
    const form = await readForm({ ...asked, person: null }, MOST)
    const token = form.get('token')
    const cookie = typeof token === 'string' ? signIn(token.trim(), asked.service.tokens, asked.headers) : null
    const back = backFrom(form, '/')
    if (cookie === null) return page(loginPage(back, true), { status: 401 })
    return redirect(back, { 'Set-Cookie': cookie })
  },
})

const signingOut = route({
  method: 'post',
  path: '/logout',
  summary: 'Takes the cookie back',
  accepts: FORM,
  query: z.object({}),
  answers: { status: 303, types: ['text/plain'] },
  async handle(asked) {
    return redirect(backFrom(await readForm(asked, MOST), '/'), { 'Set-Cookie': signOut(asked.headers) })
  },
})

export const SIGNING: readonly Route[] = [asking, signingIn, signingOut]
