/** Claims and their wordings: every sentence of a document's own words, carried through its revisions. */
import { claimId } from '../../graph/ids.ts'
import type { Claim, Wording } from '../../graph/model.ts'
import { ASSERTION_FLOOR } from '../../graph/views.ts'
import { type Track, track } from '../edits/track.ts'
import { assertionProbability } from '../extract/assertion.ts'
import { memo } from '../memo.ts'
import type { Sentence } from '../text/plain.ts'
import type { ReadRevision } from './texts.ts'

export interface Claims {
  readonly claims: readonly Claim[]
  readonly wordings: readonly Wording[]
}

/** Of the sentences of one text, by place and kind of document. */
const probabilities = memo<readonly Sentence[], number>()

/**
 * Claims of a document, in order of introduction. A claim's probability is that of its newest wording, read where
 * that wording was introduced, so that a later revision elsewhere in the text changes nothing about it.
 */
export function claimsOf(
  document: string,
  kind: string,
  author: string | null,
  revisions: readonly ReadRevision[],
  english: boolean,
): Claims {
  const tracks = track(revisions.map(({ revision, sentences }) => ({ ...revision, sentences })))
  const at = revisions.map(({ sentences }) => new Map(sentences.map((sentence, index) => [sentence.start, index])))
  const claims: Claim[] = []
  const wordings: Wording[] = []
  for (const one of tracks) {
    const first = revisions[one.earliest.revision]
    const earliest = first?.sentences[one.earliest.sentence]
    if (first === undefined || earliest === undefined) continue
    const id = claimId(document, first.revision.text.slice(earliest.start, earliest.end), one.nth)
    const { revision, sentence } = newestWording(one, revisions, at)
    const read = revisions[revision]!
    const probability = english
      ? probabilities.of(read.sentences, `${sentence} ${kind}`, () => probabilityAt(read, sentence, kind))
      : 0
    const last = one.life.at(-1)
    const span = read.sentences[sentence]!
    claims.push({
      id,
      document,
      kind: probability >= ASSERTION_FLOOR ? 'assertion' : 'passage',
      author: first.revision.editor ?? author,
      text: read.revision.text.slice(span.start, span.end),
      state: last?.change === 'withdrawn' || last?.change === 'struck' ? 'withdrawn' : 'standing',
      probability,
      introduced: first.revision.id,
      at: first.revision.at,
    })
    for (const { revision: index, start, end, change } of one.life) {
      wordings.push({ claim: id, revision: revisions[index]!.revision.id, start, end, change })
    }
  }
  return { claims, wordings }
}

/** The sentence that gave the claim its newest words: where they were introduced, reworded, restored or struck. */
function newestWording(
  one: Track,
  revisions: readonly ReadRevision[],
  at: readonly ReadonlyMap<number, number>[],
): { revision: number; sentence: number } {
  let found = one.earliest
  for (const { revision, start, change } of one.life) {
    if (start === null || change === 'kept' || change === 'moved') continue
    const sentence = at[revision]?.get(start)
    if (sentence !== undefined && revisions[revision]?.sentences[sentence]) found = { revision, sentence }
  }
  return found
}

function probabilityAt({ revision, sentences }: ReadRevision, index: number, documentKind: string): number {
  const sentence = sentences[index]!
  if (sentence.code || sentence.quoteDepth > 0 || sentence.kind === 'heading') return 0
  const text = (other: Sentence | undefined): string | null =>
    other === undefined ? null : revision.text.slice(other.start, other.end)
  return assertionProbability({
    text: revision.text.slice(sentence.start, sentence.end),
    kind: sentence.kind,
    previous: text(sentences[index - 1]),
    next: text(sentences[index + 1]),
    index,
    count: sentences.length,
    documentKind,
  })
}
