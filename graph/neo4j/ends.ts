/** The sentences at the ends of responses: their lives, and their words in the revision that was answered. */
import type { ClaimEvent } from '../store.ts'
import { wordKey } from '../words.ts'
import type { Tx } from './db.ts'
import { eventsOf, LIFE, type LivingClaim } from './lives.ts'
import type { StoredResponse } from './responses.ts'
import type { Texts } from './texts.ts'
import { unpack } from './wordings.ts'

interface Answered {
  readonly id: string
  readonly number: number
  readonly textHash: string
  readonly wordings: readonly number[]
}

type Ends = ReadonlyMap<string, LivingClaim & { readonly ord: number }>

/** The lives of all sentences at the ends of some responses, with their words. */
export class Lives {
  readonly #claims: Ends
  readonly #answered: ReadonlyMap<string, Answered>
  readonly #texts: ReadonlyMap<string, string>

  constructor(claims: Ends, answered: ReadonlyMap<string, Answered>, texts: ReadonlyMap<string, string>) {
    this.#claims = claims
    this.#answered = answered
    this.#texts = texts
  }

  static async read(tx: Tx, texts: Texts, responses: readonly StoredResponse[]): Promise<Lives> {
    const ids = (pick: (response: StoredResponse) => readonly (string | null)[]) => [
      ...new Set(responses.flatMap(pick).filter((id): id is string => id !== null)),
    ]
    const claims = await tx.from<{ id: string; claim: LivingClaim & { ord: number } }>(
      ids(({ claim, to }) => [claim, to.claim]),
      `UNWIND $rows AS id MATCH (c:Claim {id: id}) RETURN id, c{.ord, ${LIFE}} AS claim`,
    )
    const answered = await tx.from<Answered>(
      ids(({ to }) => [to.revision]),
      'UNWIND $rows AS id MATCH (v:Revision {id: id}) RETURN id, v.number AS number, v.textHash AS textHash, v.wordings AS wordings',
    )
    const lived = claims.flatMap(({ claim }) => eventsOf(claim).map(({ revision }) => revision))
    const read = new Map([...(await texts.of(tx, answered)), ...(await texts.named(tx, lived))])
    return new Lives(
      new Map(claims.map(({ id, claim }) => [id, claim])),
      new Map(answered.map((revision) => [revision.id, revision])),
      read,
    )
  }

  of(claim: string | null): readonly ClaimEvent[] {
    const found = this.#claims.get(claim ?? '')
    if (found === undefined) return []
    return eventsOf(found).map(({ revision, number, at, change, start, end }) => ({
      ...{ revision, number, at, change },
      words: start === null || end === null || change === 'struck' ? null : this.#words(revision, start, end),
    }))
  }

  numberOf(revision: string | null): number | null {
    return this.#answered.get(revision ?? '')?.number ?? null
  }

  wordsIn(claim: string | null, revision: string | null): string | null {
    const [found, answered] = [this.#claims.get(claim ?? ''), this.#answered.get(revision ?? '')]
    if (found === undefined || answered === undefined) return null
    const span = unpack(answered.wordings).find(({ ord }) => ord === found.ord)
    return span === undefined || span.start === null || span.end === null
      ? null
      : this.#words(answered.id, span.start, span.end)
  }

  /** Equal words, equal key; a formula without words is itself. */
  #words(revision: string, start: number, end: number): string {
    const exact = (this.#texts.get(revision) ?? '').slice(start, end)
    return wordKey(exact) || exact
  }
}
