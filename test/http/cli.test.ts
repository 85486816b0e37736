import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createWeb } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Shell } from './cli.ts'
import { openShell } from './cli.ts'
import { DISCUSSION, LINES } from './discussion.ts'

let shell: Shell
const put = (name: string, text: string): string => {
  writeFileSync(join(shell.folder, name), text)
  return name
}
beforeAll(async () => {
  shell = openShell()
  put('discussion.jsonl', DISCUSSION)
  expect(await shell.run(['ingest', 'discussion.jsonl', '--store', 'sqlite:known.db'])).toMatchObject({ status: 0 })
})
afterAll(() => shell.close())

describe('ingest', () => {
  test('reports as JSON on stdout; the second time nothing is new', async () => {
    const first = await shell.run(['ingest', 'discussion.jsonl', '--store', 'sqlite:twice.db'])
    expect(first).toMatchObject({
      status: 0,
      json: { documents: { added: 6, changed: 0, unchanged: 0 }, revisions: 7, badCount: 0 },
    })
    const second = await shell.run(['ingest', 'discussion.jsonl', '--store', 'sqlite:twice.db'])
    expect(second).toMatchObject({
      status: 0,
      json: {
        documents: { added: 0, changed: 0, unchanged: 6 },
        revisions: 0,
        claims: { added: 0, removed: 0 },
        responses: 0,
      },
    })
  })

  test('a line broken in the middle: what is whole is stored, the line is named, exit 1', async () => {
    put('broken.jsonl', `${LINES[0]}\n{"source":"garden","id"\n${LINES[1]}\n`)
    const { status, json, stderr } = await shell.run(['ingest', 'broken.jsonl', '--store', 'sqlite:broken.db'])
    expect(status).toBe(1)
    expect(json).toMatchObject({
      documents: { added: 2 },
      badCount: 1,
      bad: [{ line: 2, reason: expect.stringMatching(/\S/) }],
    })
    expect(stderr).toMatch(/^bad: .*broken\.jsonl:2: /m)
  })

  test('two texts for one revision: one is kept, the other is told', async () => {
    const other = LINES[1]!.replace('This is wrong', 'This is mistaken')
    put('conflict.jsonl', `${LINES[1]}\n${other}\n`)
    const { json, stderr } = await shell.run(['ingest', 'conflict.jsonl', '--store', 'sqlite:conflict.db'])
    expect(json).toMatchObject({ documents: { added: 1 }, conflictCount: 1, conflicts: [{ revision: 'garden:r1@1' }] })
    expect(stderr).toMatch(/^conflict: garden:r1@1: /m)
  })

  test.each([
    ['a path that does not exist', ['ingest', 'nowhere.jsonl'], /nowhere\.jsonl/],
    ['an empty file', ['ingest', 'empty.jsonl'], /empty/],
  ])('%s: exit 1, and it is named', async (_, args, said) => {
    put('empty.jsonl', '')
    const { status, stderr } = await shell.run([...args, '--store', 'sqlite:none.db'])
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(said) })
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test('a web address is fetched; one that cannot be had is bad', async () => {
    const page = createWeb((_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<p>Rollouts need owners.</p>'),
    )
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}/owners`
    const there = await shell.run(['ingest', url, '--store', 'sqlite:web.db'])
    page.close()
    expect(there).toMatchObject({ status: 0, json: { documents: { added: 1 } } })
    const gone = await shell.run(['ingest', url, '--store', 'sqlite:web.db'])
    expect(gone).toMatchObject({ status: 1, json: { bad: [{ file: url, line: null }] } })
    expect(gone.stderr).toContain('cannot be reached')
  })

  test('--limit reads so many documents', async () => {
    const { json } = await shell.run(['ingest', 'discussion.jsonl', '--limit', '2', '--store', 'sqlite:limited.db'])
    expect(json.documents).toEqual({ added: 2, changed: 0, unchanged: 0 })
  })

  test('Ctrl-C ends at a batch, says what is stored, and the next run goes on', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => LINES[1]!.replaceAll('"r1"', `"many${at}"`)).join('\n')
    put('many.jsonl', many)
    const store = ['--store', 'sqlite:stopped.db']
    const started = shell.start(['ingest', 'many.jsonl', ...store])
    while (!existsSync(join(shell.folder, 'stopped.db-wal'))) await new Promise((resolve) => setTimeout(resolve, 10))
    started.child.kill('SIGINT')
    const { status, json, stderr } = await started.ended
    expect(status).toBe(130)
    expect(json.stopped).toBe(true)
    expect(stderr).toContain('Stopped.')
    const { json: rest } = await shell.run(['ingest', 'many.jsonl', ...store])
    expect(rest.documents).toEqual({ added: 1500 - json.documents.added, changed: 0, unchanged: json.documents.added })
  })
})

describe('query and ask', () => {
  const known = ['--store', 'sqlite:known.db']

  test.each(['SRR', 'srr', 'Staged Rollout Review'])('objections --target %s', async (name) => {
    const { status, json, stderr } = await shell.run(['query', 'objections', '--target', name, ...known])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(json.rows.map(({ exact }: { exact: string }) => exact)).toContain(
      'I am (and have always been) a skeptic of SRR.',
    )
  })

  test.each([
    'objections',
    'responses',
    'support',
    'questions',
    'concessions',
    'claims',
    'documents',
    'concepts',
    'authors',
    'disagreements',
  ])('%s are listed', async (kind) => {
    const { status, json } = await shell.run(['query', kind, '--limit', '3', ...known])
    expect(status).toBe(0)
    expect(json.asked).toMatch(/\S/)
    expect(json.rows).toBeInstanceOf(Array)
  })

  test('every filter is an option', async () => {
    const { json } = await shell.run([
      'query',
      'responses',
      '--act',
      'objection,support',
      '--author',
      'Cy Laurent',
      '--since',
      '2021-06-04',
      ...known,
    ])
    expect(json.rows.length).toBeGreaterThan(0)
    for (const row of json.rows) expect(row.author.name).toBe('Cy Laurent')
    expect((await shell.run(['query', 'search', '--q', 'rollbacks cheap', ...known])).json.rows.length).toBeGreaterThan(
      0,
    )
  })

  test('ask answers as over HTTP; what it does not understand is said on stderr', async () => {
    const { json } = await shell.run(['ask', 'which objections target SRR', ...known])
    expect(json).toMatchObject({ understood: true, self: expect.stringMatching(/^\/objections\?target=SRR/) })
    const { status, stderr } = await shell.run(['ask', 'is one reviewer enough', ...known])
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('Not understood') })
  })

  test('export: to stdout or to a file, the same bytes each time', async () => {
    const { status, stdout } = await shell.run(['export', '--format', 'jsonl', ...known])
    expect(status).toBe(0)
    await shell.run(['export', '--out', 'out.jsonl', ...known])
    expect(readFileSync(join(shell.folder, 'out.jsonl'), 'utf8')).toBe(stdout)
    for (const line of stdout.trim().split('\n')) expect(JSON.parse(line).type).toBeTypeOf('string')
  })

  test('the store may be named by the environment', async () => {
    const { json } = await shell.run(['query', 'documents'], { CLAIMTHREAD_STORE: 'sqlite:known.db' })
    expect(json.rows.length).toBe(6)
  })

  test('reindex has nothing to do, doctor finds nothing wrong', async () => {
    expect(await shell.run(['reindex', ...known])).toMatchObject({
      status: 0,
      json: { documents: { added: 0, changed: 0 } },
    })
    expect(await shell.run(['doctor', ...known])).toMatchObject({ status: 0, json: { findings: expect.any(Array) } })
  })
})

describe('wrong usage: exit 2, and how to mend it', () => {
  test.each([
    [['ingets', 'x'], /there is no verb "ingets". Did you mean ingest\?/],
    [[], /Usage: claimthread/],
    [['query'], /missing required argument 'kind'/],
    [['query', 'objectoins'], /"objectoins" cannot be listed. Did you mean objections\?/],
    [['query', 'objections', '--tarjet', 'SRR'], /unknown option '--tarjet'[\s\S]*--target/],
    [['query', 'concepts', '--target', 'SRR'], /--target is no option of "query concepts"/],
    [['query', 'objections', '--limit', 'many'], /--limit: must be a whole number/],
    [['query', 'objections', '--since', 'soon'], /--since: must be an ISO 8601 date/],
    [['query', 'search'], /--q: is needed/],
    [['query', 'objections', '--cursor', 'bm9ib2R5'], /--cursor does not belong/],
    [['ingest'], /missing required argument/],
    [['ingest', 'discussion.jsonl', '--limit', '0'], /--limit must be a whole number/],
    [['ingest', 'discussion.jsonl', '--source', 'nothing'], /nothing/],
    [['serve', '--port', 'eighty'], /--port must be a number/],
    [['export', '--format', 'xml'], /--format must be one of jsonl/],
    [['ask', 'x', '--as-of', 'once'], /--as-of must be an ISO 8601 date/],
    [['query', 'objections', '--store', 'mysql://x'], /"mysql:" is no kind of store/],
  ] as const)('%j', async (args, said) => {
    const { status, stdout, stderr } = await shell.run(args, { CLAIMTHREAD_STORE: 'sqlite:known.db' })
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(said) })
  })

  test('--help is no fault', async () => {
    const { status, stdout } = await shell.run(['--help'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('ingest') })
    expect((await shell.run(['query', '--help'])).stdout).toContain('--target-state')
  })
})

describe('what fails: exit 1, in a sentence', () => {
  test.each([
    [['query', 'objections', '--store', 'sqlite:missing.db'], /There is no store at sqlite:missing.db. Make one with/],
    [
      ['query', 'objections', '--target', 'SRRR', '--store', 'sqlite:known.db'],
      /Nothing is known by the name "SRRR". Did you mean .*SRR/,
    ],
    [['query', 'objections', '--store', 'sqlite:no-store.db'], /no-store.db/],
    [['export', '--out', 'nowhere/out.jsonl', '--store', 'sqlite:known.db'], /nowhere\/out.jsonl cannot be written/],
  ])('%j', async (args, said) => {
    put('no-store.db', 'This is no database, and it is longer than a page header would be. '.repeat(20))
    const { status, stdout, stderr } = await shell.run(args)
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(said) })
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test('querying makes no store', () => {
    expect(existsSync(join(shell.folder, 'missing.db'))).toBe(false)
  })
})

describe('start and serve', () => {
  test('start makes a store with the sample, answers one question, serves, and stops; the second start works at once', async () => {
    const folder = join(shell.folder, 'first')
    mkdirSync(folder)
    const args = ['start', '--port', '0', '--store', `sqlite:${join(folder, 'claimthread.db')}`]
    const first = shell.start(args)
    const [, url] = await first.seen(/"url": "(http:\/\/127\.0\.0\.1:\d+)"/)
    await first.seen(/\? which objections target IDA[\s\S]*skeptic[\s\S]*Ctrl-C stops/)
    const answer = (await (await fetch(`${url}/objections?target=IDA`)).json()) as { rows: unknown[] }
    expect(answer.rows.length).toBeGreaterThan(0)
    const tokens = join(folder, 'claimthread.db.tokens')
    expect(statSync(tokens).mode & 0o777).toBe(0o600)
    first.child.kill('SIGTERM')
    const ended = await first.ended
    expect(ended).toMatchObject({ status: 0, stderr: expect.stringContaining(`Made a token for writing in ${tokens}`) })
    const second = shell.start(args)
    await second.seen(/Ctrl-C stops/)
    second.child.kill('SIGINT')
    const again = await second.ended
    expect(again).toMatchObject({ status: 0, stderr: expect.not.stringContaining('Making') })
    expect(again.stderr).toContain(`The token for writing is in ${tokens}`)
  })

  test('a port in use: exit 1, and what to do', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as AddressInfo
    const { status, stderr } = await shell.run(['serve', '--port', String(port), '--store', 'sqlite:known.db'])
    holder.close()
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining(`Port ${port} of 127.0.0.1 is in use`),
    })
    expect(stderr).toContain('--port')
  })

  test('tokens of the environment are taken, and never shown', async () => {
    const started = shell.start(['serve', '--port', '0', '--store', 'sqlite:known.db'], {
      CLAIMTHREAD_TOKENS: 'ed:0123456789',
    })
    const [, url] = await started.seen(/"url": "([^"]+)"/)
    const headers = { 'Content-Type': 'text/plain', Authorization: 'Bearer 0123456789' }
    expect(
      (await fetch(`${url}/ingest?name=note`, { method: 'POST', headers, body: 'Staging takes time.' })).status,
    ).toBe(202)
    started.child.kill('SIGTERM')
    const { stdout, stderr, status } = await started.ended
    expect(status).toBe(0)
    expect(stdout + stderr).not.toContain('0123456789')
  })
})
