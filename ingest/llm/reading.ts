/** The reading of a reply from a language model's checked answer. */
import { ACTS, type Act } from '../../graph/model.ts'
import { SENTENCE_ACTS, type SentenceAct } from '../extract/heads.ts'
import type { ReplyReading, SentenceReading } from '../extract/reply.ts'
import type { TargetReading } from '../extract/targets.ts'
import type { Marks } from './check.ts'
import type { Material, ShownDocument } from './material.ts'

type Mark = Marks['responses'][number]

/** The reading that `link` takes in place of its own; `model` is the name that stands on every response. */
export function readingOf(material: Material, marks: Marks, model: string): ReplyReading {
  const { main } = marks
  const answered = material.documents[main.document]!
  return {
    sentences: material.own.map(({ sentence, text }, index): SentenceReading => {
      const best = marks.responses
        .filter((mark) => mark.sentence === index)
        .reduce<Mark | null>((top, mark) => (top === null || mark.confidence > top.confidence ? mark : top), null)
      const shows = main.sentence === index && main.act !== 'other'
      if (!shows && best === null) return { sentence, acts: acts(null, 0), target: null }
      const act = shows ? (main.act as SentenceAct) : best!.act
      const evidence = shows && best?.act !== act ? main : best!
      return {
        sentence,
        acts: acts(act, shows ? main.confidence : best!.confidence),
        target: best === null ? targetOf(answered, null) : targetOf(material.documents[best.document]!, best.target),
        evidence: text.slice(evidence.start, evidence.end),
      }
    }),
    act: main.act,
    acts: spread(main.act, main.confidence),
    answers: [{ document: answered.context.document.id, probability: main.confidence }],
    model,
  }
}

function acts(act: SentenceAct | null, confidence: number): Record<SentenceAct, number> {
  return Object.fromEntries(SENTENCE_ACTS.map((one) => [one, one === act ? confidence : 0])) as Record<
    SentenceAct,
    number
  >
}

function spread(act: Act, confidence: number): Record<Act, number> {
  const rest = (1 - confidence) / (ACTS.length - 1)
  return Object.fromEntries(ACTS.map((one) => [one, one === act ? confidence : rest])) as Record<Act, number>
}

function targetOf({ context, passages }: ShownDocument, index: number | null): TargetReading {
  const passage = index === null ? undefined : passages[index]
  return {
    document: context.document.id,
    claim: passage?.sentence.claim ?? null,
    revision: context.seen.id,
    start: passage?.sentence.start ?? null,
    end: passage?.sentence.end ?? null,
    exact: passage?.text ?? null,
    probability: 1,
    rule: 'llm',
  }
}
