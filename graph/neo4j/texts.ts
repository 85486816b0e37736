/** Texts of revisions, remembered: many replies read one page. A text is known by its hash, so nothing grows stale. */
import { Lru } from '../lru.ts'
import type { Tx } from './db.ts'

/** Texts remembered. */
const REMEMBERED = 1_000

export interface Hashed {
  readonly id: string
  readonly textHash: string
}

export class Texts {
  readonly #byHash = new Lru<string, string | null>(REMEMBERED)

  /** Texts by revision id. */
  async of(tx: Tx, revisions: readonly Hashed[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    const missing: Hashed[] = []
    for (const revision of revisions) {
      const text = this.#byHash.get(revision.textHash, () => null)
      if (text === null) missing.push(revision)
      else found.set(revision.id, text)
    }
    const hashes = new Map(missing.map(({ id, textHash }) => [id, textHash]))
    const read = await tx.from<{ id: string; text: string }>(
      [...hashes.keys()],
      'UNWIND $rows AS id MATCH (v:Revision {id: id}) RETURN id, v.text AS text',
    )
    for (const { id, text } of read) {
      this.#byHash.delete(hashes.get(id)!)
      this.#byHash.get(hashes.get(id)!, () => text)
      found.set(id, text)
    }
    return found
  }

  /** Texts of revisions that are known by id only. */
  async named(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await tx.from<Hashed>(
      [...new Set(ids)],
      'UNWIND $rows AS id MATCH (v:Revision {id: id}) RETURN id, v.textHash AS textHash',
    )
    return this.of(tx, found)
  }
}
