/** Discussions that mean harm: nothing in them runs, breaks a page, or takes a page's time beyond its length. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHtml } from '../support/html.ts'
import type { TestServer } from './server.ts'
import { startServer } from './server.ts'

const SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
const author = { id: 'mallory', name: `Mallory ${SCRIPT}`, url: 'javascript:alert(3)' }
const at = '2021-06-01T12:00:00Z'

const post = (id: string, body: string, extra: object = {}): object => ({
  ...{ source: 'garden', id, kind: 'post', title: `Title ${SCRIPT} ${id}`, url: 'javascript:alert(4)', author },
  ...{ createdAt: at, parent: null, root: null, state: 'live' },
  revisions: [{ number: 1, at, format: 'html', body }],
  ...extra,
})

const BODIES: Readonly<Record<string, string>> = {
  script: `<p>Every review is useful ${SCRIPT}. <a href="javascript:alert(5)">Reviews never fail.</a></p><svg onload=alert(6)>`,
  nested: `${'<div><blockquote>'.repeat(20_000)}<p>Reviews are deep.</p>`,
  line: `<p>Reviews are long. ${'x'.repeat(50_000)}</p>`,
  rtl: '<p>\u202eReviews are turned round. שלום עולם.\u202c</p>',
  'a/b?c#d%': '<p>Ids are hard to write in an address.</p>',
}

const reply = post('reply', '<blockquote><p>Reviews are deep.</p></blockquote><p>I disagree, this is wrong.</p>', {
  ...{ kind: 'comment', title: null, parent: 'nested', root: 'nested' },
})

let server: TestServer
beforeAll(async () => {
  const records = [...Object.entries(BODIES).map(([id, body]) => post(id, body)), reply]
  server = await startServer(records.map((record) => JSON.stringify(record)).join('\n'))
})
afterAll(() => server?.stop())

const html = (path: string) => server.get(path, { Accept: 'text/html' })

/** Every page that shows these words. */
async function pages(): Promise<readonly string[]> {
  const first = async (list: string): Promise<string> => (await server.get(list)).body.rows[0].self
  const documents = Object.keys(BODIES).map((id) => `/documents/${encodeURIComponent(`garden:${id}`)}`)
  const lists = ['/', '/claims', '/documents', '/authors', '/objections', '/search?q=reviews', '/ask?q=reviews']
  const claims = (await server.get('/claims')).body.rows.map(({ self }: { self: string }) => self)
  return [...documents, ...lists, ...claims, await first('/authors'), `${documents[0]}/revisions/1`]
}

describe('a hostile discussion', () => {
  test('runs nothing on any page', async () => {
    for (const path of await pages()) {
      const { text, status } = await html(path)
      expect({ path, status }).toEqual({ path, status: 200 })
      const { shape } = readHtml(text)
      const scripts = shape.filter(
        (one, index) =>
          one === 'script' && !shape.slice(index, index + 3).some((next) => next.startsWith('src=/static/')),
      )
      expect({ path, scripts }).toEqual({ path, scripts: [] })
      const bad = shape.filter((one) =>
        /^on\w+=|^style=|^srcdoc=|^(?:href|src|action)=\s*(?:javascript|data|vbscript):/i.test(one),
      )
      expect({ path, bad }).toEqual({ path, bad: [] })
      expect({
        path,
        images: shape.filter((one) => ['img', 'iframe', 'object', 'embed', 'svg onload'].includes(one)),
      }).toEqual({ path, images: [] })
    }
  })

  test('is shown with all its words', async () => {
    expect(readHtml((await html('/documents/garden%3Ascript')).text).text).toContain(
      'Title "><script>alert(1)</script>',
    )
    expect((await html('/documents/garden%3Aline')).text).toContain('x'.repeat(50_000))
    expect((await html('/documents/garden%3Anested')).text).toContain('Reviews are deep.')
    expect((await html('/documents/garden%3Artl')).text).toContain('שלום עולם')
  })

  test('nests no page deeper than browsers like', async () => {
    const { text } = await html('/documents/garden%3Anested')
    let depth = 0
    let deepest = 0
    for (const [, slash] of text.matchAll(/<(\/?)(?:blockquote|div|details|section|ul|ol|li)\b/g)) {
      depth += slash === '/' ? -1 : 1
      deepest = Math.max(deepest, depth)
    }
    expect(deepest).toBeLessThan(100)
  })

  test('cannot speak through the address either', async () => {
    const query = encodeURIComponent(SCRIPT)
    for (const path of [
      `/search?q=${query}`,
      `/ask?q=${query}`,
      `/objections?target=${query}`,
      `/claims?nothing=${query}`,
      `/${query}`,
    ]) {
      expect((await html(path)).text).not.toContain('<script>alert')
    }
  })
})
