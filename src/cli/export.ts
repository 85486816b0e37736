/** `export` */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ExportOptions, Store } from '../../graph/index.ts'
import { Failure, UsageError } from '../errors.ts'
import { trainingRows } from '../training/rows.ts'
import { addressOption, withStore } from './open.ts'
import { EXIT } from './terminal.ts'
import type { Options, Verb } from './verb.ts'
import { STORE, textOf } from './verb.ts'

/** Records of each format, one a line. */
const FORMATS: Readonly<Record<string, (store: Store, options: ExportOptions) => AsyncIterable<string>>> = {
  jsonl: (store, options) => store.export(options),
  training,
}

async function* training(store: Store): AsyncGenerator<string> {
  for await (const row of trainingRows(store)) yield JSON.stringify(row)
}

export const EXPORT: Verb = {
  options: [
    ['--format <format>', 'jsonl (default): the whole graph; training: what people judged, as rows to train on'],
    ['--out <file>', 'write to a file, which appears when it is whole (default: stdout)'],
    ['--min-confidence <p>', 'show claims and responses from this probability on; 0 gives all'],
    ['--with-clocks', 'our own clocks too: when each row was observed and learned'],
    STORE,
  ],
  async run(_, options, terminal) {
    const format = textOf(options, 'format') ?? 'jsonl'
    const records = FORMATS[format]
    if (records === undefined)
      throw new UsageError(`--format must be one of ${Object.keys(FORMATS).join(', ')}, not "${format}".`)
    const wanted = exportOptions(options)
    const out = textOf(options, 'out')
    return withStore(addressOption(options, terminal), 'read', async (store) => {
      if (out !== undefined) await toFile(records(store, wanted), out)
      else for await (const record of records(store, wanted)) await terminal.write(`${record}\n`)
      return EXIT.done
    })
  },
}

function exportOptions(options: Options): ExportOptions {
  const text = textOf(options, 'minConfidence')
  const minConfidence = Number(text)
  if (text !== undefined && !(minConfidence >= 0 && minConfidence <= 1)) {
    throw new UsageError(`--min-confidence must be a number from 0 to 1, not "${text}".`)
  }
  return {
    ...(text === undefined ? {} : { minConfidence }),
    ...(options.withClocks === true ? { withClocks: true } : {}),
  }
}

/** Written beside and renamed: a broken export never looks whole. */
async function toFile(records: AsyncIterable<string>, out: string): Promise<void> {
  const part = `${out}.part`
  async function* lines(): AsyncGenerator<string> {
    for await (const record of records) yield `${record}\n`
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(part))
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    throw new Failure(`${out} cannot be written: ${code ?? message}`)
  }
}
