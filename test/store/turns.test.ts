/** Who judges while an ingest runs in the same thread gets a turn between two batches, and waits for no state but those that follow. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../graph/index.ts'
import { judge } from '../../src/ingestion/drain.ts'
import type { IngestProgress } from '../../src/ingestion/report.ts'
import { ingest } from '../../src/ingestion/run.ts'
import { judgement } from './build.ts'
import { rowsOf } from './drain.ts'

/** More documents than any phase takes in one batch. */
const MANY = 700

let folder: string
let store: Store
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimthread-turns-'))
  store = await openStore(`sqlite:${join(folder, 'store.db')}`)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const document = (id: string, author: string, day: string, body: string, more: object) => ({
  ...{ source: 'f', id, kind: 'comment', author: { id: author, name: author }, createdAt: day },
  ...{ ...more, revisions: [{ number: 1, at: day, format: 'markdown', body }] },
})

function thread(name: string, replies: number): string {
  const answer = '> The harbour freezes every winter.\n\nThis is wrong, because the current is too warm.'
  const place = { parent: name, root: name }
  const lines = [
    document(name, 'ann', '2020-01-01T00:00:00Z', 'The harbour freezes every winter.', { kind: 'post', title: name }),
    ...Array.from({ length: replies }, (_, at) =>
      document(`${name}-${at}`, 'ben', '2020-01-02T00:00:00Z', answer, place),
    ),
  ]
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

async function read(name: string, replies: number, onProgress: (progress: IngestProgress) => void): Promise<void> {
  const address = join(folder, `${name}.jsonl`)
  writeFileSync(address, thread(name, replies))
  const { signal } = new AbortController()
  const observedAt = '2022-01-01T00:00:00Z'
  const report = await ingest({ store, inputs: [{ address }], observedAt, signal, threads: 0, onProgress })
  expect(report.bad).toEqual([])
}

test('a judgement is kept while each phase of an ingest goes on', async () => {
  await read('first', 1, () => {})
  const [objection] = await rowsOf(store, 'response', { act: ['objection'] })
  const said: IngestProgress['phase'][] = []
  let ended = false
  const asked = new Set<IngestProgress['phase']>()
  const judging: Promise<void>[] = []
  const say = (phase: IngestProgress['phase']): void => {
    if (asked.has(phase)) return
    asked.add(phase)
    const at = `2023-01-0${asked.size}T00:00:00Z`
    const word = judgement(objection!.id, asked.size % 2 === 0 ? 'confirmed' : 'rejected', { at })
    const told = new Promise<void>((resolve) => setImmediate(resolve)).then(() => judge(store, word))
    judging.push(told.then(() => void (ended || said.push(phase))))
  }
  await read('second', MANY, ({ phase, done, total }) => (total === null || done < total ? say(phase) : undefined))
  ended = true
  await Promise.all(judging)
  expect(said).toEqual(['reading', 'linking', 'states'])
}, 60_000)
