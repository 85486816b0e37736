/** What an ingest did, as a person reads it in a terminal. */
import type { Usage } from '../ingestion/replies.ts'
import type { IngestReport } from '../ingestion/report.ts'
import type { Terminal } from './terminal.ts'

/** Bad items and conflicts that are told one by one; the report has the others. */
const MOST_SAID = 20

export function sayFaults({ bad, badCount, conflicts, conflictCount }: IngestReport, terminal: Terminal): void {
  for (const { file, line, reason } of bad.slice(0, MOST_SAID))
    terminal.say(`bad: ${file}${line === null ? '' : `:${line}`}: ${reason}`)
  if (badCount > MOST_SAID) terminal.say(`… and ${badCount - MOST_SAID} more that are bad`)
  for (const { revision, detail } of conflicts.slice(0, MOST_SAID)) terminal.say(`conflict: ${revision}: ${detail}`)
  if (conflictCount > MOST_SAID) terminal.say(`… and ${conflictCount - MOST_SAID} more conflicts`)
}

/** A dry run's answer: what would be fetched. */
function planned({ plan, requests }: IngestReport): string {
  const lines = plan.map(({ address, requests: sum, what, exact }) => {
    const least = exact ? '' : 'at least '
    return `${address}: ${least}${sum} requests: ${what}`
  })
  return [...lines, `Nothing is stored. To find this out took ${requests} requests.`].join('\n')
}

/** The report as a person reads it. */
export function summary(report: IngestReport): string {
  return report.plan.length > 0 ? planned(report) : counted(report)
}

function counted({
  documents,
  revisions,
  claims,
  linked,
  responses,
  badCount,
  conflictCount,
  skipped,
  requests,
  languageModel,
  seconds,
}: IngestReport): string {
  return [
    `documents  ${documents.added} added, ${documents.changed} changed, ${documents.unchanged} unchanged`,
    `revisions  ${revisions} new`,
    `claims     ${claims.added} added, ${claims.reworded} reworded, ${claims.withdrawn} withdrawn, ${claims.removed} removed`,
    `responses  ${responses} found in ${linked} documents`,
    ...(badCount > 0 ? [`bad        ${badCount}`] : []),
    ...(conflictCount > 0 ? [`conflicts  ${conflictCount}`] : []),
    ...skipped.map(({ reason, count, first }) => `skipped    ${count}: ${reason} (${first})`),
    ...(requests > 0 ? [`requests   ${requests}`] : []),
    ...(languageModel === null ? [] : [languageModelLine(languageModel)]),
    `time       ${seconds.toFixed(1)} s`,
  ].join('\n')
}

function languageModelLine({ model, requests, cached, inputTokens, outputTokens, left }: Usage): string {
  const rest = left === 0 ? '' : `; ${left} left to be read: run the same again`
  return `model      ${model}: ${requests} requests, ${cached} known from before, ${inputTokens + outputTokens} tokens${rest}`
}
