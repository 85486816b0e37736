/** Each page as people meet it: light, dark, on a phone, without scripts. Pictures of all are left in test-results/. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestServer } from '../http/server.ts'
import { seriousFindings } from './support/axe.ts'
import { inBrowser, type Opened, type Opening } from './support/browser.ts'
import { type Pages, pagesOf } from './support/pages.ts'
import { screenshot } from './support/screenshot.ts'
import { startSite } from './support/site.ts'

inBrowser('every page', (open) => {
  let site: TestServer
  let pages: Pages
  beforeAll(async () => {
    site = await startSite()
    pages = await pagesOf(site)
  })
  afterAll(() => site?.stop())

  /** Opens every page this way, and gives what is wrong with each: what the console says, and what `look` finds. */
  async function each(
    how: Omit<Opening, 'url'>,
    look: (name: string, opened: Opened) => Promise<readonly string[]>,
  ): Promise<Readonly<Record<string, readonly string[]>>> {
    const wrong: Record<string, readonly string[]> = {}
    for (const [name, path] of pages) {
      const opened = await open({ url: site.url + path, ...how })
      await opened.page.locator('main h1').first().waitFor()
      if (name.endsWith('-map') && how.scripts !== false) await opened.page.locator('[data-drawn]').waitFor()
      const found = await look(name, opened)
      // A browser says of every page with a failing status that it failed to load.
      const errors = opened.errors.filter((error) => name !== 'problem' || !error.includes('404'))
      const all = [...found, ...errors, ...opened.outside]
      if (all.length > 0) wrong[name] = all
      await opened.page.context().close()
    }
    return wrong
  }

  it('has no serious findings, asks nobody else, and weighs at most 100 KB but for the map', {
    timeout: 240_000,
  }, async () => {
    const wrong = await each({}, async (name, { page }) => {
      await screenshot(page, `${name}-light`)
      const bytes = await page.evaluate<number>(
        'performance.getEntries().reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0)',
      )
      const heavy = bytes > 100_000 && !name.endsWith('-map') ? [`${bytes} bytes`] : []
      return [...heavy, ...(await seriousFindings(page))]
    })
    expect(wrong).toEqual({})
  })

  it('is without serious findings in the dark', { timeout: 240_000 }, async () => {
    const wrong = await each({ colorScheme: 'dark' }, async (name, { page }) => {
      await screenshot(page, `${name}-dark`)
      return seriousFindings(page)
    })
    expect(wrong).toEqual({})
  })

  it('fits a phone without scrolling sideways', { timeout: 240_000 }, async () => {
    const wrong = await each({ width: 390, height: 844 }, async (name, { page }) => {
      await screenshot(page, `${name}-phone`)
      const over = await page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      return over > 0 ? [`${over} pixels too wide`] : []
    })
    expect(wrong).toEqual({})
  })

  it('has the same links without scripts', { timeout: 240_000 }, async () => {
    const links = 'main a[href]:not([tabindex="-1"])'
    const withScripts = new Map<string, number>()
    await each({}, async (name, { page }) => {
      withScripts.set(name, await page.locator(links).count())
      return []
    })
    const wrong = await each({ scripts: false }, async (name, { page }) => {
      await screenshot(page, `${name}-plain`)
      const count = await page.locator(links).count()
      return count === withScripts.get(name) ? [] : [`${count} links, with scripts ${withScripts.get(name)}`]
    })
    expect(wrong).toEqual({})
  })
})
