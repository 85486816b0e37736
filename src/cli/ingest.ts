/** `ingest PATH|URL…` */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant, readShard, type Shard } from '../../graph/index.ts'
import { NoSource } from '../../ingest/index.ts'
import { UsageError } from '../errors.ts'
import { fetched } from '../fetch/addresses.ts'
import type { Usage } from '../ingestion/replies.ts'
import type { IngestReport } from '../ingestion/report.ts'
import { ingest } from '../ingestion/run.ts'
import { MODELS, modelOption } from '../models.ts'
import { now } from '../time.ts'
import { clientOf } from './client.ts'
import { addressOption, withStore } from './open.ts'
import { openProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { EXIT } from './terminal.ts'
import type { Verb } from './verb.ts'
import { JSON_OPTION, STORE, textOf } from './verb.ts'

/** Bad items and conflicts that are told one by one; the report has the others. */
const MOST_SAID = 20

export const INGEST: Verb = {
  options: [
    ['--source <name>', 'the reader, where the address does not tell (see docs/sources.md)'],
    ['--limit <n>', 'read at most so many documents'],
    ['--since <date>', 'only what was written or changed since then, where the source can tell'],
    ['--requests <n>', 'send at most so many requests over HTTP'],
    ['--restart', 'from the beginning, not from where the last run of this address ended'],
    ['--dry-run', 'say how many requests it would take, and store nothing'],
    ['--model <name>', `what reads replies, fixed when the store is made: ${MODELS.join(', ')} (default: fast)`],
    ['--shard <n/of>', 'take one part of the documents (3/8): several ingesters may read one input into one store'],
    STORE,
    JSON_OPTION,
  ],
  async run([addresses], options, terminal) {
    const source = textOf(options, 'source')
    const limit = wholeNumber(textOf(options, 'limit'), '--limit')
    const requests = wholeNumber(textOf(options, 'requests'), '--requests')
    const since = sinceOption(textOf(options, 'since'))
    const shard = shardOption(textOf(options, 'shard'))
    const model = modelOption(textOf(options, 'model'))
    const view = openProgress(terminal)
    const folder = mkdtempSync(join(tmpdir(), 'claimthread-'))
    const report = await withStore(addressOption(options, terminal), 'write', async (store) => {
      const asked = [addresses ?? []].flat()
      return ingest({
        ...{ store, observedAt: now(), signal: terminal.signal, onProgress: view.show },
        ...{ env: terminal.env, say: terminal.say },
        inputs: await fetched(asked, folder, source),
        client: clientOf(asked, terminal, requests),
        ...(limit === undefined ? {} : { limit }),
        ...(shard === null ? {} : { shard }),
        ...(since === undefined ? {} : { since }),
        ...{ dryRun: options.dryRun === true, restart: options.restart === true },
        ...(model === undefined ? {} : { model }),
      })
    })
      .catch((error: Error) => {
        throw error instanceof NoSource ? new UsageError(`--source: ${error.message}.`) : error
      })
      .finally(() => {
        view.close()
        rmSync(folder, { recursive: true, force: true })
      })
    sayFaults(report, terminal)
    terminal.answer(report, () => summary(report))
    if (report.stopped) {
      terminal.say('Stopped. What is counted above is stored; run the same command again to go on.')
      return EXIT.interrupted
    }
    return report.badCount > 0 ? EXIT.failed : EXIT.done
  },
}

function sinceOption(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const at = instant(text)
  if (at === null)
    throw new UsageError(`--since must be a date such as 2026-01-31 or 2026-01-31T12:00:00Z, not "${text}".`)
  return at
}

function shardOption(text: string | undefined): Shard | null {
  const shard = text === undefined ? null : readShard(text)
  if (text !== undefined && shard === null) throw new UsageError(`--shard must be like 3/8, not "${text}".`)
  return shard
}

export function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`${option} must be a whole number from 1 on, not "${text}".`)
  return Number(text)
}

export function sayFaults({ bad, badCount, conflicts, conflictCount }: IngestReport, terminal: Terminal): void {
  for (const { file, line, reason } of bad.slice(0, MOST_SAID))
    terminal.say(`bad: ${file}${line === null ? '' : `:${line}`}: ${reason}`)
  if (badCount > MOST_SAID) terminal.say(`… and ${badCount - MOST_SAID} more that are bad`)
  for (const { revision, detail } of conflicts.slice(0, MOST_SAID)) terminal.say(`conflict: ${revision}: ${detail}`)
  if (conflictCount > MOST_SAID) terminal.say(`… and ${conflictCount - MOST_SAID} more conflicts`)
}

export function summary({
  documents,
  revisions,
  claims,
  linked,
  responses,
  badCount,
  conflictCount,
  languageModel,
  seconds,
}: IngestReport): string {
  return [
    `documents  ${documents.added} added, ${documents.changed} changed, ${documents.unchanged} unchanged`,
    `revisions  ${revisions} new`,
    `claims     ${claims.added} added, ${claims.kept} kept, ${claims.removed} removed`,
    `responses  ${responses} found in ${linked} documents`,
    ...(badCount > 0 ? [`bad        ${badCount}`] : []),
    ...(conflictCount > 0 ? [`conflicts  ${conflictCount}`] : []),
    ...(languageModel === null ? [] : [languageModelLine(languageModel)]),
    `time       ${seconds.toFixed(1)} s`,
  ].join('\n')
}

function languageModelLine({ model, requests, cached, inputTokens, outputTokens, left }: Usage): string {
  const rest = left === 0 ? '' : `; ${left} left to be read: run the same again`
  return `model      ${model}: ${requests} requests, ${cached} known from before, ${inputTokens + outputTokens} tokens${rest}`
}
