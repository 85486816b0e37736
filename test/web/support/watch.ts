/** What happens on a page while a test uses it. */
import type { Locator, Page } from 'playwright-core'

export interface Watched {
  /** Errors and warnings of the console, and exceptions that nobody caught, in order. */
  readonly errors: readonly string[]
  /** Addresses asked of any other host. */
  readonly outside: readonly string[]
  /** Clicks so far. A key that acts as a click counts as one. */
  readonly clicks: number
  /** Clicks, and counts it. */
  click(target: Locator): Promise<void>
  /** Presses Enter in a field, and counts it as a click. */
  enter(target: Locator): Promise<void>
}

export function watch(page: Page, host: string): Watched {
  const errors: string[] = []
  const outside: string[] = []
  let clicks = 0
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('request', (request) => {
    const { protocol, host: asked } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && asked !== host) outside.push(request.url())
  })
  return {
    ...{ errors, outside },
    get clicks() {
      return clicks
    },
    async click(target) {
      clicks += 1
      await target.click()
    },
    async enter(target) {
      clicks += 1
      await target.press('Enter')
    },
  }
}
