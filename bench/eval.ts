/**
 * `npm run eval`: how well claims, acts, targets, acronyms and edits are found, one table with sample sizes, intervals and the
 * trivial figure on the same rows. Everything is measured on dev parts; what is missing beside the repository is left out,
 * with a line that says so. `-- --quick` leaves out the run over the whole Arbital discussion; `-- --model accurate` reads
 * dev's threads with that model, and nothing beside them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../graph/index.ts'
import { fastModel } from '../ingest/extract/linear.ts'
import { ingest } from '../src/ingestion/run.ts'
import { type Model, modelOption } from '../src/models.ts'
import { acronymRows } from './edits/acronyms.ts'
import { jsonLines, print, type RawDocument, type Row, shared } from './edits/data.ts'
import { editRows } from './edits/rows.ts'
import { aboutRows } from './extraction/about.ts'
import { argulensRows } from './extraction/argulens.ts'
import { ERROR_KINDS, errorLines } from './extraction/errors.ts'
import { issueRows } from './extraction/issues.ts'
import { calibrationRows, reliabilityTable, saidOf } from './extraction/reliability.ts'
import { replyRows } from './extraction/replies.ts'
import { evaluate } from './train/evaluate.ts'
import { arbital } from './train/gold.ts'
import { seeAll } from './train/run.ts'

const ARBITAL = 'data/arbital/discussion.jsonl.xz'

/** Runs the evaluation; gives the exit status. */
export async function run(args: readonly string[]): Promise<number> {
  if (shared('gold/dev.jsonl') === null) {
    console.error('The labelled text is not beside this repository (../shared): there is nothing to measure on.')
    return 1
  }
  const model = modelOption(args[args.indexOf('--model') + 1 || args.length])
  if (args.includes('--errors')) return listErrors(args[args.indexOf('--errors') + 1])
  const before = await keptFigures()
  const all: Row[] = []
  const show = (rows: readonly Row[]): void => {
    all.push(...rows)
    print(rows.map((row) => (row.name in before ? { ...row, before: before[row.name]! } : row)))
  }
  if (args.includes('--quick')) console.error('Acts, targets and claims are left out (--quick).')
  else show(await extractionRows(model ?? 'fast'))
  const said = saidOf(seeAll(fastModel(), arbital('dev')))
  show([
    ...calibrationRows(said),
    ...issueRows(),
    ...argulensRows(),
    ...replyRows(),
    ...acronymRows(),
    ...(await editRows()),
  ])
  for (const [name, one] of Object.entries(said)) console.log(reliabilityTable(name, one).join('\n'))
  if (args.includes('--keep')) await keepFigures({ ...before, ...figuresOf(all) })
  return 0
}

const FIGURES = new URL('./figures.json', import.meta.url)

/** Figures of the last commit that kept them. */
async function keptFigures(): Promise<Record<string, number>> {
  return JSON.parse(await readFile(FIGURES, 'utf8')) as Record<string, number>
}

async function keepFigures(figures: Readonly<Record<string, number>>): Promise<void> {
  await writeFile(FIGURES, `${JSON.stringify(figures, null, 2)}\n`)
}

function figuresOf(rows: readonly Row[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ name, value }) => [name, Number(value.toFixed(3))]))
}

function listErrors(kind: string | undefined): number {
  if (kind === undefined || !ERROR_KINDS.includes(kind)) {
    console.error(`--errors takes one of: ${ERROR_KINDS.join(', ')}`)
    return 2
  }
  for (const line of errorLines(seeAll(fastModel(), arbital('dev')), kind)) console.log(line)
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
    const scored = Object.entries(evaluate(exported)).map(([name, { value, n, low, high, trivial }]) => ({
      name: `dev: ${name}`,
      value,
      n,
      low,
      high,
      trivial,
    }))
    return [...scored, ...(await aboutRows(exported))]
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
