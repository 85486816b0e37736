/** The second pass: what a document does toward others, from the document and its bounded context. Pure, the same each time. */
import type { LinkContext } from '../../graph/context.ts'
import type { Linked } from '../../graph/model.ts'
import { promptedEdits } from '../edits/prompted.ts'
import { readReply } from '../extract/reply.ts'
import { responsesOf } from '../extract/responses.ts'
import { withConcepts } from './concepts.ts'
import { withReported } from './reported.ts'
import { withStances } from './stances.ts'
import { withWithdrawals } from './withdrawals.ts'

/** Version of the linker. */
export const LINKER = 'linker@1'

/** Responses of one document and the edits that they prompted. A tombstone responds to nothing any more. */
export function link(context: LinkContext): Linked {
  const { document } = context.subject
  if (document.state === 'deleted' || document.state === 'unavailable')
    return { document: document.id, responses: [], promptedEdits: [] }
  const replies = document.parent === null ? [] : responsesOf(context, readReply(context))
  const responses = withConcepts(
    context,
    withStances(context, withWithdrawals(context, withReported(context, replies))),
  )
  return { document: document.id, responses, promptedEdits: promptedEdits(context, responses) }
}
