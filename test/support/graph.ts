/** A real store in a folder of its own, filled by the app's own ingest. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite, type Question, type RowKind, type Store } from '../../graph/index.ts'
import { ingest } from '../../src/ingestion/run.ts'
import type { Model } from '../../src/models.ts'

export const OBSERVED = '2025-01-01T00:00:00Z'

export interface Filled {
  readonly store: Store
  readonly folder: string
  close(): Promise<void>
}

/** Ingests lines of discussion JSONL into a new SQLite store, one call of `ingest` for each list of lines. */
export function filled(...inputs: readonly (readonly string[])[]): Promise<Filled> {
  return filledBy('fast', ...inputs)
}

/** The same, with a model of its own. */
export async function filledBy(model: Model, ...inputs: readonly (readonly string[])[]): Promise<Filled> {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-'))
  const store = await openSqlite(join(folder, 'graph.db'))
  for (const [index, lines] of inputs.entries()) {
    const file = join(folder, `input-${index}.jsonl`)
    writeFileSync(file, `${lines.join('\n')}\n`)
    const report = await ingest({
      store,
      inputs: [{ address: file }],
      observedAt: OBSERVED,
      signal: new AbortController().signal,
      ...{ threads: 0, model },
    })
    if (report.badCount > 0) throw new Error(JSON.stringify(report.bad))
  }
  return {
    store,
    folder,
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A question with nothing asked but the kind. */
export function question<K extends RowKind>(
  kind: K,
  filters: Question['filters'] = {},
  some: Partial<Question<K>> = {},
): Question<K> {
  return { kind, filters, sort: 'newest', limit: 100, cursor: null, asOf: null, knownBy: null, ...some }
}

/** All records of an export, in order. */
export async function exported(store: Store, minConfidence?: number): Promise<string[]> {
  return Array.fromAsync(store.export(minConfidence === undefined ? {} : { minConfidence }))
}
