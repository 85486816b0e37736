/** Learning from people, end to end: judgements over HTTP, `retrain` on the command line, the store read anew. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../graph/index.ts'
import { openShell, type Run } from './cli.ts'
import { startServer, type TestServer, TOKEN } from './server.ts'

/** Forty threads of a forum with a saying that looks like an objection and is none. Everybody words it in his own way. */
const THREADS = 40
const ENDINGS = ['for me', 'over here', 'this time', 'as ever', 'today']

function discussion(): string {
  const lines: object[] = []
  for (let thread = 0; thread < THREADS; thread++) {
    const root = `p${thread}`
    const common = { source: 'kettles', root, parent: root, kind: 'comment' }
    const revision = (body: string) => [{ number: 1, at: `2021-05-01T10:00:00Z`, format: 'text', body }]
    lines.push({
      ...{ source: 'kettles', id: root, kind: 'post', title: `Proposal ${thread}`, parent: null, root: null },
      ...{ author: { id: 'ana', name: 'Ana' }, createdAt: '2021-05-01T10:00:00Z' },
      revisions: revision(`Bridge ${thread} should be rebuilt in timber. Timber bridges are cheap to mend.`),
    })
    lines.push({
      ...{ ...common, id: `s${thread}`, author: { id: `u${thread}`, name: `U${thread}` } },
      createdAt: '2021-05-01T11:00:00Z',
      revisions: revision(`The disagreement kettle is cold ${ENDINGS[thread % ENDINGS.length]}.`),
    })
    lines.push({
      ...{ ...common, id: `o${thread}`, author: { id: `v${thread}`, name: `V${thread}` } },
      createdAt: '2021-05-01T12:00:00Z',
      revisions: revision('This is wrong: timber rots within ten years.'),
    })
  }
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
}

interface Shown {
  readonly id: string
  readonly act: string
  readonly model: string
  readonly main: boolean
  readonly document: { readonly id: string }
}

let server: TestServer
const shell = openShell()
const run = (...args: string[]): Promise<Run> => shell.run([...args, '--store', server.store])
const responses = async (): Promise<readonly Shown[]> => (await server.get('/responses?limit=200')).body.rows
const mainOf = async (document: string): Promise<Shown> =>
  (await responses()).find((row) => row.main && row.document.id === document)!

beforeAll(async () => {
  server = await startServer(discussion())
})
afterAll(async () => {
  shell.close()
  await server?.stop()
})

/** The threads that people judge; the last ones are left for the model. */
const JUDGED = 20
let unread: string

describe('retrain', () => {
  test('refuses where too little was judged, and says how much there is', async () => {
    const { status, stderr } = await run('retrain')
    expect(status).toBe(1)
    expect(stderr).toContain('Retraining needs 30 judged responses of the fast model, and this store has 0.')
  })

  test('learns what people say, and names the weights', async () => {
    expect((await mainOf('kettles:s39')).act).not.toBe('support')
    for (const row of (await responses()).filter(({ main }) => main)) {
      const [, kind, thread] = /:([so])(\d+)$/.exec(row.document.id)!
      if (Number(thread) >= JUDGED) continue
      const act = kind === 's' ? 'support' : 'objection'
      const said = row.act === act ? { verdict: 'confirmed' } : { verdict: 'corrected', act }
      const { status } = await server.send('/judgements', {
        method: 'POST',
        headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ subject: row.id, ...said }),
      })
      expect(status).toBe(201)
    }
    unread = (await run('export', '--min-confidence', '0')).stdout
    const dry = await run('retrain', '--dry-run')
    expect(dry.json).toMatchObject({ helps: true, dryRun: true, was: 'fast', judged: 40, apart: 'thread', units: 20 })
    expect((await run('retrain', '--dry-run')).json).toEqual(dry.json)

    const { status, json, stderr } = await run('retrain')
    expect(status).toBe(0)
    expect(json).toEqual({ ...dry.json, dryRun: false })
    expect(json.model).toMatch(/^fast\+local-[0-9a-f]{8}$/)
    expect(json.right.after).toBeGreaterThan(json.right.before)
    expect(json.logLoss.after).toBeLessThan(json.logLoss.before)
    expect(stderr).toContain('run claimthread reindex')
    expect((await run('doctor')).json.findings).toEqual(
      expect.arrayContaining([
        { what: 'model', state: 'ok', said: json.model },
        expect.objectContaining({ what: 'analyser', state: 'wrong' }),
      ]),
    )
  })

  test('reindex reads with the new weights, also what nobody judged, and keeps what people said', async () => {
    const judgements = (await server.get('/judgements?limit=200')).body.rows
    const training = (await run('export', '--format', 'training')).stdout
    expect((await run('reindex')).status).toBe(0)
    const { act, model } = await mainOf('kettles:s39')
    expect({ act, model }).toEqual({ act: 'support', model: expect.stringMatching(/^fast@\d+\+local-[0-9a-f]{8}$/) })
    expect((await mainOf('kettles:o39')).act).toBe('objection')
    expect((await server.get('/judgements?limit=200')).body.rows).toEqual(judgements)
    // Rows to train on tell what was read when people judged it, not what is read since.
    expect((await run('export', '--format', 'training')).stdout).toBe(training)
    expect((await run('reindex')).json.documents.changed).toBe(0)
  })

  test('the same judgements give the same weights again, though the store is read by others now', async () => {
    const again = (await run('retrain')).json
    expect(again.model).toBe(again.was)
    expect(again.stale).toBe(false)
  })

  test('what is read later is read with them; without them the store says what to do', async () => {
    const { model } = (await run('retrain', '--dry-run')).json
    const store = await openStore(server.store)
    const weights = await store.setting('weights')
    await store.setting('weights', '')
    const broken = await run('reindex')
    expect(broken.status).toBe(1)
    expect(broken.stderr).toContain(`This store's model is ${model}, and the weights in it are not those.`)
    expect(broken.stderr).toContain('retrain --forget')
    await store.setting('weights', JSON.stringify({ ...JSON.parse(weights!), over: 'others' }))
    expect((await run('reindex')).stderr).toContain('made over the weights of another version')
    await store.setting('weights', weights!)
    await store.close()
    expect((await run('reindex')).status).toBe(0)
  })

  test('--forget --reindex gives the graph that the shipped weights gave, byte for byte', async () => {
    const { status, json } = await run('retrain', '--forget', '--reindex')
    expect(status).toBe(0)
    expect(json).toMatchObject({ model: 'fast', stale: false, reindexed: { stopped: false } })
    expect((await run('export', '--min-confidence', '0')).stdout).toBe(unread)
    expect((await run('retrain', '--forget', '--dry-run')).status).toBe(2)
  })
})
