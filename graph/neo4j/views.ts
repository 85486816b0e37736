/** Revisions as readers see them: gathered for many documents in a few readings. */
import type { EditView, RevisionView, SentenceView } from '../context.ts'
import type { Tx } from './db.ts'
import type { Hashed, Texts } from './texts.ts'
import { type PackedWording, unpack } from './wordings.ts'

export interface RevisionHead extends Hashed {
  readonly document: string
  readonly number: number
  readonly at: string | null
  readonly editor: string | null
  readonly note: string | null
}

interface ClaimCells extends Pick<SentenceView, 'kind' | 'probability'> {
  readonly id: string
}

/** Revisions of documents, oldest first, by document. */
export async function headsOf(
  tx: Tx,
  documents: readonly string[],
): Promise<ReadonlyMap<string, readonly RevisionHead[]>> {
  const found = await tx.from<RevisionHead>(
    documents,
    `UNWIND $rows AS document MATCH (:Document {id: document})<-[:OF]-(v:Revision)
     RETURN document, v.id AS id, v.number AS number, v.at AS at, v.editor AS editor, v.note AS note, v.textHash AS textHash
     ORDER BY v.number`,
  )
  return Map.groupBy(found, ({ document }) => document)
}

export class Views {
  readonly #texts: ReadonlyMap<string, string>
  readonly #wordings: ReadonlyMap<string, readonly PackedWording[]>
  /** By document and the claim's number in it. */
  readonly #claims: ReadonlyMap<string, ClaimCells>

  constructor(
    texts: ReadonlyMap<string, string>,
    wordings: ReadonlyMap<string, readonly PackedWording[]>,
    claims: ReadonlyMap<string, ClaimCells>,
  ) {
    this.#texts = texts
    this.#wordings = wordings
    this.#claims = claims
  }

  /** Reads what the views of some revisions need. */
  static async read(tx: Tx, texts: Texts, heads: readonly RevisionHead[]): Promise<Views> {
    const revisions = [...new Map(heads.map((head) => [head.id, head])).values()]
    const [wordings, claims, read] = await Promise.all([
      tx.from<{ id: string; wordings: readonly number[] }>(
        revisions.map(({ id }) => id),
        'UNWIND $rows AS id MATCH (v:Revision {id: id}) RETURN id, v.wordings AS wordings',
      ),
      tx.from<ClaimCells & { document: string; ord: number }>(
        [...new Set(revisions.map(({ document }) => document))],
        `UNWIND $rows AS document MATCH (:Document {id: document})<-[:IN]-(c:Claim)
         RETURN document, c.ord AS ord, c.id AS id, c.kind AS kind, c.probability AS probability`,
      ),
      texts.of(tx, revisions),
    ])
    return new Views(
      read,
      new Map(wordings.map(({ id, wordings: packed }) => [id, unpack(packed)])),
      new Map(
        claims.map(({ document, ord, id, kind, probability }) => [`${ord} ${document}`, { id, kind, probability }]),
      ),
    )
  }

  text({ id }: Pick<RevisionHead, 'id'>): string {
    return this.#texts.get(id) ?? ''
  }

  view({ id, number, at, document }: RevisionHead): RevisionView {
    const sentences = this.#of(id).flatMap(({ ord, change, start, end }): SentenceView[] => {
      if (start === null || end === null) return []
      const { id: claim, kind, probability } = this.#claim(document, ord)
      return [{ start, end, claim, kind, probability, change }]
    })
    sentences.sort((a, b) => a.start - b.start || a.end - b.end)
    return { id, number, at, text: this.text({ id }), sentences }
  }

  /** What a revision did to the sentences of its document; `before` is the revision before it. */
  edit({ id, number, at, editor, note, document }: RevisionHead, before: RevisionHead): EditView {
    const former = new Map(this.#of(before.id).map((wording) => [wording.ord, wording]))
    const place = ({ ord, start }: PackedWording): number => start ?? former.get(ord)?.start ?? -1
    const changed = this.#of(id)
      .filter(({ change }) => change !== 'kept')
      .toSorted((a, b) => place(a) - place(b) || a.ord - b.ord)
    return {
      ...{ revision: id, number, at, editor, note },
      changes: changed.map((wording) => ({
        ...{ claim: this.#claim(document, wording.ord).id, change: wording.change },
        after: this.#cut(id, wording),
        before: this.#cut(before.id, former.get(wording.ord)),
      })),
    }
  }

  #of(revision: string): readonly PackedWording[] {
    return this.#wordings.get(revision) ?? []
  }

  #claim(document: string, ord: number): ClaimCells {
    return this.#claims.get(`${ord} ${document}`)!
  }

  #cut(revision: string, wording: PackedWording | undefined): string | null {
    if (wording === undefined || wording.start === null || wording.end === null) return null
    return this.text({ id: revision }).slice(wording.start, wording.end)
  }
}
