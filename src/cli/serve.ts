/** `serve`, and `start`: the same with a sample discussion where there is no store yet. */
import { fileURLToPath } from 'node:url'
import { ask } from '../ask/answer.ts'
import { DEFAULT_HOST, DEFAULT_PORT, storeExists, tokensOf } from '../config.ts'
import { Failure, UsageError } from '../errors.ts'
import { insideOf } from '../fetch/client.ts'
import type { Running } from '../http/server.ts'
import { serve } from '../http/server.ts'
import { ingest } from '../ingestion/run.ts'
import { now } from '../time.ts'
import { addressOption, shown, withStore } from './open.ts'
import { pageText } from './query.ts'
import type { Terminal } from './terminal.ts'
import { EXIT } from './terminal.ts'
import type { OptionRow, Options, Verb } from './verb.ts'
import { JSON_OPTION, STORE, textOf } from './verb.ts'

const LISTEN: readonly OptionRow[] = [
  ['--port <port>', `port to listen on; 0 takes any that is free (default: ${DEFAULT_PORT})`],
  ['--host <host>', `address to listen on (default: ${DEFAULT_HOST}: this machine only)`],
  STORE,
  JSON_OPTION,
]

/** What the sample answers at the first start. */
const FIRST_QUESTION = 'which objections target IDA'

export const SERVE: Verb = {
  options: LISTEN,
  async run(_, options, terminal) {
    return untilStopped(await open(addressOption(options, terminal), options, terminal), terminal)
  },
}

export const START: Verb = {
  options: LISTEN,
  async run(_, options, terminal) {
    const address = addressOption(options, terminal)
    portOf(options)
    await makeSample(address, terminal)
    const running = await open(address, options, terminal)
    await withStore(address, 'read', async (store) => {
      const asked = await ask(store, FIRST_QUESTION, { asOf: null, knownBy: null, limit: 3, now: new Date() })
      const more = `${running.url}/ask?q=${encodeURIComponent(FIRST_QUESTION).replaceAll('%20', '+')}`
      terminal.say(
        `\n? ${FIRST_QUESTION}\n\n${pageText(asked.question, asked.answer)}\n\nAll of it: ${more}\nCtrl-C stops.`,
      )
    })
    return untilStopped(running, terminal)
  },
}

/** Reads the sample into a store that is not there yet, or has nothing in it (a first start that was broken off). */
async function makeSample(address: string, terminal: Terminal): Promise<void> {
  const fresh = !storeExists(address)
  const sample = fileURLToPath(new URL('../sample/discussion.jsonl', import.meta.url))
  await withStore(address, 'write', async (store) => {
    if ((await store.counts()).documents > 0) return
    if (fresh) terminal.say(`Making ${shown(address)} with a sample discussion.`)
    const { signal } = terminal
    const report = await ingest({ store, inputs: [{ address: sample }], observedAt: now(), signal, threads: 0 })
    terminal.say(`Read ${report.documents.added} documents, found ${report.responses} responses.`)
  })
}

function portOf(options: Options): number {
  const text = textOf(options, 'port') ?? String(DEFAULT_PORT)
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not "${text}".`)
  return port
}

async function open(address: string, options: Options, terminal: Terminal): Promise<Running> {
  const port = portOf(options)
  const host = textOf(options, 'host') ?? DEFAULT_HOST
  // Opened once to make it or to say why it cannot be opened, before anything listens.
  await withStore(address, 'write', (store) => store.setting('served'))
  const { tokens, file } = tokensOf(address, terminal.env)
  const running = await serve({
    store: address,
    port,
    host,
    tokens,
    inside: insideOf(terminal.env),
    log: terminal.say,
  }).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(listenFault(error, host, port) ?? error.message)
  })
  if (file !== null)
    terminal.say(`${file.made ? 'Made a token for writing' : 'The token for writing is'} in ${file.file}`)
  terminal.answer({ url: running.url }, () => `Serving ${shown(address)} at ${running.url}`)
  return running
}

function listenFault({ code }: NodeJS.ErrnoException, host: string, port: number): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use: stop what listens there, or take another with --port ${port + 1} (--port 0 takes any).`
    case 'EACCES':
      return `Port ${port} may not be listened on by this user: take one from 1024 on, like --port ${DEFAULT_PORT}.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: use --host ${DEFAULT_HOST}, or --host 0.0.0.0 for all of them.`
    default:
      return null
  }
}

async function untilStopped(running: Running, terminal: Terminal): Promise<number> {
  if (!terminal.signal.aborted) {
    await new Promise((resolve) => terminal.signal.addEventListener('abort', resolve, { once: true }))
  }
  terminal.say('Stopping.')
  await running.stop()
  return EXIT.done
}
