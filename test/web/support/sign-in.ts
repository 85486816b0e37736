import type { Page } from 'playwright-core'
import { TOKEN } from './site.ts'

/** Signs in; the page that it began on is shown again. */
export async function signIn(page: Page, token = TOKEN): Promise<void> {
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
