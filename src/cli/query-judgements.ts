/** `query judgements`: what people said of responses and claims. */
import type { JudgementRow } from '../../graph/index.ts'
import { JUDGEMENT_QUERY, judgementQuestion, judgementsPage } from '../answers/judgements.ts'
import { addressOption, withStore } from './open.ts'
import { checkedOptions, parametersOf, told } from './options.ts'
import { EXIT, type Terminal } from './terminal.ts'
import { plain } from './text.ts'
import type { OptionRow, Options } from './verb.ts'

/** Options that only judgements have; the others they share with lists. */
export const JUDGEMENT_OPTIONS: readonly OptionRow[] = [
  ['--subject <id>', 'judgements: the response or claim that was judged'],
  ['--verdict <verdict>', 'judgements: confirmed, rejected or corrected'],
  ['--by <name>', 'judgements: who said it'],
]

export async function listJudged(options: Options, terminal: Terminal): Promise<number> {
  const question = judgementQuestion(checkedOptions(JUDGEMENT_QUERY, parametersOf(options), 'judgements'))
  return withStore(addressOption(options, terminal), 'read', async (store) => {
    const page = await told(() => store.judgements(question))
    terminal.answer(judgementsPage(question, page), () => {
      const rows = page.rows.length === 0 ? ['Nothing was judged yet.'] : page.rows.map(text)
      return [...rows, ...(page.next === null ? [] : [`More: --cursor ${page.next}`])].join('\n\n')
    })
    return EXIT.done
  })
}

function text({ verdict, act, target, by, at, exact, targetExact, kind, subject }: JudgementRow): string {
  const to = [act && `is a ${act.replace('_', ' ')}`, target && `answers ${target}`].filter(Boolean).join(', ')
  const lines = [
    `${verdict} by ${plain(by)} · ${at.slice(0, 10)}${to === '' ? '' : ` · ${to}`}`,
    `“${plain(exact)}”`,
    ...(targetExact === null ? [] : [`to “${plain(targetExact)}”`]),
    `${kind} ${subject}`,
  ]
  return lines.map((line, nth) => (nth === 0 ? line : `    ${line}`)).join('\n')
}
