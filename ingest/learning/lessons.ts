/** What people's judgements teach: for a response as it was read, what its sentence or its document does, and what not. */
import type { LinkContext } from '../../graph/context.ts'
import type { Act } from '../../graph/model.ts'

export interface Lesson {
  /** The discussion that it is of: lessons of one belong on one side of a split. */
  readonly group: string
  readonly context: LinkContext
  /** Its sentence among the subject's; null: the document as a whole. */
  readonly sentence: number | null
  /** It tells what the document as a whole does. */
  readonly main: boolean
  /** What it does; null: not `not`, and nobody said what else. */
  readonly act: Act | null
  readonly not: Act | null
}

/** For each class of one act of many 1 where it may be the right one. */
export function oneOf(classes: readonly string[], { act, not }: Pick<Lesson, 'act' | 'not'>): number[] {
  return classes.map((one) => Number(act === null ? one !== not : one === act))
}

/**
 * For each of several acts 1, 0, or null where nobody said. Who names the act of a sentence says that it is no other:
 * heads that are told of nothing but what they are would come to see it everywhere.
 */
export function eachOf(classes: readonly string[], { act, not }: Pick<Lesson, 'act' | 'not'>): (number | null)[] {
  if (act !== null) return classes.map((one) => Number(one === act))
  return classes.map((one) => (one === not ? 0 : null))
}
