/** Pictures of pages for review: test-results/NAME.png, which git ignores. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const FOLDER = fileURLToPath(new URL('../../../test-results/', import.meta.url))
/** Longer pages are cut: a picture is looked at, not scrolled. */
const MOST_PIXELS = 6_000

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const { width } = page.viewportSize()!
  const height = Math.min(MOST_PIXELS, await page.locator('html').evaluate(({ scrollHeight }) => scrollHeight))
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } })
}
