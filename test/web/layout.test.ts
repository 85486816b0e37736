/** Where things stand on a page: what is wider than a phone, and fields beside each other. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestServer } from '../http/server.ts'
import { inBrowser } from './support/browser.ts'
import { startSite } from './support/site.ts'

const FORMULA = `$${Array.from({ length: 12 }, (_, at) => `\\text{sensor}_{${at}}\\rightarrow\\text{alarm}_{${at}}`).join('')}$`

const POST = {
  ...{
    source: 'alarms',
    id: 'wires',
    kind: 'post',
    title: 'Wires',
    url: null,
    parent: null,
    root: null,
    state: 'live',
  },
  ...{ author: { id: 'ana', name: 'Ana' }, createdAt: '2024-03-04T09:00:00Z' },
  revisions: [
    {
      number: 1,
      at: '2024-03-04T09:00:00Z',
      format: 'markdown',
      body: `The house is wired as ${FORMULA} and it holds.`,
    },
  ],
}

inBrowser('the layout', (open) => {
  let site: TestServer
  beforeAll(async () => {
    site = await startSite(`\n${JSON.stringify(POST)}\n`)
  })
  afterAll(() => site?.stop())

  it('lets a formula that is wider than a phone scroll by itself', async () => {
    const { page } = await open({ url: `${site.url}/documents/alarms%3Awires`, width: 390, height: 844 })
    const widths = await page
      .locator('span.math')
      .first()
      .evaluate((formula) => ({ inside: formula.scrollWidth, shown: formula.clientWidth }))
    expect(widths.inside).toBeGreaterThan(widths.shown)
    const over = await page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
    expect(over).toBeLessThanOrEqual(0)
  })

  it('gives the fields of a filter row one height, so that their labels stand in a line', async () => {
    const { page } = await open({ url: `${site.url}/objections` })
    const heights = await page
      .locator('.filters .row > .field > :is(input, select):visible')
      .evaluateAll((fields) => fields.map((field) => Math.round(field.getBoundingClientRect().height)))
    expect(heights.length).toBeGreaterThan(5)
    expect(new Set(heights).size).toBe(1)
  })
})
