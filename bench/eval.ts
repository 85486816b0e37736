/**
 * `npm run eval`: how well claims, acts, targets, acronyms and edits are found, one table with sample sizes, intervals and the
 * trivial figure on the same rows. Everything is measured on dev parts; what is missing beside the repository is left out,
 * with a line that says so. `-- --quick` leaves out the run over the whole Arbital discussion.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../graph/index.ts'
import { ingest } from '../src/ingestion/run.ts'
import { acronymRows } from './edits/acronyms.ts'
import { print, type Row, shared } from './edits/data.ts'
import { editRows } from './edits/rows.ts'
import { evaluate } from './train/evaluate.ts'

const ARBITAL = 'data/arbital/discussion.jsonl.xz'

/** Runs the evaluation; gives the exit status. */
export async function run(args: readonly string[]): Promise<number> {
  if (shared('gold/dev.jsonl') === null) {
    console.error('The labelled text is not beside this repository (../shared): there is nothing to measure on.')
    return 1
  }
  if (args.includes('--quick')) console.error('Acts, targets and claims are left out (--quick).')
  else print(await extractionRows())
  print([...acronymRows(), ...(await editRows())])
  return 0
}

/** The whole pipeline over the Arbital discussion, its export scored by ../shared/tools/score.py against gold/dev.jsonl. */
async function extractionRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-eval-'))
  try {
    const store = await openStore(`sqlite:${join(folder, 'graph.db')}`)
    const address = fileURLToPath(new URL(`../../shared/${ARBITAL}`, import.meta.url))
    console.error('Reading the Arbital discussion …')
    await ingest({
      store,
      inputs: [{ address }],
      observedAt: '2025-01-01T00:00:00Z',
      signal: new AbortController().signal,
    })
    const exported = join(folder, 'graph.jsonl')
    await writeFile(exported, lines(store.export({})))
    await store.close()
    return Object.entries(evaluate(exported)).map(([name, { value, n, low, high, trivial }]) => ({
      name: `dev: ${name}`,
      value,
      n,
      low,
      high,
      trivial,
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* lines(records: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const record of records) yield `${record}\n`
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2))
