/** The second pass: what a document does toward others, from the document and its bounded context. Pure, the same each time. */
import type { LinkContext } from '../../graph/context.ts'
import type { Document, Linked, Response } from '../../graph/model.ts'
import { promptedEdits } from '../edits/prompted.ts'
import { withoutRepeats } from '../extract/repeats.ts'
import { type ReplyReading, readReply } from '../extract/reply.ts'
import { responsesOf } from '../extract/responses.ts'
import { withConcepts } from './concepts.ts'
import { withReported } from './reported.ts'
import { withStances } from './stances.ts'
import { withUndercuts } from './undercuts.ts'
import { withWithdrawals } from './withdrawals.ts'

/** Version of the linker. */
export const LINKER = 'linker@3'

type Rule = (context: LinkContext, responses: readonly Response[]) => readonly Response[]

/** Rules over what the model read, each on what the one before it left. */
const RULES: readonly (readonly [name: string, rule: Rule])[] = [
  ['reported', withReported],
  ['withdrawals', withWithdrawals],
  ['stances', withStances],
  ['undercuts', withUndercuts],
  ['concepts', withConcepts],
]

/** Whether there is a reply to be read: no root, no tombstone. */
export function isReply({ subject: { document } }: LinkContext): boolean {
  return document.parent !== null && !isTombstone(document)
}

function isTombstone({ state }: Document): boolean {
  return state === 'deleted' || state === 'unavailable'
}

/**
 * Responses of one document and the edits that they prompted. A tombstone responds to nothing any more. `read` is the
 * model that reads the reply, given its own words: the fast one, unless a reading made elsewhere is handed over.
 */
export function link(whole: LinkContext, read: (context: LinkContext) => ReplyReading = readReply): Linked {
  const { document } = whole.subject
  if (isTombstone(document)) return { document: document.id, responses: [], promptedEdits: [] }
  const context = withoutRepeats(whole)
  const replies = isReply(context) ? responsesOf(context, read(context)) : []
  const responses = RULES.reduce<readonly Response[]>((found, [, rule]) => rule(context, found), replies)
  return { document: document.id, responses, promptedEdits: promptedEdits(context, responses) }
}
