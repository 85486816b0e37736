/** `query KIND`: the lists of the HTTP interface on the command line, with the same filters and the same answers. */
import type { Answer, Question } from '../../graph/index.ts'
import { FILTERS, sentenceOf } from '../../graph/index.ts'
import { KINDS, kindOfWord } from '../answers/kinds.ts'
import { pageOf } from '../answers/page.ts'
import { listQuery, questionOf } from '../answers/params.ts'
import { UsageError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { addressOption, withStore } from './open.ts'
import { checkedOptions, parametersOf, told } from './options.ts'
import { JUDGEMENT_OPTIONS, listJudged } from './query-judgements.ts'
import { EXIT } from './terminal.ts'
import { rowText } from './text.ts'
import type { OptionRow, Verb } from './verb.ts'
import { JSON_OPTION, STORE } from './verb.ts'

const WORDS = [...KINDS.map(({ word }) => word), 'judgements']
const JUDGED = new Set(['judgements', 'judgement'])

const READING: readonly OptionRow[] = [
  ['--as-of <time>', 'only what had been said by then'],
  ['--known-by <time>', 'only what this store had learned by then'],
  ['--sort <order>', 'newest, oldest or confidence (default: newest)'],
  ['--limit <n>', 'how many rows (default: 50)'],
  ['--cursor <cursor>', 'where the next page begins'],
]

export const QUERY: Verb = {
  options: [
    ...FILTERS.map(({ name, help }): OptionRow => [`--${name} <value>`, help]),
    ...JUDGEMENT_OPTIONS,
    ...READING,
    STORE,
    JSON_OPTION,
  ],
  async run([word], options, terminal) {
    if (JUDGED.has(String(word))) return listJudged(options, terminal)
    const kind = kindOfWord(String(word))
    if (kind === undefined) {
      throw new UsageError(
        `"${word}" cannot be listed.${didYouMean(String(word), WORDS)} The kinds are ${WORDS.join(', ')}.`,
      )
    }
    const schema = listQuery(kind.rows, kind.act === null ? [] : ['act'])
    const params = checkedOptions(schema, parametersOf(options), kind.word)
    const question = questionOf(kind.rows, params, kind.act)
    return withStore(addressOption(options, terminal), 'read', async (store) => {
      const answer = await told(() => store.ask(question))
      terminal.answer(pageOf(question, answer), () => pageText(question, answer))
      return EXIT.done
    })
  },
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
