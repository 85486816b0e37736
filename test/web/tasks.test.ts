/** What people come to do, counted in clicks from the front page. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestServer } from '../http/server.ts'
import { inBrowser } from './support/browser.ts'
import { startSite } from './support/site.ts'

inBrowser('from the front page', (open) => {
  let site: TestServer
  beforeAll(async () => {
    site = await startSite()
  })
  afterAll(() => site?.stop())
  const home = () => open({ url: `${site.url}/` })

  it('the open objections to IDA are found with 2 clicks', async () => {
    const visit = await home()
    const { page } = visit
    const box = page.getByLabel('Ask in plain words')
    await box.fill('open objections to IDA')
    await visit.enter(box)
    await page.getByRole('heading', { level: 1, name: /objections to IDA.*still open/i }).waitFor()
    const rows = page.locator('[data-rows] > li')
    expect(await rows.count()).toBeGreaterThan(0)
    for (const state of await rows.locator('.state').allTextContents()) expect(state).toMatch(/open|target/)
    expect(visit.clicks).toBeLessThanOrEqual(2)
  })

  it('what a claim said before an edit, and which objection prompted it, is seen with 4 clicks', async () => {
    const visit = await home()
    const { page } = visit
    const edits = page.locator('section', { hasText: 'Edits that met a response' })
    await visit.click(edits.getByRole('link').first())
    const life = page.locator('.life')
    await life.locator('li', { hasText: 'introduced' }).locator('blockquote').first().waitFor()
    expect(await life.locator('del, ins').count()).toBeGreaterThan(0)
    const prompt = life.locator('.prompt').first()
    expect(await prompt.innerText()).toMatch(/prompted by the .* of /)
    await visit.click(prompt.getByRole('link').last())
    await page.getByRole('heading', { level: 1, name: /by / }).waitFor()
    expect(visit.clicks).toBeLessThanOrEqual(4)
  })

  it('who disagrees most with an author is seen, and one exchange read, with 3 clicks', async () => {
    const visit = await home()
    const { page } = visit
    await visit.click(page.getByRole('link', { name: 'Mara Lindqvist', exact: true }).first())
    const most = page.locator('section', { hasText: 'Who objects to them most' })
    await visit.click(
      most
        .locator('li')
        .first()
        .getByRole('link', { name: /objection/ }),
    )
    await page.getByRole('heading', { level: 1, name: /objections/i }).waitFor()
    expect(await page.locator('.response .said').first().innerText()).not.toBe('')
    await visit.click(page.locator('.response .target q a').first())
    await page.getByRole('heading', { name: 'Responses' }).waitFor()
    expect(await page.locator('.thread .response').count()).toBeGreaterThan(0)
    expect(visit.clicks).toBeLessThanOrEqual(3)
  })

  it('a filtered view as of a date is shared with 3 clicks', async () => {
    const visit = await home()
    const { page } = visit
    await visit.click(page.getByRole('navigation').getByRole('link', { name: 'Objections' }))
    await page.getByLabel('About').fill('IDA')
    await page.getByLabel('As of').fill('2024-03-10')
    await visit.click(page.getByRole('button', { name: 'Apply' }))
    await page.getByRole('heading', { level: 1, name: /as of 2024-03-10/ }).waitFor()
    expect(visit.clicks).toBeLessThanOrEqual(3)
    const address = page.url()
    expect(new URL(address).search).toBe('?target=IDA&as-of=2024-03-10')
    const shown = await page.locator('[data-rows]').innerText()
    const other = await open({ url: address, scripts: false })
    expect(await other.page.locator('[data-rows]').innerText()).toBe(shown)
  })
})
