/** The second pass: what a document does toward others, from the document and its bounded context. Pure, the same each time. */
import type { LinkContext } from '../../graph/context.ts'
import type { Document, Linked } from '../../graph/model.ts'
import { promptedEdits } from '../edits/prompted.ts'
import { type ReplyReading, readReply } from '../extract/reply.ts'
import { responsesOf } from '../extract/responses.ts'
import { withConcepts } from './concepts.ts'
import { withReported } from './reported.ts'
import { withStances } from './stances.ts'
import { withWithdrawals } from './withdrawals.ts'

/** Version of the linker. */
export const LINKER = 'linker@1'

/** Whether there is a reply to be read: no root, no tombstone. */
export function isReply({ subject: { document } }: LinkContext): boolean {
  return document.parent !== null && !isTombstone(document)
}

function isTombstone({ state }: Document): boolean {
  return state === 'deleted' || state === 'unavailable'
}

/**
 * Responses of one document and the edits that they prompted. A tombstone responds to nothing any more. `read` is the
 * model that reads the reply: the fast one, unless a reading made elsewhere is handed over.
 */
export function link(context: LinkContext, read: (context: LinkContext) => ReplyReading = readReply): Linked {
  const { document } = context.subject
  if (isTombstone(document)) return { document: document.id, responses: [], promptedEdits: [] }
  const replies = isReply(context) ? responsesOf(context, read(context)) : []
  const responses = withConcepts(
    context,
    withStances(context, withWithdrawals(context, withReported(context, replies))),
  )
  return { document: document.id, responses, promptedEdits: promptedEdits(context, responses) }
}
