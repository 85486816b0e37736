/** The command line: commander made of the table of verbs; every fault ends in a sentence and an exit status. */
import { Command, CommanderError } from 'commander'
import { EXIT, openTerminal } from './cli/terminal.ts'
import type { Options, Verb } from './cli/verb.ts'
import type { VerbRow } from './cli/verbs.ts'
import { nameOf, VERBS } from './cli/verbs.ts'
import { Failure, UsageError } from './errors.ts'
import { didYouMean } from './nearest.ts'
import { VERSION } from './version.ts'

const NAMES = VERBS.map(nameOf)

/** Aborts at the first Ctrl-C or SIGTERM; the second ends at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  const heard = (): void => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted)
    stop.abort()
  }
  process.on('SIGINT', heard)
  process.on('SIGTERM', heard)
  return stop.signal
}

function addVerb(
  program: Command,
  { usage, summary }: VerbRow,
  verb: Verb | null,
  done: (status: number) => void,
): void {
  const command = program.command(usage).description(summary)
  for (const [flags, help] of verb?.options ?? []) command.option(flags, help)
  if (usage.startsWith('eval')) command.allowUnknownOption().passThroughOptions()
  command.action(async (...given: readonly unknown[]) => {
    // commander hands over the arguments, then the options, then the command itself.
    const options = given.at(-2) as Options
    const args = given.slice(0, -2) as readonly (string | readonly string[])[]
    if (verb !== null) done(await verb.run(args, options, openTerminal(options.json === true, stopSignal())))
  })
}

/** The program with all verbs, of which the one that is asked for is loaded. */
async function programFor(asked: string | undefined, done: (status: number) => void): Promise<Command> {
  const program = new Command('claimthread')
    .description('Claims, revisions and responses of discussions: which objections target X, and what became of them.')
    .version(VERSION)
    .enablePositionalOptions()
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'claimthread: ')) })
  for (const row of VERBS) addVerb(program, row, nameOf(row) === asked ? await row.load() : null, done)
  return program
}

/** Runs the command line; ends the process with 0 (done), 1 (failed) or 2 (wrong usage). */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has enough: `… | head`.
    if (error.code === 'EPIPE') process.exit(EXIT.done)
    throw error
  })
  let status: number = EXIT.done
  try {
    const [first] = args
    if (first !== undefined && !first.startsWith('-') && !NAMES.includes(first) && first !== 'help') {
      throw new UsageError(`there is no verb "${first}".${didYouMean(first, NAMES)} See claimthread --help.`)
    }
    const verb = first === 'help' ? args[1] : first
    const program = await programFor(verb, (result) => {
      status = result
    })
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    status = faultStatus(error)
  }
  process.exitCode = status
}

/** Says what went wrong, and gives the exit status for it. */
function faultStatus(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  const say = (text: string): void => void process.stderr.write(`claimthread: ${text}\n`)
  if (error instanceof UsageError) {
    say(error.message)
    return EXIT.usage
  }
  say(
    error instanceof Failure ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
  return EXIT.failed
}
