/** Ingest with a browser: a pasted post and its claims, files, what cannot be read. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestServer } from '../http/server.ts'
import { seriousFindings } from './support/axe.ts'
import { inBrowser } from './support/browser.ts'
import { screenshot } from './support/screenshot.ts'
import { signIn } from './support/sign-in.ts'
import { startSite } from './support/site.ts'

const POST = `# Why we write tests last

Tests that are written first always slow a team down. Nobody reads the tests of others.

The cost of a missing test is paid once, and the cost of a useless one is paid every day.
`

/** The page of a job that has ended. */
const ended = (page: Page, heading: string) =>
  page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ timeout: 60_000 })

inBrowser('ingesting with a browser', (open) => {
  let site: TestServer
  beforeAll(async () => {
    site = await startSite()
  })
  afterAll(() => site?.stop())

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('a pasted Markdown post and its claims, in three clicks from home: %s', async (how, scripts) => {
    const opened = await open({ url: site.url, scripts })
    const { page, errors, outside } = opened
    await signIn(page)
    await opened.click(page.getByRole('link', { name: 'Ingest more' }))
    await screenshot(page, 'ingest')
    if (scripts) expect(await seriousFindings(page)).toEqual([])
    await page.getByLabel('Text of a post').fill(POST)
    await page.getByLabel('Called').fill(`tests-last ${how}`)
    await opened.click(page.getByRole('button', { name: 'Ingest' }))
    await ended(page, 'What was read')
    expect(await page.locator('.claim-item').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('always slow a team down')]),
    )
    expect(opened.clicks).toBeLessThanOrEqual(3)
    if (scripts) expect(await seriousFindings(page)).toEqual([])
    await screenshot(page, 'job')
    await page.getByRole('link', { name: 'Read it with its claims marked' }).click()
    expect(await page.locator('main').textContent()).toContain('Nobody reads the tests of others.')
    expect({ errors, outside }).toEqual({ errors: [], outside: [] })
  })

  it('a file; what is bad in it is told item by item', async () => {
    const { page } = await open({ url: site.url })
    await signIn(page)
    await page.goto(`${site.url}/ingest`)
    const lines = ['{"source":"mine","id":"1"}', 'no JSON']
    await page.getByLabel('Discussion JSONL (also packed)').setInputFiles({
      ...{ name: 'my talk.jsonl', mimeType: 'application/octet-stream', buffer: Buffer.from(lines.join('\n')) },
    })
    await page.getByRole('button', { name: 'Ingest' }).click()
    await ended(page, 'What was read')
    expect(await page.locator('section', { hasText: 'What could not be read' }).locator('li').count()).toBe(2)
    expect(await page.locator('main').textContent()).toContain('my-talk.jsonl:2')
  })

  it('an empty form, an address inside and a picture are refused, and what was typed is not lost', async () => {
    const { page } = await open({ url: site.url })
    await signIn(page)
    await page.goto(`${site.url}/ingest`)
    await page.getByRole('button', { name: 'Ingest' }).click()
    expect(await page.locator('main').textContent()).toContain('an address, a file, or some text')
    await page.goto(`${site.url}/ingest`)
    await page.getByLabel('Public web address').fill('http://127.0.0.1/secret')
    await page.getByLabel('Text of a post').fill('Half of a thought.')
    await page.getByRole('button', { name: 'Ingest' }).click()
    await page.goto(`${site.url}/ingest`)
    expect(await page.getByLabel('Text of a post').inputValue()).toBe('Half of a thought.')
    await page.getByLabel('Text of a post').fill('')
    await page.getByRole('button', { name: 'Ingest' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The address may not be fetched')
    await page.goto(`${site.url}/ingest`)
    await page.getByLabel('Public web address').fill('')
    const picture = { name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from('x') }
    await page.getByLabel('Discussion JSONL (also packed)').setInputFiles(picture)
    await page.getByRole('button', { name: 'Ingest' }).click()
    expect(await page.locator('main').textContent()).toContain('does not end as those that are read')
  })

  it('who is not signed in is told where they can', async () => {
    const { page } = await open({ url: `${site.url}/ingest`, scripts: false })
    await page.locator('main').getByRole('link', { name: 'sign in' }).click()
    expect(new URL(page.url()).pathname).toBe('/login')
  })
})
