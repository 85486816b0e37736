/**
 * `npm run eval`: how well claims, acts, targets, acronyms and edits are found, one table with sample sizes, intervals and the
 * trivial figure on the same rows. Everything is measured on dev parts; what is missing beside the repository is left out,
 * with a line that says so. `-- --quick` leaves out the run over the whole Arbital discussion; `-- --model accurate` reads
 * dev's threads with that model, and nothing beside them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../graph/index.ts'
import { ingest } from '../src/ingestion/run.ts'
import { type Model, modelOption } from '../src/models.ts'
import { acronymRows } from './edits/acronyms.ts'
import { jsonLines, print, type RawDocument, type Row, shared } from './edits/data.ts'
import { editRows } from './edits/rows.ts'
import { evaluate } from './train/evaluate.ts'

const ARBITAL = 'data/arbital/discussion.jsonl.xz'

/** Runs the evaluation; gives the exit status. */
export async function run(args: readonly string[]): Promise<number> {
  if (shared('gold/dev.jsonl') === null) {
    console.error('The labelled text is not beside this repository (../shared): there is nothing to measure on.')
    return 1
  }
  const model = modelOption(args[args.indexOf('--model') + 1 || args.length])
  if (args.includes('--quick')) console.error('Acts, targets and claims are left out (--quick).')
  else print(await extractionRows(model ?? 'fast'))
  print([...acronymRows(), ...(await editRows())])
  return 0
}

/** The whole pipeline over the Arbital discussion, its export scored by ../shared/tools/score.py against gold/dev.jsonl. */
async function extractionRows(model: Model): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-eval-'))
  try {
    const store = await openStore(`sqlite:${join(folder, 'graph.db')}`)
    const whole = fileURLToPath(new URL(`../../shared/${ARBITAL}`, import.meta.url))
    const address = model === 'fast' ? whole : devThreads(folder)
    console.error('Reading the Arbital discussion …')
    await ingest({
      store,
      inputs: [{ address }],
      observedAt: '2025-01-01T00:00:00Z',
      signal: new AbortController().signal,
      model,
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

/** A file of the threads that dev's comments stand in: a slow model need not read the others. */
function devThreads(folder: string): string {
  const pages = new Set(jsonLines<{ page: string }>(shared('gold/dev.jsonl')!).map(({ page }) => page))
  const file = join(folder, 'dev.jsonl')
  const kept = jsonLines<RawDocument>(shared(ARBITAL)!).filter(({ id, root }) => pages.has(id) || pages.has(root ?? ''))
  writeFileSync(file, kept.map((record) => `${JSON.stringify(record)}\n`).join(''))
  return file
}

async function* lines(records: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const record of records) yield `${record}\n`
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2))
