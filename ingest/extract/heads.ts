/** Sentence heads: the acts that a sentence may do, and asserting. */
import type { Act } from '../../graph/model.ts'

export type SentenceAct = Exclude<Act, 'other'>
export const SENTENCE_ACTS = [
  'objection',
  'support',
  'question',
  'concession',
  'clarification',
  'edit_request',
  'edit_done',
] as const satisfies readonly SentenceAct[]

/** `other`: stands in a reply that does none of the acts. */
export const HEADS = ['claim', ...SENTENCE_ACTS, 'other'] as const
export type Head = (typeof HEADS)[number]

/** First reading of a sentence, from its own words and its neighbours': a score (log odds) for each head. */
export type HeadScores = Readonly<Record<Head, number>>
