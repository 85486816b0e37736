/** What a verb of the command line does; verbs.ts is the table of them. */
import type { Terminal } from './terminal.ts'

/** An option as commander writes it, with its help. */
export type OptionRow = readonly [flags: string, help: string]

export interface Verb {
  readonly options: readonly OptionRow[]
  /** Does it; gives the exit status. Options by their camelCase names, text as it was written. */
  run(args: readonly (string | readonly string[])[], options: Options, terminal: Terminal): Promise<number>
}

export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

export const STORE: OptionRow = [
  '--store <address>',
  'the store: sqlite:FILE or neo4j://… (default: CLAIMTHREAD_STORE, else sqlite:claimthread.db)',
]
export const JSON_OPTION: OptionRow = ['--json', 'JSON on stdout, also on a terminal']

/** The text of an option, or undefined. */
export function textOf(options: Options, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
