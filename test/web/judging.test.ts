/** Judging with a browser: signing in, rejecting a wrong objection, finding it again, correcting a reading. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestServer } from '../http/server.ts'
import { seriousFindings } from './support/axe.ts'
import { inBrowser, type Opened } from './support/browser.ts'
import { screenshot } from './support/screenshot.ts'
import { signIn } from './support/sign-in.ts'
import { startSite, TOKEN } from './support/site.ts'

inBrowser('judging with a browser', (open) => {
  let site: TestServer
  beforeAll(async () => {
    site = await startSite()
  })
  afterAll(() => site?.stop())

  const items = ({ page }: Opened) => page.locator('article.response')

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('a wrong objection is rejected, gone, and back with a filter in four clicks: %s', async (_, scripts) => {
    const opened = await open({ url: site.url, scripts })
    const { page, errors, outside } = opened
    await signIn(page)
    expect(new URL(page.url()).pathname).toBe('/')
    await opened.click(page.getByRole('navigation').getByRole('link', { name: 'Objections' }))
    const wrong = items(opened).first()
    const id = await wrong.getAttribute('id')
    await opened.click(wrong.getByText('Judge', { exact: true }))
    await opened.click(wrong.getByRole('button', { name: 'Reject' }))
    expect(new URL(page.url()).pathname).toBe('/objections')
    expect(await page.locator(`article#${id}`).count()).toBe(0)
    await opened.click(page.getByRole('status').getByRole('link', { name: 'Show what was rejected' }))
    expect(opened.clicks).toBeLessThanOrEqual(4)
    expect(await page.locator(`article#${id}`).textContent()).toContain('rejected by ed')
    // What was said is told once.
    await page.reload()
    expect(await page.getByRole('status').count()).toBe(0)
    await page.locator(`article#${id}`).getByText('Judge', { exact: true }).click()
    await page.locator(`article#${id}`).getByRole('button', { name: 'Confirm' }).click()
    expect((await site.get(`/responses/${id}`)).body.judgement).toMatchObject({ verdict: 'confirmed', by: 'ed' })
    expect({ errors, outside }).toEqual({ errors: [], outside: [] })
  })

  it('a reading is corrected on its page, and what the machine read stays beside it', async () => {
    const opened = await open({ url: `${site.url}/objections` })
    const { page, errors } = opened
    await signIn(page)
    await items(opened).first().getByText('Judge', { exact: true }).click()
    await items(opened).first().getByRole('link', { name: 'Correct' }).click()
    await page.getByLabel('It is').selectOption('question')
    await page.getByLabel('It answers').selectOption({ label: 'the whole of it' })
    await page.getByRole('button', { name: 'Correct', exact: true }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Question by /)
    expect(await page.locator('article.response').first().textContent()).toContain('The machine read: objection')
    await screenshot(page, 'judging-corrected')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'What was said' }).first().click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('What people said of it')
    expect(await page.locator('.rows > li').count()).toBeGreaterThan(0)
    expect(await seriousFindings(page)).toEqual([])
    await screenshot(page, 'judgements')
    expect(errors).toEqual([])
  })

  it('who is not signed in is led to where they can, and back', async () => {
    const opened = await open({ url: `${site.url}/claims`, scripts: false })
    const { page } = opened
    const first = page.locator('.claim-item').first()
    await first.getByText('Judge', { exact: true }).click()
    await first.getByRole('button', { name: 'Reject' }).click()
    expect(new URL(page.url()).pathname).toBe('/login')
    await page.getByLabel('Token').fill('not-the-token')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('not known')
    await page.getByLabel('Token').fill(TOKEN)
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(new URL(page.url()).pathname).toBe('/claims')
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBe(1)
  })

  it('the cookie is out of reach of scripts and of other sites; a form without its proof does nothing', async () => {
    const { page } = await open({ url: site.url })
    await signIn(page)
    const cookies = await page.context().cookies()
    expect(cookies).toEqual([expect.objectContaining({ name: 'claimthread', httpOnly: true, sameSite: 'Strict' })])
    expect(cookies[0]!.value).not.toContain(TOKEN)
    const subject = (await site.get('/objections')).body.rows[0].id
    const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      site.send('/judgements', {
        method: 'POST',
        headers: { Cookie: `claimthread=${cookies[0]!.value}`, ...headers },
        body: new URLSearchParams(fields),
      })
    expect((await send({ said: `rejected ${subject}` })).body).toMatchObject({ status: 403, code: 'forged' })
    const csrf = await page.locator('#judge [name=csrf]').getAttribute('value')
    const foreign = { 'Sec-Fetch-Site': 'cross-site' }
    expect((await send({ said: `rejected ${subject}`, csrf: csrf! }, foreign)).body).toMatchObject({ code: 'forged' })
    const json = { 'Content-Type': 'application/json' }
    expect((await send({ said: `rejected ${subject}`, csrf: csrf! }, json)).status).toBe(401)
    const away = await send({ said: `confirmed ${subject}`, csrf: csrf!, back: '//elsewhere.example/' })
    expect({ status: away.status, to: away.headers.get('location') }).toEqual({ status: 303, to: '/judgements' })
  })
})
