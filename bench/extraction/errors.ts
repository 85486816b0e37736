/** Lists what the fast tier gets wrong on gold/dev.jsonl: text, rule, probability. `npm run eval -- --errors objection`. */
import { ACTS } from '../../graph/model.ts'
import type { Seen } from '../train/measure.ts'

export const ERROR_KINDS: readonly string[] = [...ACTS, 'target']

/** One line a mistake: main acts taken for another or another's for them, or targets of objections. */
export function errorLines(seen: readonly Seen[], kind: string): string[] {
  return kind === 'target' ? seen.flatMap(targetLines) : seen.flatMap((one) => actLines(one, kind))
}

function actLines({ act: [gold, predicted], responses, example }: Seen, kind: string): string[] {
  if (gold === predicted || (gold !== kind && predicted !== kind)) return []
  const main = responses.find((one) => one.main)
  const text = example.sentences.map((sentence) => sentence.text).join(' ')
  return [
    `${example.comment.id}  ${gold} read as ${predicted} (${main?.confidence ?? 0}, ${main?.rule ?? 'none'})  ${text.slice(0, 240)}`,
  ]
}

function targetLines({ example, responses }: Seen): string[] {
  const { comment } = example
  return comment.responses.flatMap(({ act, s, doc, target }) => {
    if (act !== 'objection' || doc === null || target.length === 0) return []
    const mine = responses.filter(
      (one) => one.act === 'objection' && s.some((number) => one.claim === `${comment.id}#S${number}`),
    )
    const best = mine.toSorted((a, b) => b.confidence - a.confidence)[0]
    const goals = target
      .flatMap((key) => (key === 'TITLE' ? ['TITLE', 'SUBTITLE'] : [key]))
      .map((key) => `${doc}#${key}`)
    if (best !== undefined && best.to.claim !== null && goals.includes(best.to.claim)) return []
    const text = s.map((number) => example.sentences[number - 1]?.text ?? '').join(' ')
    const found =
      best === undefined
        ? 'no objection found'
        : `${best.to.claim ?? best.to.document} (${best.confidence}, ${best.rule})`
    return [`${comment.id}  ${goals.join(' ')} read as ${found}  ${text.slice(0, 200)}`]
  })
}
