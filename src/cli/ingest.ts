/** `ingest PATH|URL…` */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NoSource } from '../../ingest/index.ts'
import { UsageError } from '../errors.ts'
import { fetched } from '../fetch/addresses.ts'
import { clientFor, hostsOf } from '../fetch/client.ts'
import { leanHeaps } from '../heap.ts'
import { ingest } from '../ingestion/run.ts'
import { MODELS, modelOption } from '../models.ts'
import { now } from '../time.ts'
import { addressOption, withStore } from './open.ts'
import { shardOption, sinceOption, wholeNumber } from './option-values.ts'
import { openProgress } from './progress.ts'
import { sayFaults, summary } from './report-text.ts'
import { EXIT } from './terminal.ts'
import type { Verb } from './verb.ts'
import { JSON_OPTION, STORE, textOf } from './verb.ts'

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
    leanHeaps()
    const folder = mkdtempSync(join(tmpdir(), 'claimthread-'))
    const report = await withStore(addressOption(options, terminal), 'write', async (store) => {
      const asked = [addresses ?? []].flat()
      return ingest({
        ...{ store, observedAt: now(), signal: terminal.signal, onProgress: view.show },
        ...{ env: terminal.env, say: terminal.say },
        inputs: await fetched(asked, folder, source),
        client: clientFor({
          ...{ env: terminal.env, signal: terminal.signal, inside: hostsOf(asked) },
          ...(requests === undefined ? {} : { requests }),
        }),
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
