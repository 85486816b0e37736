import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DISCUSSION, URL_BASE } from './discussion.ts'
import type { TestServer } from './server.ts'
import { startServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer(DISCUSSION)
})
afterAll(() => server?.stop())

const get = async (path: string) => {
  const { status, body } = await server.get(path)
  expect(status, path).toBe(200)
  return body
}
// biome-ignore lint/suspicious/noExplicitAny: rows of any list
const one = (rows: readonly any[], words: string) => {
  const found = rows.find(({ exact }) => exact.includes(words))
  expect(found, words).toBeDefined()
  return found
}

describe('which objections target X', () => {
  test.each(['SRR', 'srr', 'Staged Rollout Review', 'staged rollout reviews'])(
    '%s: the stance against it, with all that an answer carries',
    async (name) => {
      const body = await get(`/objections?target=${encodeURIComponent(name)}`)
      expect(body.target).toMatchObject({ asked: name, kind: 'concept', label: 'Staged Rollout Review' })
      expect(one(body.rows, 'skeptic of SRR')).toMatchObject({
        act: 'objection',
        exact: 'I am (and have always been) a skeptic of SRR.',
        author: { id: 'garden:cy', name: 'Cy Laurent', self: '/authors/garden%3Acy' },
        at: '2021-06-04T12:00:00Z',
        permalink: `${URL_BASE}/r3`,
        rule: expect.any(String),
        confidence: expect.any(Number),
        self: expect.stringMatching(/^\/responses\/r[0-9a-f]{20}$/),
      })
    },
  )

  test('says in English what was asked, and where it is', async () => {
    const body = await get('/objections?target=SRR&since=2021-06-03')
    expect(body.asked).toMatch(/^objections to .*Staged Rollout Review.*since.*2021-06-03/i)
    expect(body.self).toBe('/objections?target=SRR&since=2021-06-03T00%3A00%3A00Z')
    expect((await get(body.self)).rows).toEqual(body.rows)
  })

  test('/objections is short for /responses?act=objection', async () => {
    expect((await get('/responses?act=objection&target=SRR')).rows).toEqual((await get('/objections?target=SRR')).rows)
  })

  test('a quoted sentence is the target, in the revision that was answered', async () => {
    const { rows } = await get('/objections?document=garden:r1')
    const found = one(rows, 'wrong')
    expect(found.to).toMatchObject({
      document: { id: 'garden:srr', self: '/documents/garden%3Asrr' },
      exact: 'A single reviewer is enough for every stage.',
      revision: 'garden:srr@1',
      author: { name: 'Ana Ferreira' },
    })
  })

  test('.json is the same', async () => {
    expect((await get('/objections.json?target=SRR')).rows).toEqual((await get('/objections?target=SRR')).rows)
  })
})

describe('a name with several senses', () => {
  let other: TestServer
  beforeAll(async () => {
    const post = (id: string, body: string) => ({
      ...{ source: 'garden', id, kind: 'post', title: null, author: { id: 'dee', name: 'Dee Moss' } },
      ...{
        createdAt: '2021-07-01T12:00:00Z',
        revisions: [{ number: 1, at: '2021-07-01T12:00:00Z', format: 'text', body }],
      },
    })
    const routing = post('routing', 'Secure Random Routing (SRR) hides who talks to whom. I am a skeptic of SRR.')
    other = await startServer(`${DISCUSSION}${JSON.stringify(routing)}\n`)
  })
  afterAll(() => other?.stop())

  test('answers with the leading one, lists the others, and each address pins its own', async () => {
    const { status, body } = await other.get('/objections?target=SRR')
    expect(status).toBe(200)
    const senses = [body.target, ...body.target.others]
    expect(senses.map(({ label }: { label: string }) => label)).toEqual(
      expect.arrayContaining(['Secure Random Routing', 'Staged Rollout Review']),
    )
    for (const { label, pin, self } of senses) {
      const pinned = (await other.get(pin)).body
      expect(pinned.target.label).toBe(label)
      expect((await other.get(self)).body.label).toBe(label)
    }
  })

  test('a sense that the name has not is not found', async () => {
    const { status, body } = await other.get('/objections?target=SRR&sense=k00000000000000000000')
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'unknown-target' })
  })
})

describe('paging', () => {
  test('every row once, by the Link header, in the same order', async () => {
    const all = (await get('/claims?limit=100')).rows.map(({ id }: { id: string }) => id)
    const seen: string[] = []
    let path: string | null = '/claims?limit=2'
    while (path !== null) {
      const { body, headers }: { body: { rows: { id: string }[]; next: string | null }; headers: Headers } =
        await server.get(path)
      seen.push(...body.rows.map(({ id }) => id))
      const next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null
      expect(next).toBe(body.next)
      if (path.includes('cursor')) expect(headers.get('link')).toContain('</claims?limit=2>; rel="first"')
      path = next
    }
    expect(seen).toEqual(all)
    expect(all.length).toBeGreaterThan(4)
  })
})

describe('single things', () => {
  test('each row is found at its self', async () => {
    for (const list of ['/objections', '/claims', '/documents', '/concepts', '/authors']) {
      const { rows } = await get(`${list}?limit=3`)
      expect(rows.length, list).toBeGreaterThan(0)
      for (const row of rows) expect((await get(row.self)).id).toBe(row.id)
    }
  })

  test('a claim: its thread and its life', async () => {
    const { rows } = await get('/objections?document=garden:r1')
    const { claim } = one(rows, 'wrong').to
    const thread = await get(`/claims/${claim}/thread`)
    expect(thread.claim.id).toBe(claim)
    expect(thread.responses.map(({ document }: { document: { id: string } }) => document.id)).toContain('garden:r1')
    const { history } = await get(`/claims/${claim}/history`)
    expect(history[0]).toMatchObject({
      revision: 'garden:srr@1',
      change: 'introduced',
      exact: 'A single reviewer is enough for every stage.',
      self: '/documents/garden%3Asrr/revisions/1',
    })
    expect(history[1]).toMatchObject({ revision: 'garden:srr@2', number: 2 })
  })

  test('a document: its text now and then, with links to its versions (RFC 5829)', async () => {
    const now = await server.get('/documents/garden%3Asrr')
    expect(now.body.revision).toMatchObject({ id: 'garden:srr@2', text: expect.stringContaining('two reviewers') })
    const link = now.headers.get('link')
    expect(link).toContain('</documents/garden%3Asrr/revisions>; rel="version-history"')
    expect(link).toContain('</documents/garden%3Asrr/revisions/1>; rel="predecessor-version"')
    expect(link).toContain('</documents/garden%3Asrr/revisions/2>; rel="latest-version"')
    const then = await get('/documents/garden%3Asrr?as-of=2021-06-02')
    expect(then.revision).toMatchObject({ id: 'garden:srr@1', text: expect.stringContaining('single reviewer') })
  })

  test('its revisions, one of them, and what changed between two', async () => {
    const { revisions } = await get('/documents/garden%3Asrr/revisions')
    expect(revisions.map(({ id }: { id: string }) => id)).toEqual(['garden:srr@1', 'garden:srr@2'])
    const first = await server.get(revisions[0].self)
    expect(first.body.text).toContain('A single reviewer')
    expect(first.headers.get('link')).toContain('rel="successor-version"')
    const { changes, kept } = await get('/documents/garden%3Asrr/compare/1..2')
    expect(kept).toBeGreaterThan(1)
    const words = changes.map(({ before, after }: Record<'before' | 'after', { exact: string } | null>) => [
      before?.exact,
      after?.exact,
    ])
    expect(words.flat()).toContain('A single reviewer is enough for every stage.')
    expect(words.flat()).toContain('At least two reviewers are needed for the later stages.')
    const contents = changes.map(({ change, content }: { change: string; content: number | null }) => [change, content])
    expect(contents).toContainEqual(['added', null])
    expect(contents).toContainEqual(['withdrawn', null])
    const attacked = changes.find(({ responses }: { responses: unknown[] }) => responses.length > 0)
    expect(attacked.responses[0]).toMatchObject({ act: 'objection', document: { id: 'garden:r1' } })
  })
})

describe('the past', () => {
  test('as-of hides what was said later, and is a memento (RFC 7089)', async () => {
    const { body, headers } = await server.get('/objections?target=SRR&as-of=2021-06-03T23:59:59Z')
    expect(body.rows.filter(({ at }: { at: string }) => at > '2021-06-03T23:59:59Z')).toEqual([])
    expect(body.asOf).toBe('2021-06-03T23:59:59Z')
    expect(headers.get('memento-datetime')).toBe('Thu, 03 Jun 2021 23:59:59 GMT')
    expect(headers.get('link')).toContain('</objections?target=SRR>; rel="original"')
    expect((await server.get('/objections?target=SRR')).headers.get('memento-datetime')).toBeNull()
  })

  test('known-by hides what was learned later', async () => {
    expect((await get('/responses?known-by=2021-12-31')).rows).toEqual([])
    expect((await get('/responses?known-by=2022-01-02')).rows.length).toBeGreaterThan(3)
  })
})

describe('searching and asking', () => {
  test('/search finds sentences by their words', async () => {
    const { rows } = await get('/search?q=rollbacks+cheap')
    expect(rows.map(({ text }: { text: string }) => text)).toContain('Rollbacks are always cheap.')
  })

  test('/ask says how it understood, and gives the structured address', async () => {
    const body = await get('/ask?q=which+objections+target+SRR%3F')
    expect(body).toMatchObject({
      understood: true,
      self: '/objections?target=SRR&limit=50'.replace('&limit=50', ''),
      note: null,
    })
    expect(body.rows).toEqual((await get(body.self)).rows)
  })

  test('/ask falls back to a search, and says so', async () => {
    const body = await get(`/ask?q=${encodeURIComponent('is one reviewer really enough')}`)
    expect(body).toMatchObject({ understood: false, note: expect.stringContaining('Not understood') })
    expect(body.self).toMatch(/^\/search\?q=/)
    const unknown = await get('/ask?q=objections+to+SRRR')
    expect(unknown).toMatchObject({ understood: false, note: expect.stringContaining('"SRRR"'), nearest: ['SRR'] })
    expect(unknown.unknown).toBe('SRRR')
  })

  test('/ask counts where it is asked how many, on the page too', async () => {
    const { rows } = await get('/objections?target=SRR&limit=1000')
    expect(rows.length).toBeGreaterThan(1)
    const body = await get('/ask?q=how+many+objections+target+SRR%3F&limit=1')
    expect(body).toMatchObject({ understood: true, count: { rows: rows.length, more: false } })
    expect(body.rows).toHaveLength(1)
    const { text } = await server.get('/ask?q=how+many+objections+target+SRR', { accept: 'text/html' })
    expect(text).toContain(`<p>There are ${rows.length}.</p>`)
    expect((await get('/ask?q=which+objections+target+SRR')).count).toBeNull()
    expect((await get('/ask?q=how+many+angels+dance+on+a+pin')).count).toBeNull()
  })

  test('/ask mends misspelt words of the question, and says so; names it leaves alone', async () => {
    const meant = await get('/ask?q=which+objections+to+SRR+are+unanswered')
    const body = await get('/ask?q=which+objectoins+to+SRR+are+unanswerd')
    expect(body).toMatchObject({
      understood: true,
      note: 'Read as "which objections to SRR are unanswered".',
      self: meant.self,
      rows: meant.rows,
    })
    expect((await get('/ask?q=objections+to+the+Anserwed+method')).unknown).toMatch(/Anserwed/)
  })

  test('the page of a name that is not known leads to the same question of those that are like it', async () => {
    const { text } = await server.get('/ask?q=who+disagrees+with+SRRR', { accept: 'text/html' })
    expect(text).toContain('href="/ask?q=who+disagrees+with+SRR"')
  })
})

describe('asking about people and topics as one speaks of them', () => {
  const asked = (q: string) => get(`/ask?q=${encodeURIComponent(q)}`)

  test('a first name is enough where there is only one of it', async () => {
    const { rows, ...body } = await asked("Cy's objections")
    expect(body).toMatchObject({ understood: true, asked: 'objections by Cy Laurent' })
    expect(new Set(rows.map(({ author }: { author: { name: string } }) => author.name))).toEqual(
      new Set(['Cy Laurent']),
    )
    expect(
      (await asked('objections against Ana')).rows.map(({ author }: { author: { name: string } }) => author.name),
    ).toContain('Ben Okoro')
    expect((await asked('who disagrees with Ana')).rows[0]).toMatchObject({ against: { name: 'Ana Ferreira' } })
  })

  test('a topic that has no name is looked for by its words', async () => {
    const body = await asked('what does Ana claim about rollbacks')
    expect(body).toMatchObject({
      understood: true,
      asked: 'claims by Ana Ferreira, with the words rollbacks',
      note: 'Nothing is known by the name "rollbacks": it was looked for by its words.',
    })
    expect(body.rows.map(({ text }: { text: string }) => text)).toContain('Rollbacks are always cheap.')
  })

  test('a search leaves out words that no sentence holds', async () => {
    const body = await asked('are rollbacks really cheap on Tuesdays')
    expect(body).toMatchObject({ understood: false, asked: 'sentences with the words rollbacks cheap' })
  })
})

describe('taking it away', () => {
  test('/export gives every record as a line', async () => {
    const { text, headers } = await server.get('/export')
    expect(headers.get('content-type')).toMatch('application/x-ndjson')
    const types = new Set(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    )
    expect([...types]).toEqual(
      expect.arrayContaining(['source', 'author', 'document', 'revision', 'claim', 'wording', 'concept', 'response']),
    )
  })

  test('/feed is Atom with the newest responses', async () => {
    const { text, headers } = await server.get('/feed?act=objection')
    expect(headers.get('content-type')).toMatch('application/atom+xml')
    expect(text).toMatch(/^<\?xml version="1\.0"[\s\S]*<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/)
    expect(text).toContain('skeptic of SRR')
    expect(text.match(/<entry>/g)!.length).toBe((await get('/objections')).rows.length)
  })
})
