/** `query KIND`: the lists of the HTTP interface on the command line, with the same filters and the same answers. */
import type { Answer, Question, RowKind } from '../../graph/index.ts'
import { BadCursor, FILTERS, sentenceOf, Unknown } from '../../graph/index.ts'
import { checked } from '../answers/check.ts'
import { KINDS, kindOfWord } from '../answers/kinds.ts'
import { pageOf } from '../answers/page.ts'
import { listQuery, questionOf } from '../answers/params.ts'
import { Failure, UsageError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { Problem } from '../problems.ts'
import { addressOption, withStore } from './open.ts'
import { EXIT } from './terminal.ts'
import { rowText } from './text.ts'
import type { OptionRow, Options, Verb } from './verb.ts'
import { JSON_OPTION, STORE } from './verb.ts'

const WORDS = KINDS.map(({ word }) => word)

const READING: readonly OptionRow[] = [
  ['--as-of <time>', 'only what had been said by then'],
  ['--known-by <time>', 'only what this store had learned by then'],
  ['--sort <order>', 'newest, oldest or confidence (default: newest)'],
  ['--limit <n>', 'how many rows (default: 50)'],
  ['--cursor <cursor>', 'where the next page begins'],
]

/** Options as the parameters that they are over HTTP: `minConfidence` is `min-confidence`. */
export function parametersOf(options: Options): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || name === 'store' || name === 'json') continue
    query.set(
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      String(value),
    )
  }
  return query
}

/** Runs a reading, with its faults told as those of the command line. */
export async function told<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Unknown) {
      const alike = error.nearest.length === 0 ? '' : ` Did you mean ${error.nearest.join(' or ')}?`
      throw new Failure(`Nothing is known by the name "${error.asked}".${alike}`)
    }
    if (error instanceof BadCursor)
      throw new UsageError('--cursor does not belong to this question. Leave it out to begin anew.')
    throw error
  }
}

export const QUERY: Verb = {
  options: [...FILTERS.map(({ name, help }): OptionRow => [`--${name} <value>`, help]), ...READING, STORE, JSON_OPTION],
  async run([word], options, terminal) {
    const kind = kindOfWord(String(word))
    if (kind === undefined) {
      throw new UsageError(
        `"${word}" cannot be listed.${didYouMean(String(word), WORDS)} The kinds are ${WORDS.join(', ')}.`,
      )
    }
    const params = checkedOptions(kind.rows, parametersOf(options), kind.act === null ? [] : ['act'], kind.word)
    const question = questionOf(kind.rows, params, kind.act)
    return withStore(addressOption(options, terminal), 'read', async (store) => {
      const answer = await told(() => store.ask(question))
      terminal.answer(pageOf(question, answer), () => pageText(question, answer))
      return EXIT.done
    })
  },
}

function checkedOptions(rows: RowKind, query: URLSearchParams, without: readonly 'act'[], word: string) {
  try {
    return checked(listQuery(rows, without), query)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'unknown-parameter') {
      const known = (error.extra.known as readonly string[]).map((name) => `--${name}`)
      throw new UsageError(`--${error.extra.parameter} is no option of "query ${word}". It takes ${known.join(', ')}.`)
    }
    const faults = error.extra.errors as readonly { readonly parameter: string; readonly detail: string }[]
    throw new UsageError(faults.map(({ parameter, detail }) => `--${parameter}: ${detail}`).join('\n'))
  }
}

/** A page as a person reads it. */
export function pageText(question: Question, answer: Answer): string {
  const { rows, target, next } = answer
  const others = (target?.others ?? []).map(({ label, ref }) => `${label} (--sense ${ref.id})`)
  const senses = others.length === 0 ? [] : [`Also known by that name: ${others.join(', ')}`]
  const found = rows.length === 0 ? ['Nothing was found.'] : rows.map((row) => rowText(question.kind, row))
  const more = next === null ? [] : [`More: --cursor ${next}`]
  return [`${sentenceOf(question, target)}:`, ...senses, ...found, ...more].join('\n\n')
}
