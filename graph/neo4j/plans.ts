/**
 * When a statement may be planned anew. Neo4j plans a statement again, every ten seconds, as long as the counts of nodes
 * change, and a store that is being filled changes all the time: three quarters of a load were spent in the planner. So
 * each statement may be planned again after ten seconds, then after twenty, forty and so on: what was planned while the
 * store was nearly empty does not stay, and a load of an hour plans each statement nine times.
 */
const SOON_MS = 10_000
const KEPT = 'CYPHER replan=skip '

/** Statements that are remembered; beyond that the questions of a day, no two alike, would pile up. */
const REMEMBERED = 2_000

export class Plans {
  readonly #due = new Map<string, { readonly at: number; readonly wait: number }>()

  /** The statement as it is sent now. */
  sent(cypher: string, now: number = performance.now()): string {
    const due = this.#due.get(cypher)
    if (due !== undefined && now < due.at) return KEPT + cypher
    const wait = due === undefined ? SOON_MS : due.wait * 2
    if (this.#due.size >= REMEMBERED) this.#due.clear()
    this.#due.set(cypher, { at: now + wait, wait })
    return cypher
  }
}
