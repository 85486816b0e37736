/** Claims of an analysis read once more by the encoder: what a sentence asserts, averaged with the fast model's word. */
import type { Analysis, Claim, Wording } from '../../graph/model.ts'
import { ASSERTION_FLOOR } from '../../graph/views.ts'
import { averaged } from '../extract/average.ts'
import { sigmoid } from '../extract/linear.ts'
import type { Encoder } from './encoder.ts'
import { type EncoderInput, windowsOf } from './inputs.ts'

/** A window of a revision, and the claims whose newest words stand there; null: one that is read elsewhere. */
interface Page {
  readonly input: EncoderInput
  readonly claims: readonly (Claim | null)[]
}

/** The analysis with the probabilities of both models. Sentences that the fast model rules out (quoted, code) stay so. */
export async function withAssertions(encoder: Encoder, analysis: Analysis): Promise<Analysis> {
  const pages = pagesOf(encoder, analysis)
  const scores = await encoder.run(pages.map(({ input }) => input))
  const { share, temperature } = encoder.file
  const chances = new Map<string, number>()
  for (const [at, { claims }] of pages.entries()) {
    const { sentences } = scores[at]!
    for (const [nth, claim] of claims.entries()) {
      if (claim === null) continue
      const second = sigmoid(sentences[nth]![0]! / temperature.claim)
      chances.set(claim.id, averaged(claim.probability, second, share.claim))
    }
  }
  return { ...analysis, claims: analysis.claims.map((claim) => withChance(claim, chances.get(claim.id))) }
}

/** What the encoder reads of a text before anything of its thread is known. */
export function claimWindows(
  { vocabulary }: Pick<Encoder, 'vocabulary'>,
  sentences: readonly string[],
): EncoderInput[] {
  return windowsOf(vocabulary, '', sentences)
}

function withChance(claim: Claim, probability: number | undefined): Claim {
  if (probability === undefined) return claim
  return { ...claim, probability, kind: probability >= ASSERTION_FLOOR ? 'assertion' : 'passage' }
}

/** Claims by the revision that gave them their newest words, each read among the others of that revision. */
function pagesOf(encoder: Encoder, { claims, wordings, revisions, document }: Analysis): Page[] {
  if (document.language !== 'en') return []
  const newest = new Map<string, Wording>()
  const byRevision = new Map<string, Wording[]>()
  for (const wording of wordings) {
    if (wording.start === null) continue
    byRevision.set(wording.revision, [...(byRevision.get(wording.revision) ?? []), wording])
    if (wording.change !== 'kept' && wording.change !== 'moved') newest.set(wording.claim, wording)
  }
  const known = new Map(claims.map((claim) => [claim.id, claim]))
  return revisions.flatMap(({ id, text }) => {
    const there = (byRevision.get(id) ?? [])
      .filter(({ claim }) => (known.get(claim)?.probability ?? 0) > 0)
      .toSorted((a, b) => a.start! - b.start!)
    const texts = there.map(({ start, end }) => text.slice(start!, end!))
    return claimWindows(encoder, texts).flatMap((input) => {
      const inside = there.slice(input.first, input.first + input.sentences.length)
      const read = inside.map(({ claim }) => (newest.get(claim)?.revision === id ? known.get(claim)! : null))
      // Only windows in which something new stands are read.
      return read.every((claim) => claim === null) ? [] : [{ input, claims: read }]
    })
  })
}
