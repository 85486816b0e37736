/** A language model as the reader of replies, over real HTTP: an endpoint that answers well, badly, slowly and not at all. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../graph/index.ts'
import type { IngestReport } from '../../src/ingestion/report.ts'
import { ingest } from '../../src/ingestion/run.ts'
import { completion, type Endpoint, openEndpoint, sentencesIn, well } from '../support/endpoint.ts'
import { question } from '../support/graph.ts'
import { openShell } from './cli.ts'
import { DISCUSSION, LINES } from './discussion.ts'

let endpoint: Endpoint
let folder: string
let store: Store
let said: string[]
let env: Record<string, string>

beforeEach(async () => {
  endpoint = await openEndpoint()
  folder = mkdtempSync(join(tmpdir(), 'claimthread-llm-'))
  store = await openStore(`sqlite:${join(folder, 'graph.db')}`)
  writeFileSync(join(folder, 'discussion.jsonl'), DISCUSSION)
  said = []
  env = {
    CLAIMTHREAD_LLM_URL: endpoint.url,
    CLAIMTHREAD_LLM_MODEL: 'small',
    CLAIMTHREAD_LLM_CACHE: join(folder, 'answers.db'),
    CLAIMTHREAD_LLM_TRIES: '2',
  }
})
afterEach(async () => {
  await store.close()
  await endpoint.close()
  rmSync(folder, { recursive: true, force: true })
})

const OBSERVED = '2025-01-01T00:00:00Z'
const REPLIES = LINES.length - 1

function read(some: Partial<Parameters<typeof ingest>[0]> = {}): Promise<IngestReport> {
  return ingest({
    ...{ store, inputs: [{ address: join(folder, 'discussion.jsonl') }], observedAt: OBSERVED, threads: 0 },
    ...{ signal: new AbortController().signal, model: 'llm', env, say: (message: string) => said.push(message) },
    ...some,
  })
}

/** Reading on, with a store that is made anew. */
async function another(): Promise<Store> {
  await store.close()
  store = await openStore(`sqlite:${join(folder, 'another.db')}`)
  return store
}

const models = async (): Promise<Set<string>> => {
  const { rows } = await store.ask(question('response', { 'min-confidence': '0' } as never))
  return new Set(rows.map(({ model }) => model))
}

describe('it answers well', () => {
  test('every reply is asked about once; the model stands on every response that it found', async () => {
    const report = await read()
    expect(report).toMatchObject({
      badCount: 0,
      languageModel: { model: 'llm/small', requests: REPLIES, cached: 0, left: 0, dropped: 0, inputTokens: 5000 },
    })
    expect(await models()).toEqual(new Set(['llm/small', 'rules@1']))
    const { rows } = await store.ask(question('response', { act: ['objection'] } as never))
    expect(rows.map(({ exact }) => exact)).toContain('Nobody reads the reviews.')
  })

  test('strict JSON by schema is asked for; names and other revisions stay here', async () => {
    await read()
    for (const { asked } of endpoint.received) {
      expect(asked).toMatchObject({ model: 'small', temperature: 0, response_format: { type: 'json_schema' } })
      expect(JSON.stringify(asked)).not.toMatch(/Ferreira|Okoro|Laurent/)
    }
  })

  test('what it will take is said before, and with a price what it costs', async () => {
    await read({ env: { ...env, CLAIMTHREAD_LLM_PRICE: '10,20' } })
    expect(said).toEqual([
      expect.stringMatching(
        /^small at 127\.0\.0\.1:\d+: 5 replies to read, 0 of them known\. About 5 requests, [\d,]+ tokens in, [\d,]+ out, 0\.\d+ by CLAIMTHREAD_LLM_PRICE; the budget is 1,000,000 tokens/,
      ),
    ])
  })

  test('read again, or into a store made anew, nothing is asked: answers are kept', async () => {
    await read()
    expect(await read()).toMatchObject({ documents: { unchanged: 6 }, languageModel: { requests: 0 } })
    await another()
    const report = await read()
    expect(report.languageModel).toMatchObject({ requests: 0, cached: REPLIES, inputTokens: 0 })
    expect(endpoint.received).toHaveLength(REPLIES)
    expect(await models()).toEqual(new Set(['llm/small', 'rules@1']))
  })

  test('the key goes to the endpoint and nowhere else', async () => {
    endpoint.behave(() => ({ status: 401, body: { error: { message: 'bad key sk-secret' } } }))
    const report = await read({ env: { ...env, CLAIMTHREAD_LLM_KEY: 'sk-secret' } })
    expect(endpoint.received[0]!.authorization).toBe('Bearer sk-secret')
    expect(JSON.stringify([report, said])).not.toContain('sk-secret')
    expect(readFileSync(join(folder, 'answers.db')).includes('sk-secret')).toBe(false)
  })
})

describe('a store keeps its model', () => {
  test('another model, or another name of it, is refused', async () => {
    await read()
    await expect(read({ model: 'fast' })).rejects.toThrow(/made with llm\/small/)
    await expect(read({ env: { ...env, CLAIMTHREAD_LLM_MODEL: 'large' } })).rejects.toThrow(/a store keeps one model/)
  })

  test('a store made without it never asks', async () => {
    await ingest({
      ...{ store, inputs: [{ address: join(folder, 'discussion.jsonl') }], observedAt: OBSERVED, threads: 0, env },
      signal: new AbortController().signal,
    })
    await expect(read()).rejects.toThrow(/--model llm: this store was made with fast/)
    expect(endpoint.received).toEqual([])
  })

  test('with nothing left to be read, no settings are needed: it can be served anywhere', async () => {
    await read()
    expect(await read({ inputs: [], env: {} })).toMatchObject({ badCount: 0, linked: 0 })
  })

  test.each([
    [{ CLAIMTHREAD_LLM_URL: '' }, /CLAIMTHREAD_LLM_URL is not set/],
    [{ CLAIMTHREAD_LLM_URL: 'ftp://x' }, /must be an http or https address/],
    [{ CLAIMTHREAD_LLM_MODEL: '' }, /CLAIMTHREAD_LLM_MODEL is not set/],
    [{ CLAIMTHREAD_LLM_BUDGET: 'much' }, /CLAIMTHREAD_LLM_BUDGET must be a whole number/],
    [{ CLAIMTHREAD_LLM_PRICE: '1' }, /CLAIMTHREAD_LLM_PRICE must be two numbers/],
  ])('%j', async (wrong, message) => {
    await expect(read({ env: { ...env, ...wrong } })).rejects.toThrow(message)
  })
})

describe('the budget', () => {
  test('above it nothing is sent; with a larger one the same command goes on', async () => {
    const small = { ...env, CLAIMTHREAD_LLM_BUDGET: '500' }
    await expect(read({ env: small })).rejects.toThrow(/the budget is 500 tokens.*Nothing was sent/)
    expect(endpoint.received).toEqual([])
    expect(await read()).toMatchObject({ documents: { unchanged: 6 }, linked: 6, languageModel: { left: 0 } })
  })

  test('an endpoint that takes more than was estimated is asked until the budget is used up, and no more', async () => {
    const dear = (...args: Parameters<typeof well>) => {
      const told = well(...args)
      return { body: { ...(told.body as object), usage: { prompt_tokens: 25_000, completion_tokens: 1000 } } }
    }
    endpoint.behave(dear)
    const report = await read({ env: { ...env, CLAIMTHREAD_LLM_BUDGET: '40000', CLAIMTHREAD_LLM_PARALLEL: '1' } })
    expect(endpoint.received.length).toBeLessThan(REPLIES)
    expect(report.bad.at(-1)).toMatchObject({ reason: expect.stringMatching(/budget of 40,000 tokens .* is used up/) })
    expect(report.languageModel!.left).toBe(REPLIES - endpoint.received.length)
    expect((await store.counts()).tasks).toBeGreaterThan(0)
  })
})

describe('it answers badly', () => {
  test('what is no JSON is asked for once more, with what is wrong', async () => {
    endpoint.behave((asked, nth) => (asked.messages.length === 2 ? completion('no idea') : well(asked, nth)))
    expect(await read()).toMatchObject({ badCount: 0, languageModel: { requests: 2 * REPLIES, left: 0 } })
    expect(endpoint.received.at(-1)!.asked.messages.at(-1)!.content).toContain('holds no JSON object')
  })

  test('an endpoint that knows no schema is asked more simply, the next time at once', async () => {
    endpoint.behave((asked, nth) =>
      asked.response_format ? { status: 400, body: { error: 'response_format is not supported' } } : well(asked, nth),
    )
    const report = await read({ env: { ...env, CLAIMTHREAD_LLM_PARALLEL: '1' } })
    expect(report).toMatchObject({ badCount: 0, languageModel: { left: 0 } })
    expect(endpoint.received.filter(({ asked }) => asked.response_format)).toHaveLength(2)
  })

  test.each([
    ['never JSON', () => completion('{"act": '), /is not JSON|holds no JSON/],
    ['a refusal', () => completion('', { message: { content: null, refusal: 'I will not read that' } }), /it refuses/],
    ['an answer cut off', () => completion('{', { finish_reason: 'length' }), /cut off/],
    ['no chat completion', () => ({ body: { hello: 'world' } }), /no chat completion/],
    ['a page of HTML', () => ({ body: '<html>' }), /is not JSON/],
  ])('%s: the document is named, stays to be read, and is read when it answers', async (_, behaviour, why) => {
    endpoint.behave(behaviour)
    const report = await read()
    expect(report).toMatchObject({ badCount: REPLIES, linked: 1, languageModel: { left: REPLIES } })
    expect(report.bad[0]).toEqual({
      file: expect.stringMatching(/^garden:r\d$/),
      line: null,
      reason: expect.stringMatching(why),
    })
    endpoint.behave(well)
    expect(await read()).toMatchObject({ badCount: 0, linked: REPLIES, languageModel: { left: 0 } })
  })

  test('one document refused: the others are read', async () => {
    endpoint.behave((asked, nth) =>
      [...sentencesIn(asked).values()].includes('Nobody reads the reviews.') &&
      asked.messages[1]!.content.includes('S2')
        ? completion('', { finish_reason: 'content_filter' })
        : well(asked, nth),
    )
    const report = await read()
    expect(report.bad.map(({ file }) => file)).toContain('garden:r3')
    expect(report.linked + report.languageModel!.left).toBe(LINES.length)
  })

  test('words that do not stand in the text make no response', async () => {
    endpoint.behave((asked, nth) => {
      const told = well(asked, nth).body as { choices: { message: { content: string } }[] }
      const answer = JSON.parse(told.choices[0]!.message.content) as { responses: object[] }
      const invented = { ...answer.responses[0], quote: 'words that nobody wrote', sentence: 'S1' }
      return completion(JSON.stringify({ ...answer, responses: [...answer.responses, invented] }))
    })
    expect((await read()).languageModel).toMatchObject({ dropped: REPLIES, left: 0 })
    const { rows } = await store.ask(question('response', { 'min-confidence': '0' } as never))
    expect(rows.filter(({ evidence }) => evidence?.includes('nobody wrote'))).toEqual([])
  })
})

describe('it answers slowly, or not at all', () => {
  test('too many requests: it is asked again when it wants to be', async () => {
    endpoint.behave((asked, nth) =>
      nth <= 2 ? { status: 429, headers: { 'Retry-After': '0' }, body: { error: 'slow down' } } : well(asked, nth),
    )
    expect(await read({ env: { ...env, CLAIMTHREAD_LLM_TRIES: '4' } })).toMatchObject({ badCount: 0 })
    expect(endpoint.received).toHaveLength(REPLIES + 2)
  })

  test('a server fault is tried again', async () => {
    endpoint.behave((asked, nth) =>
      nth === 1 ? { status: 503, headers: { 'Retry-After': '0' }, body: 'loading' } : well(asked, nth),
    )
    expect(await read()).toMatchObject({ badCount: 0, languageModel: { left: 0 } })
  })

  test('a wait longer than a run is for the next run', async () => {
    endpoint.behave(() => ({ status: 429, headers: { 'Retry-After': '86400' }, body: { error: 'tomorrow' } }))
    const report = await read()
    expect(report.bad.at(-1)!.reason).toMatch(/asks to wait 86400 s/)
    expect(report.languageModel).toMatchObject({ left: REPLIES })
  })

  test.each([
    ['a wrong key', { status: 401, body: { error: { message: 'no such key' } } }, /401: no such key/],
    ['no such model', { status: 404, body: { error: { message: 'small is not here' } } }, /404: small is not here/],
    ['quota', { status: 429, body: { error: { code: 'insufficient_quota', message: 'pay' } } }, /429/],
    ['a redirect', { status: 302, headers: { Location: 'http://127.0.0.1:1/' } }, /cannot be reached|302/],
  ])('%s ends the asking at once; nothing is lost', async (_, told, why) => {
    endpoint.behave(() => told)
    const report = await read({ env: { ...env, CLAIMTHREAD_LLM_PARALLEL: '1', CLAIMTHREAD_LLM_TRIES: '1' } })
    expect(report.bad.at(-1)).toMatchObject({ file: 'language model', reason: expect.stringMatching(why) })
    expect(endpoint.received.length).toBeLessThanOrEqual(3)
    endpoint.behave(well)
    expect(await read()).toMatchObject({ badCount: 0, linked: REPLIES, languageModel: { left: 0 } })
  })

  test('no answer at all: after some replies it is given up, and said', async () => {
    endpoint.behave(() => ({ never: true }))
    const patient = { ...env, CLAIMTHREAD_LLM_TIMEOUT: '1', CLAIMTHREAD_LLM_TRIES: '1' }
    const report = await read({ env: patient })
    expect(report.bad.map(({ reason }) => reason)).toContain('no more was read: it took more than 1 s')
    expect(report.languageModel).toMatchObject({ left: REPLIES })
  })

  test('nobody there: said in a sentence', async () => {
    const gone = await openEndpoint()
    await gone.close()
    const report = await read({ env: { ...env, CLAIMTHREAD_LLM_URL: gone.url, CLAIMTHREAD_LLM_TRIES: '1' } })
    expect(report.bad.at(-1)!.reason).toMatch(/no more was read: it cannot be reached: ECONNREFUSED/)
  })

  test('stopped while it waits: what was answered is kept, the rest goes on later without input', async () => {
    const stop = new AbortController()
    endpoint.behave((asked, nth) => {
      if (nth < 3) return well(asked, nth)
      setTimeout(() => stop.abort(), 50)
      return { never: true }
    })
    const one = { ...env, CLAIMTHREAD_LLM_PARALLEL: '1' }
    expect(await read({ env: one, signal: stop.signal })).toMatchObject({ stopped: true, badCount: 0 })
    endpoint.behave(well)
    const asked = endpoint.received.length
    expect(await read({ inputs: [] })).toMatchObject({ badCount: 0, languageModel: { left: 0 } })
    expect(endpoint.received.length - asked).toBe(REPLIES - 2)
    expect((await store.counts()).tasks).toBe(0)
  })
})

test('on the command line: what it will take is told, a failure is exit 1, the doctor knows', async () => {
  const shell = openShell()
  writeFileSync(join(shell.folder, 'discussion.jsonl'), DISCUSSION)
  const args = ['ingest', 'discussion.jsonl', '--store', 'sqlite:llm.db', '--model', 'llm']
  try {
    expect(await shell.run(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('CLAIMTHREAD_LLM_') })
    expect(await shell.run([...args.slice(0, -1), 'best'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--model must be one of'),
    })
    const tooDear = await shell.run(args, { ...env, CLAIMTHREAD_LLM_BUDGET: '100' })
    expect(tooDear).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was sent') })
    const done = await shell.run(args, env)
    expect(done).toMatchObject({ status: 0, json: { languageModel: { requests: REPLIES, left: 0 } } })
    expect(done.stderr).toContain(`About ${REPLIES} requests`)
    const { json } = await shell.run(['doctor', '--store', 'sqlite:llm.db'], env)
    expect(json.findings).toContainEqual({ what: 'model', state: 'ok', said: 'llm/small' })
    expect((await shell.run(['doctor', '--store', 'sqlite:llm.db'])).status).toBe(1)
  } finally {
    shell.close()
  }
})
