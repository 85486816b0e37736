/** What one reading needs: its transaction, the texts that are remembered, the names looked up so far. */
import type { LifeEvent } from '../lives.ts'
import type { Iso } from '../model.ts'
import type { AuthorBrief, DocumentBrief } from '../question.ts'
import type { Tx } from './db.ts'
import { eventsOf, type LivingClaim } from './lives.ts'
import { StoredNames } from './names.ts'
import type { Texts } from './texts.ts'

export class Reader {
  readonly tx: Tx
  readonly texts: Texts
  readonly names: StoredNames

  constructor(tx: Tx, texts: Texts) {
    this.tx = tx
    this.texts = texts
    this.names = new StoredNames(tx)
  }

  /** Documents named in passing, by id; one that was never read is known by its id alone. */
  async documents(ids: readonly (string | null)[]): Promise<(id: string) => DocumentBrief> {
    const found = await this.tx.from<DocumentBrief>(
      distinct(ids),
      'UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN id, d.kind AS kind, d.title AS title, d.url AS url, d.state AS state',
    )
    const briefs = new Map(found.map((brief) => [brief.id, brief]))
    return (id) => briefs.get(id) ?? unread(id)
  }

  async authors(ids: readonly (string | null)[]): Promise<(id: string | null) => AuthorBrief | null> {
    const found = await this.tx.from<AuthorBrief>(
      distinct(ids),
      'UNWIND $rows AS id MATCH (a:Author {id: id}) RETURN id, a.name AS name',
    )
    const briefs = new Map(found.map((brief) => [brief.id, brief]))
    return (id) => (id === null ? null : (briefs.get(id) ?? null))
  }

  /** What revisions did to claims until then, with their words there: a function from a claim to its life. */
  async lives(claims: readonly LivingClaim[], asOf: Iso | null): Promise<(claim: LivingClaim) => readonly LifeEvent[]> {
    const revisions = claims.flatMap((claim) => eventsOf(claim, asOf).map(({ revision }) => revision))
    const texts = await this.texts.named(this.tx, revisions)
    return (claim) =>
      eventsOf(claim, asOf).map((event) => {
        const { revision, start, end } = event
        return {
          ...event,
          exact: start === null || end === null ? null : (texts.get(revision) ?? '').slice(start, end),
        }
      })
  }
}

/** A document that is named and was never read. */
export function unread(id: string): DocumentBrief {
  return { id, kind: 'unread', title: null, url: null, state: 'unavailable' }
}

function distinct(ids: readonly (string | null)[]): readonly string[] {
  return [...new Set(ids.filter((id): id is string => id !== null))]
}
