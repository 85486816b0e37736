/** What stands around a reply: what it answers, what is said beside it, what came after. Features of the document. */
import { between } from '../../graph/time.ts'
import type { Answered } from './answers.ts'
import { hasCue } from './features.ts'
import { type Head, SENTENCE_ACTS } from './heads.ts'
import { type Named, sigmoid } from './linear.ts'
import { type Candidate, createdAt, order, overlaps, type Thread } from './thread.ts'

/** Cues of a later reply that tell what the subject was. */
const LATER_CUES = ['done', 'thanks', 'concede', 'agree', 'disagree', 'ask', 'clarify', 'request', 'false'] as const
const PARENT_CUES = ['ask', 'request', 'disagree', 'thanks', 'done', 'concede', 'hedge'] as const
const HOUR = 3_600_000

/** What the reply answers: what it does, who wrote it, how long ago, and how much both share. */
export function answeredWords(out: Named, thread: Thread, { candidate, probability }: Answered): void {
  const { document } = thread.context.subject
  const { reading, context } = candidate
  const other = context.document
  if (reading && reading.scores.length > 0) {
    for (const act of SENTENCE_ACTS) {
      const max = Math.max(...reading.scores.map((scores) => sigmoid(scores[act])))
      out.add(`parent:${act}`, max)
      out.add(`parent last:${act}`, sigmoid(reading.scores.at(-1)![act]))
    }
    for (const cue of PARENT_CUES)
      out.add(
        `parent cue:${cue}`,
        reading.cued.some((sentence) => hasCue(sentence, cue)),
      )
    out.add('parent short', reading.scores.length <= 2)
  }
  addVoices(out, thread, candidate)
  out.add('answers for sure', probability)
  const times = [other.createdAt, document.createdAt] as const
  if (times[0] && times[1]) {
    const hours = between(times[0], times[1]) / HOUR
    out.add('within the hour', hours < 1)
    out.add('within the day', hours < 24)
    out.add('after a month', hours > 720)
  }
  let best = 0
  for (const row of overlaps(thread, candidate)) for (const one of row) best = Math.max(best, one)
  out.add('overlap', Math.min(1, best / 20))
}

/** Siblings that a thread has at least before somebody speaks often in it. */
const FEW = 5

/** Whether a question is answered, and by or for those who come back again and again. */
function addVoices(out: Named, { candidates, context }: Thread, { passages, context: answered }: Candidate): void {
  const { author, parent } = answered.document
  const asking = passages.map(({ asks }) => asks)
  const siblings = candidates.filter(({ context: { relation } }) => relation === 'sibling')
  const often = (one: string | null): number =>
    one === null
      ? 0
      : siblings.filter(({ context: { document } }) => document.author === one).length / (siblings.length + FEW)
  const self = often(context.subject.document.author)
  out.add('answers a question', asking.includes(true))
  out.add('answers a last question', asking.at(-1) ?? false)
  out.add('speaks often', self)
  out.add('answers one who speaks often', parent === null ? 0 : often(author))
  out.add('speaks often, answers a question', asking.includes(true) ? self : 0)
}

/** Acts by which the comments beside the reply are looked at. */
const HABITUAL = ['objection', 'support', 'question', 'clarification', 'edit_request'] as const

/** What its author did just before in the thread, and what is done there: objectors go on, rows of "+1" as well. */
export function wordsBeside(out: Named, { candidates, context }: Thread): void {
  const self = context.subject.document.author
  const siblings = candidates.filter(({ context: { relation }, reading }) => relation === 'sibling' && reading !== null)
  if (siblings.length === 0) return
  const most = ({ reading }: Candidate, act: (typeof HABITUAL)[number]): number =>
    Math.max(0, ...reading!.scores.map((scores) => sigmoid(scores[act])))
  const own = siblings
    .filter(({ context: { document } }) => self !== null && document.author === self)
    .toSorted((a, b) => order(createdAt(b), createdAt(a)))[0]
  for (const act of HABITUAL) {
    out.add(`beside:${act}`, siblings.reduce((sum, one) => sum + most(one, act), 0) / (siblings.length + 2))
    if (own !== undefined) out.add(`own before:${act}`, most(own, act))
  }
}

/** The first reply to the reply tells what it was: "Fixed, thanks". */
export function wordsAfter(out: Named, { replies, context, parent }: Thread): void {
  out.add('no reply', replies.length === 0)
  const first = replies[0]
  if (!first) return
  const by = first.context.document.author
  out.add('reply by self', by === context.subject.document.author)
  out.add('reply by parent', by !== null && by === parent?.context.document.author)
  if (!first.reading) return
  const cued = first.reading.cued.slice(0, 4)
  for (const cue of LATER_CUES)
    out.add(
      `reply cue:${cue}`,
      cued.some((sentence) => hasCue(sentence, cue)),
    )
  const scores = first.reading.scores.slice(0, 4)
  for (const act of SENTENCE_ACTS)
    out.add(`reply:${act}`, Math.max(0, ...scores.map((one) => sigmoid(one[act as Head]))))
}
