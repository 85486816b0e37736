/**
 * A real browser for the tests of a file: `inBrowser` opens one before them and closes it after them, and skips them with
 * one line where this machine has none. `open` gives a page of its own that is watched: what it logged as an error, what it
 * asked of other hosts, and how often somebody clicked.
 */
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { chromiumPath } from './chromium.ts'
import { type Watched, watch } from './watch.ts'

export interface Opening {
  /** Where it begins: "http://127.0.0.1:1234/claims". */
  readonly url: string
  /** Whether scripts run; default: they do. */
  readonly scripts?: boolean
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
}

export interface Opened extends Watched {
  readonly page: Page
}

export type Open = (opening: Opening) => Promise<Opened>

const WIDTH = 1280
const HEIGHT = 900
/** How long a page may take to show what a test waits for. */
const PATIENCE_MS = 20_000

/** Runs tests with a browser; each page that they open is closed after its test. */
export function inBrowser(name: string, tests: (open: Open) => void): void {
  const executablePath = chromiumPath()
  if (executablePath === null) {
    console.warn(`${name}: skipped, no Chromium found (install chromium, or set CLAIMTHREAD_CHROMIUM)`)
    describe.skip(`${name} (no Chromium found)`, () => tests(() => Promise.reject(new Error('no browser'))))
    return
  }
  describe(name, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      // A container's root has no sandbox to give; names of other hosts are not looked up at all.
      const rules = 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'
      const args = [`--host-resolver-rules=${rules}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
      browser = await chromium.launch({ executablePath, args })
    })
    afterEach(() => Promise.all((browser?.contexts() ?? []).map((context) => context.close())))
    afterAll(() => browser?.close())
    tests((opening) => openPage(browser!, opening))
  })
}

async function openPage(browser: Browser, opening: Opening): Promise<Opened> {
  const { url, scripts = true, width = WIDTH, height = HEIGHT, colorScheme = 'light' } = opening
  const context = await browser.newContext({
    ...{ javaScriptEnabled: scripts, colorScheme, viewport: { width, height } },
    ...{ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' },
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const watched = watch(page, new URL(url).host)
  await page.goto(url)
  return Object.assign(watched, { page })
}
