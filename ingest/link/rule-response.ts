/** Responses that a rule, and no model, makes of one of a document's own sentences. */
import type { LinkContext } from '../../graph/context.ts'
import { responseId } from '../../graph/ids.ts'
import type { Response, Target } from '../../graph/model.ts'

/** What such responses name as their model. */
const RULES_MODEL = 'rules@1'

/** A sentence of the subject, with its number among those of the same words (ingest/extract/numbered.ts). */
export type OwnSentence = LinkContext['subject']['sentences'][number] & { readonly nth: number }

/** What the rule says of the sentence. */
export type Found = Pick<Response, 'act' | 'confidence' | 'rule' | 'evidence'>

const NOWHERE: Target = {
  ...{ document: null, claim: null, concept: null, response: null, revision: null },
  ...{ start: null, end: null, exact: null },
}

/** A response of this sentence, never the main one; what `to` does not name stays open. */
export function ruleResponse(document: string, sentence: OwnSentence, found: Found, to: Partial<Target>): Response {
  const { claim, revision, start, end, exact, author, at, nth } = sentence
  return {
    id: responseId(document, exact, nth),
    document,
    ...{ claim, revision, start, end, exact, author, at },
    to: { ...NOWHERE, ...to },
    ...found,
    model: RULES_MODEL,
    main: false,
  }
}

/** A response whose act a rule knows better than the model did. */
export function overruled(response: Response, found: Found): Response {
  return { ...response, ...found, model: RULES_MODEL }
}
