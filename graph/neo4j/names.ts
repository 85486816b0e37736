/** What names mean in the store: senses of forms, forms of concepts. Read in bulk, remembered for one reading. */
import { leadingForms, rootOf } from '../concepts.ts'
import type { Tx } from './db.ts'

export interface ConceptCells {
  readonly id: string
  readonly form: string
  readonly label: string
  readonly weight: number
  readonly page: string | null
  readonly merged: string | null
}

export interface RootSense {
  readonly root: string
  readonly weight: number
}

/** A form under which a concept is looked for, and how it is read where it has several senses. */
export type Name = {
  readonly form: string
  readonly leads: boolean
  readonly ambiguous: boolean
}

const CONCEPT = '.id, .form, .label, .weight, .page, .merged'

interface FormSenses {
  readonly form: string
  readonly senses: readonly { readonly concept: ConceptCells; readonly weight: number }[]
}

/** Ends a statement that has a `form`: its senses, with their concepts, so that these need no asking of their own. */
const SENSES = `
  WITH form, COLLECT { MATCH (:Form {form: form})-[s:MEANS]->(c:Concept) RETURN {concept: c{${CONCEPT}}, weight: s.weight} } AS senses
  RETURN form, CASE WHEN senses <> [] THEN senses
    // Named by a response alone.
    ELSE COLLECT { MATCH (c:Concept {form: form})
      WHERE EXISTS { MATCH (r:Response) WHERE r.toForm = form AND r.open } RETURN {concept: c{${CONCEPT}}, weight: 0} } END AS senses`

export class StoredNames {
  readonly #tx: Tx
  readonly #concepts = new Map<string, ConceptCells>()
  readonly #senses = new Map<string, readonly RootSense[]>()

  constructor(tx: Tx) {
    this.#tx = tx
  }

  /** Cells of a concept that was loaded. */
  cells(id: string): ConceptCells {
    return this.#concepts.get(id)!
  }

  /** Loads concepts, and those that they merged into. */
  async load(ids: readonly string[]): Promise<void> {
    let missing = [...new Set(ids)].filter((id) => !this.#concepts.has(id))
    while (missing.length > 0) {
      const found = await this.#tx.from<{ cells: ConceptCells }>(
        missing,
        `UNWIND $rows AS id MATCH (k:Concept {id: id}) RETURN k{${CONCEPT}} AS cells`,
      )
      for (const { cells } of found) this.#concepts.set(cells.id, cells)
      missing = found.flatMap(({ cells }) =>
        cells.merged === null || this.#concepts.has(cells.merged) ? [] : [cells.merged],
      )
    }
  }

  /** The concept that a loaded concept merged into, itself where it did not. */
  root(id: string): string {
    return rootOf<string>(
      id,
      (one) => this.#concepts.get(one)?.merged ?? null,
      (one) => this.#concepts.get(one)?.form ?? '',
    )
  }

  /** The root of the concept with this id, or null. */
  async rootNamed(id: string): Promise<string | null> {
    await this.load([id])
    return this.#concepts.has(id) ? this.root(id) : null
  }

  /** Loads the senses of forms. */
  async loadSenses(forms: readonly string[]): Promise<void> {
    const missing = [...new Set(forms)].filter((form) => !this.#senses.has(form))
    const found = await this.#tx.from<FormSenses>(missing, `UNWIND $rows AS form ${SENSES}`)
    for (const form of missing) this.#senses.set(form, [])
    await this.#takeSenses(found)
  }

  async #takeSenses(found: readonly FormSenses[]): Promise<void> {
    const cells = found.flatMap(({ senses }) => senses.map(({ concept }) => concept))
    for (const concept of cells) this.#concepts.set(concept.id, concept)
    await this.load(cells.flatMap(({ merged }) => (merged === null ? [] : [merged])))
    for (const { form, senses } of found) this.#senses.set(form, this.#summed(senses))
  }

  /** Senses of a loaded form, the leading first: the one that most documents speak for. */
  sensesOf(form: string): readonly RootSense[] {
    return this.#senses.get(form) ?? []
  }

  #summed(senses: FormSenses['senses']): readonly RootSense[] {
    const weights = new Map<string, number>()
    for (const { concept, weight } of senses) {
      const root = this.root(concept.id)
      weights.set(root, (weights.get(root) ?? 0) + weight)
    }
    return [...weights]
      .map(([root, weight]) => ({ root, weight }))
      .sort((a, b) => b.weight - a.weight || (this.cells(a.root).form < this.cells(b.root).form ? -1 : 1))
  }

  /** A concept and those that merged into it, the root first. */
  async members(root: string): Promise<readonly string[]> {
    const members = new Set([root])
    for (let level: readonly string[] = [root]; level.length > 0; ) {
      const found = await this.#tx.from<{ id: string }>(
        level,
        'UNWIND $rows AS id MATCH (k:Concept) WHERE k.merged = id RETURN k.id AS id ORDER BY id',
      )
      level = found.map(({ id }) => id).filter((id) => !members.has(id))
      for (const id of level) members.add(id)
    }
    await this.load([...members])
    return [...members].filter((id) => this.root(id) === root)
  }

  /** Every form that names a concept, with whether the concept leads among the form's senses, and whether there are others. */
  async formsOf(members: readonly string[], root: string): Promise<readonly Name[]> {
    const found = await this.#tx.from<FormSenses>(
      members,
      `UNWIND $rows AS id MATCH (k:Concept {id: id})
       CALL (k) { MATCH (f:Form)-[:MEANS]->(k) RETURN f.form AS form UNION RETURN k.form AS form }
       WITH DISTINCT form ${SENSES}`,
    )
    await this.#takeSenses(found)
    const own = new Set(members)
    const forms = found.map(({ form, senses }) => {
      const said = senses.filter(({ concept }) => own.has(concept.id))
      return { text: form, weight: said.reduce((sum, { weight }) => sum + weight, 0) }
    })
    return leadingForms(forms).map(({ text: form }) => {
      const senses = this.sensesOf(form)
      return { form, leads: senses[0]?.root === root, ambiguous: senses.length > 1 }
    })
  }

  /** What forms mean in documents: as the document itself defines it, else in the leading sense. */
  async conceptsAt(
    places: readonly { readonly form: string; readonly document: string }[],
  ): Promise<ReadonlyMap<string, string>> {
    const distinct = [...new Map(places.map((place) => [placeKey(place), place])).values()]
    const own = await this.#tx.from<{ form: string; document: string; concept: string }>(
      distinct.map(({ form, document }) => ({ form, document })),
      `UNWIND $rows AS row MATCH (:Document {id: row.document})-[o:READS]->() WHERE o.form = row.form
       WITH row, o ORDER BY o.weight DESC, o.concept
       RETURN row.form AS form, row.document AS document, head(collect(o.concept)) AS concept`,
    )
    await this.loadSenses(distinct.map(({ form }) => form))
    await this.load(own.map(({ concept }) => concept))
    const found = new Map<string, string>()
    for (const place of distinct) {
      const root = this.sensesOf(place.form)[0]?.root
      if (root !== undefined) found.set(placeKey(place), root)
    }
    for (const place of own) found.set(placeKey(place), this.root(place.concept))
    return found
  }
}

export function placeKey({ form, document }: { readonly form: string; readonly document: string }): string {
  return `${form}\0${document}`
}
