/** `watch ADDRESS…`: ingests again and again, at an interval, what changed since. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '../../graph/index.ts'
import { NoSource } from '../../ingest/index.ts'
import { UsageError } from '../errors.ts'
import { fetched } from '../fetch/addresses.ts'
import { clientFor, hostsOf } from '../fetch/client.ts'
import type { IngestReport } from '../ingestion/report.ts'
import { ingest } from '../ingestion/run.ts'
import { now } from '../time.ts'
import { addressOption, withStore } from './open.ts'
import { interval, sinceOption, wholeNumber } from './option-values.ts'
import { clock } from './progress.ts'
import { sayFaults } from './report-text.ts'
import type { Terminal } from './terminal.ts'
import { EXIT } from './terminal.ts'
import type { Verb } from './verb.ts'
import { JSON_OPTION, STORE, textOf } from './verb.ts'

/** Rounds begin earlier or later by up to this part of the interval: not all who watch a forum ask it at once. */
const JITTER = 0.1

export const WATCH: Verb = {
  options: [
    ['--every <interval>', 'time between two rounds: 30s, 15m, 2h, 1d (default: 15m)'],
    ['--rounds <n>', 'end after so many rounds (default: when it is stopped)'],
    ['--source <name>', 'the reader, where the address does not tell (see docs/sources.md)'],
    ['--since <date>', 'in the first round only what was written or changed since then'],
    ['--requests <n>', 'send at most so many requests over HTTP in a round'],
    STORE,
    JSON_OPTION,
  ],
  async run([addresses], options, terminal) {
    const asked = [addresses ?? []].flat()
    const every = interval(textOf(options, 'every') ?? '15m', '--every')
    const rounds = wholeNumber(textOf(options, 'rounds'), '--rounds') ?? Number.POSITIVE_INFINITY
    const round = {
      ...{ asked, terminal, source: textOf(options, 'source'), since: sinceOption(textOf(options, 'since')) },
      requests: wholeNumber(textOf(options, 'requests'), '--requests'),
    }
    return withStore(addressOption(options, terminal), 'write', async (store) => {
      for (let nth = 1; !terminal.signal.aborted; nth++) {
        const report = await oneRound(store, round)
        sayFaults(report, terminal)
        const last = nth >= rounds || terminal.signal.aborted
        const pause = last ? null : every * (1 + JITTER * (2 * Math.random() - 1))
        await tell(report, pause, terminal)
        if (nth >= rounds) return report.badCount > 0 ? EXIT.failed : EXIT.done
        if (pause !== null) await wait(pause * 1000, undefined, { signal: terminal.signal }).catch(() => {})
      }
      return EXIT.interrupted
    })
  },
}

interface Round {
  readonly asked: readonly string[]
  readonly terminal: Terminal
  readonly source: string | undefined
  readonly since: string | undefined
  readonly requests: number | undefined
}

async function oneRound(store: Store, { asked, terminal, source, since, requests }: Round): Promise<IngestReport> {
  const { env, signal } = terminal
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-'))
  const limits = requests === undefined ? {} : { requests }
  try {
    return await ingest({
      ...{ store, observedAt: now(), signal, env, say: terminal.say },
      inputs: await fetched(asked, folder, source),
      client: clientFor({ env, signal, inside: hostsOf(asked), ...limits }),
      ...(since === undefined ? {} : { since }),
    })
  } catch (error) {
    throw error instanceof NoSource ? new UsageError(`--source: ${error.message}.`) : error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One line a round: for a person what is new, for a program the report. */
async function tell(report: IngestReport, pause: number | null, { json, write }: Terminal): Promise<void> {
  const at = now()
  if (json) return write(`${JSON.stringify({ at, nextIn: pause === null ? null : Math.round(pause), ...report })}\n`)
  const { documents, revisions, claims, responses, badCount, requests } = report
  const parts = [
    `${documents.added} new, ${documents.changed} changed`,
    `${revisions} revisions`,
    `claims ${claims.added} added, ${claims.reworded} reworded, ${claims.withdrawn} withdrawn`,
    `${responses} responses`,
    `${requests} requests`,
    ...(badCount > 0 ? [`${badCount} bad`] : []),
    ...(pause === null ? [] : [`next in ${clock(pause)}`]),
  ]
  await write(`${at}  ${parts.join('; ')}\n`)
}
