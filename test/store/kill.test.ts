/** What was acknowledged survives the death of the process at any moment, with what was still to be done. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { openSqlite } from '../../graph/index.ts'
import { drain } from './drain.ts'

const folder = mkdtempSync(join(tmpdir(), 'claimthread-kill-'))
const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))

afterAll(() => rmSync(folder, { recursive: true }))

/** Starts the writer where the last one stopped and kills it after some acknowledgements and a moment; gives what it acknowledged. */
function killed(path: string, from: number, acknowledgements: number, moment: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, path, String(from)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stderr.on('data', (data: Buffer) => {
      errors += data.toString()
    })
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString()
      if (out.split('\n').length > acknowledgements) setTimeout(() => child.kill('SIGKILL'), moment)
    })
    child.on('close', (_, signal) => {
      // The last line may be cut off: what was not said whole was not acknowledged.
      if (signal === 'SIGKILL') resolve(out.split('\n').slice(0, -1))
      else reject(new Error(`the writer ended by itself: ${errors}`))
    })
  })
}

it('kill -9 loses no acknowledged document and no task', async () => {
  const path = join(folder, 'test.db')
  const acknowledged: string[] = []
  for (let round = 0; round < 6; round++) {
    const lines = await killed(path, round * 100_000, 2 + round * 3, Math.floor(Math.random() * 30))
    expect(lines.length).toBeGreaterThan(0)
    acknowledged.push(...lines)
    const store = openSqlite(path)
    const known = await store.known(acknowledged)
    expect(acknowledged.filter((document) => !known.has(document))).toEqual([])
    const tasks = new Set((await store.tasks('link', 1_000_000)).map(({ document }) => document))
    expect(lines.filter((document) => !tasks.has(document))).toEqual([])
    // The store is whole: it links what was left, and every claim is found.
    await drain(store)
    expect(await store.tasks('link', 1)).toEqual([])
    await store.close()
  }
  const store = openSqlite(path)
  const { documents, claims } = await store.counts()
  expect(documents).toBeGreaterThanOrEqual(acknowledged.length)
  expect(claims).toBe(documents * 2)
  await store.close()
})
