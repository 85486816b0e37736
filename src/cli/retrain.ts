/** `retrain` */
import type { Figure } from '../../ingest/index.ts'
import { UsageError } from '../errors.ts'
import { reindex } from '../ingestion/reindex.ts'
import { now } from '../time.ts'
import { forget, type Retrained, retrain } from '../training/retrain.ts'
import { addressOption, withStore } from './open.ts'
import { openProgress } from './progress.ts'
import { sayFaults, summary } from './report-text.ts'
import { EXIT } from './terminal.ts'
import type { Verb } from './verb.ts'
import { JSON_OPTION, STORE } from './verb.ts'

export const RETRAIN: Verb = {
  options: [
    ['--dry-run', 'tell the figures before and after, and change nothing'],
    ['--forget', 'read with the weights that ship again'],
    ['--reindex', 'then read the store again with the new weights, as the verb reindex does'],
    STORE,
    JSON_OPTION,
  ],
  async run(_, options, terminal) {
    const dryRun = options.dryRun === true
    const back = options.forget === true
    if (dryRun && (back || options.reindex === true))
      throw new UsageError('--dry-run changes nothing: leave out --forget and --reindex.')
    return withStore(addressOption(options, terminal), 'update', async (store) => {
      const trained = back ? null : await retrain(store, dryRun)
      const done = trained ?? (await forget(store))
      const text = (): string =>
        trained === null ? `The store reads with ${done.model} (was ${done.was}).` : figures(trained)
      if (options.reindex !== true || !done.stale) {
        terminal.answer(done, text)
        if (done.stale && !dryRun) terminal.say('What is stored was read by other weights: run claimthread reindex.')
        return EXIT.done
      }
      const view = openProgress(terminal)
      const report = await reindex({
        ...{ store, observedAt: now(), signal: terminal.signal, onProgress: view.show },
        ...{ env: terminal.env, say: terminal.say },
      }).finally(view.close)
      sayFaults(report, terminal)
      terminal.answer({ ...done, stale: report.stopped, reindexed: report }, () => `${text()}\n${summary(report)}`)
      if (report.stopped) return EXIT.interrupted
      return report.badCount > 0 ? EXIT.failed : EXIT.done
    })
  },
}

/** What was measured, as a person reads it. */
function figures(done: Retrained): string {
  const { judged, units, apart, right, objectionF1, logLoss, model, was, dryRun } = done
  const kept = done.helps
    ? `It reads better: the store ${dryRun ? 'would read' : 'reads'} with ${model} (was ${was}).`
    : `It reads no better: the store ${dryRun ? 'would keep' : 'keeps'} the weights that ship (${model}, was ${was}).`
  return [
    `${judged} judged responses of ${units} ${apart}s; each is read by a model that was not taught its ${apart}.`,
    'what                 before   after   gain, 95 %',
    line('as people say', right),
    line('objection F1', objectionF1),
    line('log loss', logLoss),
    kept,
  ].join('\n')
}

function line(name: string, { before, after, gain }: Figure): string {
  const [one, two, low, high] = [before, after, gain.low, gain.high].map((value) => value.toFixed(3))
  return `${name.padEnd(20)} ${one!.padStart(6)}  ${two!.padStart(6)}   ${low} to ${high}`
}
