/** Everything by keyboard alone, and what scripts add. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestServer } from '../http/server.ts'
import { inBrowser, type Opened } from './support/browser.ts'
import { startSite } from './support/site.ts'

/** Presses Tab until this is focused; says how many presses it took. */
async function tabTo({ page }: Opened, selector: string, most = 120): Promise<number> {
  for (let presses = 1; presses <= most; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`))
      return presses
  }
  throw new Error(`Tab does not reach ${selector}`)
}

inBrowser('by keyboard', (open) => {
  let site: TestServer
  beforeAll(async () => {
    site = await startSite()
  })
  afterAll(() => site?.stop())

  it('the first Tab offers to skip to the text, and what has focus is seen', async () => {
    const opened = await open({ url: `${site.url}/objections` })
    expect(await tabTo(opened, '.skip')).toBe(1)
    expect(await opened.page.locator('.skip').boundingBox()).toMatchObject({ x: expect.any(Number) })
    await opened.page.keyboard.press('Enter')
    expect(new URL(opened.page.url()).hash).toBe('#main')
    await tabTo(opened, '.part a, .filters input, main a')
    const outline = await opened.page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).toBe('solid')
  })

  it('a question is asked', async () => {
    const opened = await open({ url: `${site.url}/` })
    await tabTo(opened, '#q')
    await opened.page.keyboard.type('which objections target IDA')
    await opened.page.keyboard.press('Enter')
    await opened.page.getByRole('heading', { level: 1, name: /objections to IDA/i }).waitFor()
  })

  it('a list is filtered by what is ticked, and a part of the sentence is taken out', async () => {
    const opened = await open({ url: `${site.url}/responses` })
    const { page } = opened
    await tabTo(opened, '.pick summary')
    await page.keyboard.press('Enter')
    await tabTo(opened, '.pick[open] input')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Objections/ }).waitFor()
    expect(new URL(page.url()).search).toBe('?act=objection')
    await page.goto(`${site.url}/responses?state=open`)
    await tabTo(opened, '.part a')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/responses')
  })

  it('the margin opens beside its passage, and Escape closes it', async () => {
    const opened = await open({ url: `${site.url}/documents/sample%3Aida` })
    const { page } = opened
    await tabTo(opened, '.notes:not(.still) > summary')
    await page.keyboard.press('Enter')
    const panel = page.locator('.notes[open] .panel')
    await panel.waitFor()
    expect(await panel.innerText()).toMatch(
      /(?:objection|question|support|edit request|other reply) [A-Z]\p{L}+ [A-Z]\p{L}+ \d/u,
    )
    const [passage, notes] = [
      await page.locator('.passage:has(.notes[open]) > :first-child').boundingBox(),
      await panel.boundingBox(),
    ]
    expect(notes!.x).toBeGreaterThan(passage!.x + passage!.width)
    await page.keyboard.press('Escape')
    expect(await page.locator('.notes[open]').count()).toBe(0)
  })

  it('the slider leads to another revision', async () => {
    const opened = await open({ url: `${site.url}/documents/sample%3Aida` })
    await tabTo(opened, 'input[type="range"]')
    await opened.page.keyboard.press('ArrowLeft')
    await opened.page.getByRole('heading', { level: 1, name: /Revision/ }).waitFor()
  })

  it('the map is gone through node by node, and left for one of them', async () => {
    const concept = (await site.get('/responses?target=IDA')).body.target.self
    const opened = await open({ url: `${site.url}${concept}/map` })
    const { page } = opened
    await page.locator('[data-drawn]').waitFor()
    await tabTo(opened, '[data-map]')
    const said = page.locator('[data-said]')
    expect(await said.innerText()).toMatch(/^1 of \d+: concept/)
    await page.keyboard.press('ArrowRight')
    expect(await said.innerText()).toMatch(/^2 of \d+/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/(claims|authors|responses)\//)
    expect([opened.errors, opened.outside]).toEqual([[], []])
  })

  describe('with scripts', () => {
    it('a long list grows where it stands, and each row comes once', async () => {
      const opened = await open({ url: `${site.url}/claims?limit=5` })
      const { page } = opened
      const rows = page.locator('[data-rows] > li')
      await opened.click(page.getByRole('link', { name: 'Show more' }))
      await expect.poll(() => rows.count()).toBe(10)
      const words = await rows.locator('.words').allInnerTexts()
      const { body } = await site.get('/claims?limit=10')
      expect(words).toHaveLength(body.rows.length)
      expect(new URL(page.url()).search).toBe('?limit=5')
    })

    it('empty fields stay out of the address', async () => {
      const opened = await open({ url: `${site.url}/objections` })
      await opened.page.getByLabel('Author', { exact: true }).fill('Priya Vance')
      await opened.click(opened.page.getByRole('button', { name: 'Apply' }))
      await opened.page.waitForURL('**/objections?author=Priya+Vance')
    })
  })

  describe('without scripts', () => {
    it('a long list is read page by page, and empty fields are left out by the server', async () => {
      const opened = await open({ url: `${site.url}/claims?limit=5`, scripts: false })
      await opened.click(opened.page.getByRole('link', { name: 'Show more' }))
      expect(new URL(opened.page.url()).searchParams.has('cursor')).toBe(true)
      await opened.page.goto(`${site.url}/objections`)
      await opened.page.getByLabel('Author', { exact: true }).fill('Priya Vance')
      await opened.click(opened.page.getByRole('button', { name: 'Apply' }))
      expect(new URL(opened.page.url()).search).toBe('?author=Priya+Vance&sort=newest')
    })

    it('two revisions are chosen and compared', async () => {
      const opened = await open({ url: `${site.url}/documents/sample%3Aida/revisions`, scripts: false })
      await opened.page.getByLabel('Compare revision').selectOption({ index: 0 })
      await opened.click(opened.page.getByRole('button', { name: 'Compare' }))
      expect(await opened.page.locator('h1').innerText()).toMatch(/^From revision 1 to 3/)
    })
  })
})
