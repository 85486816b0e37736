/** `copy --from ADDRESS --to ADDRESS` */
import { type CopyProgress, copy, Differs } from '../../graph/index.ts'
import { storeAddress } from '../config.ts'
import { Failure, UsageError } from '../errors.ts'
import { MODEL_SETTING, WEIGHTS_SETTING } from '../models.ts'
import { shown, withStore } from './open.ts'
import type { Terminal } from './terminal.ts'
import { EXIT } from './terminal.ts'
import type { Options, Verb } from './verb.ts'
import { JSON_OPTION, textOf } from './verb.ts'

/** A line of progress so often, in milliseconds. */
const EVERY_MS = 5000

export const COPY: Verb = {
  options: [
    ['--from <address>', 'the store to copy: sqlite:FILE or neo4j://…'],
    ['--to <address>', 'the store to fill: empty, or the beginning of this copy'],
    JSON_OPTION,
  ],
  async run(_, options, terminal) {
    const from = endOption(options, 'from', terminal)
    const to = endOption(options, 'to', terminal)
    if (from === to) throw new UsageError('--from and --to name the same store.')
    const report = await withStore(from, 'update', (source) =>
      withStore(to, 'fill', (target) =>
        copy(source, target, {
          settings: [WEIGHTS_SETTING, MODEL_SETTING],
          signal: terminal.signal,
          onProgress: lines(terminal),
        }),
      ),
    ).catch((error: Error) => {
      throw error instanceof Differs ? new Failure(`${shown(to)}: ${error.message}`) : error
    })
    terminal.answer(report, () =>
      report.whole
        ? `copied ${report.counts.documents} documents, ${report.counts.claims} claims, ${report.counts.responses} responses; digest ${report.digest}`
        : `stopped after ${report.counts.documents} documents`,
    )
    if (report.whole) return EXIT.done
    terminal.say('Stopped. Run the same command again to go on.')
    return EXIT.interrupted
  },
}

function endOption(options: Options, name: 'from' | 'to', { env }: Terminal): string {
  const address = textOf(options, name)
  if (address === undefined)
    throw new UsageError(`--${name} is missing: sqlite:FILE or neo4j://user:password@host:7687/database.`)
  return storeAddress(address, env)
}

function lines(terminal: Terminal): (progress: CopyProgress) => void {
  let last = performance.now()
  return ({ phase, done, total }) => {
    if (performance.now() - last < EVERY_MS) return
    last = performance.now()
    terminal.say(`${phase}: ${done} of ${total} documents`)
  }
}
