/** The harness itself: what the other tests in a browser rely on. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestServer } from '../http/server.ts'
import { seriousFindings } from './support/axe.ts'
import { inBrowser } from './support/browser.ts'
import { startSite } from './support/site.ts'

inBrowser('the browser harness', (open) => {
  let site: TestServer
  beforeAll(async () => {
    site = await startSite()
  })
  afterAll(() => site?.stop())

  it('reaches the server and the sample discussion on it', async () => {
    const { page, outside } = await open({ url: `${site.url}/documents/sample%3Aida.json` })
    expect(await page.locator('body').textContent()).toContain('Where Iterated Distillation and Amplification stands')
    expect(outside).toEqual([])
  })

  it('runs scripts, or none', async () => {
    const body = '<p id=said>none</p><script>said.textContent = "ran"</script>'
    for (const [scripts, said] of [
      [true, 'ran'],
      [false, 'none'],
    ] as const) {
      const { page } = await open({ url: `${site.url}/health.json`, scripts })
      await page.goto(`data:text/html,${encodeURIComponent(body)}`)
      expect(await page.locator('#said').textContent()).toBe(said)
    }
  })

  it('notes console errors, exceptions and requests to other hosts', async () => {
    const { page, errors, outside } = await open({ url: `${site.url}/health.json` })
    const script = 'console.error("one"); setTimeout(() => { throw new Error("two") })'
    const body = `<img src="https://outside.example/pixel.png"><script>${script}</script>`
    const failed = page.waitForEvent('requestfailed')
    const thrown = page.waitForEvent('pageerror')
    await page.goto(`data:text/html,${encodeURIComponent(body)}`)
    await Promise.all([failed, thrown])
    expect(errors.join('\n')).toMatch(/one/)
    expect(errors.join('\n')).toMatch(/two/)
    expect(outside).toEqual(['https://outside.example/pixel.png'])
  })

  it('counts clicks', async () => {
    const opened = await open({ url: `${site.url}/health.json` })
    await opened.page.goto('data:text/html,<a href="%23a">a</a><form onsubmit="return false"><input></form>')
    await opened.click(opened.page.getByRole('link'))
    await opened.enter(opened.page.getByRole('textbox'))
    expect(opened.clicks).toBe(2)
  })

  it('hears what axe-core finds serious', async () => {
    const { page } = await open({ url: `${site.url}/health.json` })
    await page.goto('data:text/html,<html lang=en><title>t</title><main><h1>a</h1><button></button></main>')
    expect(await seriousFindings(page)).toEqual([expect.stringMatching(/^button-name: button/)])
    await page.goto('data:text/html,<html lang=en><title>t</title><main><h1>a</h1><button>Go</button></main>')
    expect(await seriousFindings(page)).toEqual([])
  })
})
