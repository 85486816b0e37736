/** Sends a page: its own policy, its frame, made for who looks at it, never kept without asking again. */
import type { Response } from 'express'
import { layout } from '../web/layout.ts'
import type { Page } from '../web/page.ts'
import type { Visitor } from '../web/parts/visitor.ts'
import { PAGE_POLICY } from './headers.ts'
import { forgetSaid } from './session.ts'

export function sendPage(response: Response, page: Page, status: number, address: string): void {
  const visitor = (response.locals.visitor as Visitor | undefined) ?? { person: null, said: null }
  response.setHeader('Content-Security-Policy', PAGE_POLICY)
  response.setHeader('Vary', 'Accept, Cookie')
  if (visitor.person !== null) response.setHeader('Cache-Control', 'private, no-cache')
  if (visitor.said !== null) response.append('Set-Cookie', forgetSaid(response.req.headers))
  response
    .status(status)
    .type('text/html')
    .send(layout(page, address, visitor))
}
