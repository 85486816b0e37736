/** Local files keep no history: each reading is one wording, dated by what is known of its time. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSqlite, type Store } from '../../graph/index.ts'
import { ingest } from '../../src/ingestion/run.ts'
import { question } from '../support/graph.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimthread-'))
  store = await openSqlite(join(folder, 'graph.db'))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const OLD = 'Every lighthouse on this coast needs a keeper who lives there.'
const NEW = 'No lighthouse on this coast needs a keeper any more.'
const FRONT = 'id: keepers\ndate: 2020-05-01'

/** Writes the file and reads it at a time; gives the report. */
function read(body: string, observedAt: string, front = FRONT) {
  writeFileSync(join(folder, 'keepers.md'), `---\n${front}\n---\n\n${body} The light is the same as it was.\n`)
  const inputs = [{ address: join(folder, 'keepers.md') }]
  return ingest({ store, inputs, observedAt, signal: new AbortController().signal, threads: 0 })
}

const dates = async () => (await store.revisions('files:keepers', null)).map(({ at }) => at)

const claims = async (asOf: string | null) => {
  const { rows } = await store.ask(question('claim', {}, { asOf }))
  return rows.map((row) => row.text)
}

it('a later wording is dated by its reading, where the front matter names no later time', async () => {
  await read(OLD, '2024-01-01T00:00:00Z')
  await read(NEW, '2024-06-01T00:00:00Z')
  expect(await dates()).toEqual(['2020-05-01T00:00:00Z', '2024-06-01T00:00:00Z'])
  expect(await claims('2023-01-01T00:00:00Z')).toContain(OLD)
  expect(await claims('2023-01-01T00:00:00Z')).not.toContain(NEW)
  expect(await claims(null)).toContain(NEW)
})

it('the front matter’s own date of the change comes first', async () => {
  await read(OLD, '2024-01-01T00:00:00Z')
  await read(NEW, '2024-06-01T00:00:00Z', `${FRONT}\nupdated: 2024-05-20`)
  expect(await dates()).toEqual(['2020-05-01T00:00:00Z', '2024-05-20T00:00:00Z'])
})

it('a file that did not change is unchanged whenever it is read', async () => {
  await read(OLD, '2024-01-01T00:00:00Z')
  await read(NEW, '2024-06-01T00:00:00Z')
  expect((await read(NEW, '2024-07-01T00:00:00Z')).documents).toEqual({ added: 0, changed: 0, unchanged: 1 })
  expect(await dates()).toHaveLength(2)
})

it('a wording that comes back is a revision of its own', async () => {
  await read(OLD, '2024-01-01T00:00:00Z')
  await read(NEW, '2024-06-01T00:00:00Z')
  await read(OLD, '2024-07-01T00:00:00Z')
  expect(await dates()).toEqual(['2020-05-01T00:00:00Z', '2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z'])
  expect(await claims(null)).toContain(OLD)
})
