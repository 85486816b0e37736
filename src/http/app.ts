/** The express application, made of the table of routes: nothing is answered that has no row there. */

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Express, Request, Response } from 'express'
import express from 'express'
import { checked } from '../answers/check.ts'
import { didYouMean } from '../nearest.ts'
import { problem } from '../problems.ts'
import type { Visitor } from '../web/parts/visitor.ts'
import { BLANKS, VIEWS } from '../web/views.ts'
import { compressed } from './compressed.ts'
import { failures } from './failures.ts'
import type { Form } from './form.ts'
import { wanted, withoutEmpty } from './form.ts'
import { linkHeader, secure } from './headers.ts'
import type { Reply } from './reply.ts'
import { page, redirect } from './reply.ts'
import type { Asked, Route } from './route.ts'
import { sendPage } from './send-page.ts'
import type { Service } from './service.ts'
import { isForm, type Person, personOf, saidIn } from './session.ts'
import { authorized } from './tokens.ts'

const MOST_ADDRESS = 8192

export function createApp(service: Service, routes: readonly Route[]): Express {
  const app = express()
  app.set('x-powered-by', false)
  app.set('query parser', false)
  app.set('etag', 'strong')
  app.set('case sensitive routing', true)

  app.use(compressed())
  app.use((request, response, next) => {
    secure(response)
    response.setHeader('Vary', 'Accept')
    if (request.originalUrl.length > MOST_ADDRESS)
      throw problem('address-too-long', `more than ${MOST_ADDRESS} characters`)
    if (service.stopping()) {
      throw problem('stopping', 'the server is stopping', { headers: { 'Retry-After': '5', Connection: 'close' } })
    }
    const { form, address } = wanted(request)
    response.locals.form = form
    response.locals.visitor = {
      person: personOf(request.headers, service.tokens),
      said: saidIn(request.headers),
    } satisfies Visitor
    request.url = address
    next()
  })

  const paths = [...new Set(routes.map(({ path }) => path))]
  for (const path of paths)
    mount(
      app,
      path,
      routes.filter((route) => route.path === path),
      service,
    )
  app.use((request) => {
    const first = `/${request.path.split('/')[1] ?? ''}`
    const tops = [...new Set(paths.map((path) => `/${path.split('/')[1]}`))]
    throw problem('unknown-route', `there is nothing at this address.${didYouMean(first, tops)}`)
  })
  app.use(failures(service.log))
  return app
}

/** `/claims/{id}` as express writes it. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

function mount(app: Express, path: string, routes: readonly Route[], service: Service): void {
  const methods = routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST']))
  const allow = [...methods, 'OPTIONS'].join(', ')
  app.all(expressPath(path), async (request, response) => {
    const started = performance.now()
    response.on('close', () => service.metrics.request(path, response.statusCode, performance.now() - started))
    if (request.method === 'OPTIONS') {
      response.setHeader('Allow', allow)
      response.status(204).end()
      return
    }
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
    const found = routes.find((one) => one.method === method)
    if (!found) {
      throw problem('method-not-allowed', `${request.method} is not for this address`, { headers: { Allow: allow } })
    }
    if (formOf(response) === 'html' && request.method !== 'POST') {
      // A form sends its empty fields too; the address of what was asked has none.
      const clean = withoutEmpty(request.url)
      if (clean !== request.url) {
        await send(redirect(clean), request, response)
        return
      }
    }
    const blank = formOf(response) === 'html' && !request.url.includes('?') ? BLANKS[path] : undefined
    if (blank !== undefined) {
      await send(page(blank()), request, response)
      return
    }
    const put = asked(found, request, response, service)
    await send(await inForm(await found.handle(put), found, put, formOf(response)), request, response)
  })
}

function asked(route: Route, request: Request, response: Response, service: Service): Asked<never> {
  const person = personOf(request.headers, service.tokens)
  const by = route.token ? writerOf(request, person, service) : ''
  const at = request.url.indexOf('?')
  const params = checked(route.query, new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1)))
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  return {
    service,
    path: request.params as Readonly<Record<string, string>>,
    params: params as never,
    address: request.url,
    headers: request.headers,
    body: request,
    signal: gone.signal,
    by,
    person,
  }
}

/** Who writes: by token; or by cookie, which forms alone may use, since they carry a proof of their own. */
function writerOf({ headers }: Request, person: Person | null, { tokens }: Service): string {
  const byCookie = headers.authorization === undefined && person !== null && isForm(headers)
  return byCookie ? person.name : authorized(headers.authorization, tokens)
}

function formOf(response: Response): Form {
  return response.locals.form as Form
}

/** The answer of a route in the form that is wanted, where it has that form. */
async function inForm(reply: Reply, route: Route, put: Asked<never>, form: Form): Promise<Reply> {
  if (reply.kind !== 'json' || route.method !== 'get') return reply
  const view = form === 'html' ? VIEWS[route.path] : undefined
  if (view !== undefined) {
    const { body, status, headers, links } = reply
    const link = linkHeader(links)
    return page(await view(body as never, put), { status, headers: link === '' ? headers : { ...headers, Link: link } })
  }
  return form === 'atom' && route.feed !== undefined ? route.feed(reply.body, put) : reply
}

async function send(reply: Reply, request: Request, response: Response): Promise<void> {
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value)
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache')
  switch (reply.kind) {
    case 'json': {
      const link = linkHeader(reply.links)
      if (link !== '') response.setHeader('Link', link)
      response.status(reply.status).type('application/json').send(JSON.stringify(reply.body))
      return
    }
    case 'text':
      response.status(reply.status).type(reply.type).send(reply.body)
      return
    case 'page':
      sendPage(response, reply.page, reply.status, request.url)
      return
    case 'stream':
      response.type(reply.type)
      if (request.method === 'HEAD') {
        response.end()
        return
      }
      await pipeline(Readable.from(reply.pieces), response).catch((error: NodeJS.ErrnoException) => {
        // A client that goes away before the end is no failure of ours.
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
      })
  }
}
