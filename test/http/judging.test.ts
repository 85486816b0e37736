/** Judgements over HTTP: said with a token, seen in every answer, never lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShell } from './cli.ts'
import { DISCUSSION, LINES } from './discussion.ts'
import { type Answered, followed, startServer, type TestServer, TOKEN } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer(DISCUSSION)
  const found = (await rows('/objections?author=Ben%20Okoro')) as readonly { id: string; exact: string }[]
  objectionId = found.find(({ exact }) => exact.includes('This is wrong'))!.id
})
afterAll(() => server?.stop())

const authorized = { Authorization: `Bearer ${TOKEN}` }
const say = (body: object, headers: Record<string, string> = authorized): Promise<Answered> =>
  server.send('/judgements', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const rows = async (path: string) => (await server.get(path)).body.rows
/** The objection to the single reviewer, as it is now. */
let objectionId: string
const objection = async () => (await server.get(`/responses/${objectionId}`)).body

describe('a person', () => {
  test('rejects an objection: it leaves the lists, and a filter brings it back', async () => {
    const { id, exact, to } = await objection()
    const { status, headers, body } = await say({ subject: id, verdict: 'rejected' })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/judgements?subject=${id}`)
    expect(body).toMatchObject({
      ...{ subject: id, kind: 'response', verdict: 'rejected', by: 'ed', act: null, target: null },
      ...{ exact, targetExact: to.exact, of: `/responses/${id}` },
    })
    const ids = async (query: string) => (await rows(`/responses?${query}`)).map((row: { id: string }) => row.id)
    expect(await ids('min-confidence=0')).not.toContain(id)
    expect(await ids('judged=rejected')).toEqual([id])
    expect((await server.get(`/responses/${id}`)).body.judgement).toMatchObject({ verdict: 'rejected', by: 'ed' })
  })

  test('saying the same again says nothing new; another word is a new one; both are kept', async () => {
    const { id } = (await rows('/responses?judged=rejected'))[0]
    expect((await say({ subject: id, verdict: 'rejected' })).status).toBe(200)
    expect((await say({ subject: id, verdict: 'confirmed' })).status).toBe(201)
    const said = await rows(`/judgements?subject=${id}`)
    expect(said.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['confirmed', 'rejected'])
    expect(await rows(`/judgements?subject=${id}&verdict=rejected&by=ed`)).toHaveLength(1)
    const { body } = await server.get(`/judgements?subject=${id}&limit=1`)
    expect(body.next).toMatch(/^\/judgements\?subject=.*cursor=/)
    expect((await rows(body.next)).map(({ verdict }: { verdict: string }) => verdict)).toEqual(['rejected'])
  })

  test('corrects act and target: that is what is shown, with the reading of the machine beside it', async () => {
    const { id, act, confidence } = await objection()
    const claim = (await rows('/claims?q=Rollbacks'))[0].id
    const was = (await server.get(`/responses/${id}`)).body.reading
    expect((await say({ subject: id, verdict: 'corrected', act: 'question', target: claim })).status).toBe(201)
    expect((await server.get(`/responses/${id}`)).body).toMatchObject({
      ...{ act: 'question', confidence: 1, to: { claim, exact: 'Rollbacks are always cheap.' } },
      ...{ judgement: { verdict: 'corrected', act: 'question', target: claim }, reading: was },
    })
    expect({ act, confidence }).toEqual({ act: 'objection', confidence: 1 })
    const questions = await rows(`/responses?act=question&target=${claim}`)
    expect(questions.map((row: { id: string }) => row.id)).toContain(id)
  })

  test('rejects a claim', async () => {
    const { id } = (await rows('/claims?q="Nobody reads"'))[0]
    expect((await say({ subject: id, verdict: 'rejected' })).body).toMatchObject({ kind: 'claim', targetExact: null })
    const left = (await rows('/claims?q="Nobody reads"')) as readonly { id: string }[]
    expect(left.map((claim) => claim.id)).not.toContain(id)
    expect((await rows('/claims?judged=rejected'))[0].judgement).toMatchObject({ verdict: 'rejected', by: 'ed' })
  })

  test('is not overwritten when the discussion is ingested again', async () => {
    const before = await rows('/judgements')
    const started = await server.send('/ingest', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-ndjson', ...authorized },
      body: `${LINES.join('\n').replace('at night', 'all night')}\n`,
    })
    expect((await followed(server, started.headers.get('location')!)).state).toBe('done')
    // The reworded objection has another id now: what was said of it follows, with the words that it was said of.
    const words = (said: readonly Record<string, string>[]) =>
      said.map(({ id, exact, verdict }) => ({ id, exact, verdict }))
    expect(words(await rows('/judgements'))).toEqual(words(before))
    expect(await rows(`/judgements?subject=${objectionId}`)).toHaveLength(3)
    expect((await rows('/responses?judged=corrected'))[0]).toMatchObject({ act: 'question', confidence: 1 })
    expect(await rows('/claims?judged=rejected')).toHaveLength(1)
  })

  test('is in the export', async () => {
    const { text } = await server.get('/export')
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const judgements = lines.filter(({ type }) => type === 'judgement')
    expect(judgements.map(({ verdict }) => verdict).sort()).toEqual(['confirmed', 'corrected', 'rejected', 'rejected'])
    expect(lines.find(({ reading }) => reading !== undefined)).toMatchObject({
      act: 'question',
      reading: { act: 'objection' },
    })
  })
})

describe('on the command line', () => {
  const shell = openShell()
  afterAll(() => shell.close())

  test('query judgements lists what was said', async () => {
    const { json } = await shell.run(['query', 'judgements', '--verdict', 'corrected', '--store', server.store])
    expect(json.rows).toEqual(await rows('/judgements?verdict=corrected'))
  })

  test('export --format training gives what was judged as rows to train on', async () => {
    const { stdout } = await shell.run(['export', '--format', 'training', '--store', server.store])
    const labels = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(labels.find(({ type }) => type === 'claim')).toMatchObject({
      ...{
        text: 'I agree with you that nobody reads the reviews.',
        asserts: false,
        verdict: 'rejected',
        by: 'ed',
        group: 'garden:srr',
      },
    })
    expect(labels.find(({ type }) => type === 'act')).toMatchObject({
      ...{ verdict: 'corrected', act: 'question', not: 'objection', group: 'garden:srr' },
      ...{ text: 'This is wrong, because one person cannot watch a rollout all night.', previous: 'I disagree.' },
      answers: { text: 'Rollbacks are always cheap.' },
      read: { act: 'objection', answers: 'A single reviewer is enough for every stage.' },
    })
  })
})

describe('what cannot be said', () => {
  test.each<[string, number, string, () => Promise<object>]>([
    ['of nothing', 404, 'unknown-id', async () => ({ subject: 'r00000000000000000000', verdict: 'confirmed' })],
    ['a verdict that is none', 400, 'bad-body', async () => ({ subject: (await objection()).id, verdict: 'wrong' })],
    [
      'a correction of nothing',
      400,
      'bad-body',
      async () => ({ subject: (await objection()).id, verdict: 'corrected' }),
    ],
    [
      'a rejection with an act',
      ...([400, 'bad-body'] as const),
      async () => ({ subject: (await objection()).id, verdict: 'rejected', act: 'question' }),
    ],
    [
      'an unknown target',
      ...([404, 'unknown-id'] as const),
      async () => ({ subject: (await objection()).id, verdict: 'corrected', target: 'c0' }),
    ],
    [
      'the act of a claim',
      ...([400, 'bad-body'] as const),
      async () => ({ subject: (await rows('/claims'))[0].id, verdict: 'corrected', act: 'question' }),
    ],
  ])('%s', async (_, status, code, body) => {
    expect(await say(await body())).toMatchObject({ status, body: { code } })
  })

  test('without a token', async () => {
    expect(await say({ subject: 'r', verdict: 'confirmed' }, {})).toMatchObject({ status: 401 })
  })

  test('in a body that is no JSON', async () => {
    const send = (type: string, body: string) =>
      server.send('/judgements', { method: 'POST', headers: { 'Content-Type': type, ...authorized }, body })
    expect(await send('application/json', '{')).toMatchObject({ status: 400, body: { code: 'bad-body' } })
    expect(await send('text/plain', 'no')).toMatchObject({ status: 415, body: { code: 'unsupported-type' } })
    const long = JSON.stringify({ subject: 'r'.repeat(70_000) })
    expect(await send('application/json', long)).toMatchObject({ status: 413, body: { code: 'body-too-large' } })
  })
})
