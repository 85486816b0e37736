/** Moving a graph: shards of one input into one store, and a copy of a store. */
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShell, type Shell } from './cli.ts'

const sample = fileURLToPath(new URL('../../src/sample/discussion.jsonl', import.meta.url))
let shell: Shell
beforeAll(() => {
  shell = openShell()
})
afterAll(() => shell.close())

const graph = async (store: string): Promise<string> =>
  (await shell.run(['export', '--min-confidence', '0', '--store', store])).stdout

it('shards of one input give the graph that one ingester gives', async () => {
  await shell.run(['ingest', sample, '--store', 'sqlite:whole.db'])
  const parts = await Promise.all(
    ['1/3', '2/3', '3/3'].map((part) => shell.run(['ingest', sample, '--shard', part, '--store', 'sqlite:parts.db'])),
  )
  expect(parts.map(({ status }) => status)).toEqual([0, 0, 0])
  expect(parts.reduce((sum, { json }) => sum + json.documents.added, 0)).toBe(15)
  // Whoever ended last has drained the list; another run finds nothing left.
  await shell.run(['ingest', sample, '--store', 'sqlite:parts.db'])
  expect(await graph('sqlite:parts.db')).toBe(await graph('sqlite:whole.db'))
})

it('a copy exports the same bytes, and says that it was checked', async () => {
  const { status, json } = await shell.run(['copy', '--from', 'sqlite:whole.db', '--to', 'sqlite:copy.db'])
  expect(status).toBe(0)
  expect(json).toMatchObject({ whole: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await graph('sqlite:copy.db')).toBe(await graph('sqlite:whole.db'))
})

it.each([
  [['ingest', sample, '--shard', '4/3'], '--shard must be like 3/8, not "4/3"'],
  [['copy', '--from', 'sqlite:whole.db'], '--to is missing'],
  [['copy', '--from', 'sqlite:whole.db', '--to', 'sqlite:whole.db'], 'the same store'],
])('wrong usage: %j', async (args, message) => {
  const { status, stderr } = await shell.run(args)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
})
