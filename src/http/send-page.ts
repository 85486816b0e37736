/** Sends a page: its own policy, its frame, never kept without asking again. */
import type { Response } from 'express'
import { layout } from '../web/layout.ts'
import type { Page } from '../web/page.ts'
import { PAGE_POLICY } from './headers.ts'

export function sendPage(response: Response, page: Page, status: number, address: string): void {
  response.setHeader('Content-Security-Policy', PAGE_POLICY)
  response.status(status).type('text/html').send(layout(page, address))
}
