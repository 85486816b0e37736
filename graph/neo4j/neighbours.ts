/** The documents that a document is linked against: parent, root, ancestors, cited, siblings, replies. */
import { addressesMeant } from '../addresses.ts'
import { ANCESTORS, CITED, type LinkSubject, REPLIES, type Relation, SIBLINGS } from '../context.ts'
import { isFlat, rootOfRow } from '../flat.ts'
import { ROOT_STEPS } from './affected.ts'
import type { Tx } from './db.ts'
import { keyed } from './values.ts'

export interface Place {
  readonly id: string
  readonly parent: string | null
  readonly root: string | null
  readonly order: string
}

export interface Neighbour {
  readonly document: string
  readonly relation: Relation
  readonly distance: number
}

interface Ancestor {
  readonly id: string
  readonly parent: string | null
}

/** Every document of the context once, under its first relation, the document itself left out. */
export async function neighboursOf(
  tx: Tx,
  place: Place,
  ancestors: readonly Ancestor[],
  cited: readonly string[],
): Promise<readonly Neighbour[]> {
  const found = new Map<string, Neighbour>()
  const add = (document: string, relation: Relation, distance = 0): void => {
    if (!found.has(document) && document !== place.id) found.set(document, { document, relation, distance })
  }
  const [root, siblings, replies] = await Promise.all([
    rootOf(tx, place, ancestors),
    around(tx, place),
    repliesTo(tx, place),
  ])
  ancestors.forEach(({ id }, index) => {
    add(id, index === 0 ? 'parent' : id === root ? 'root' : 'ancestor', index + 1)
  })
  if (root !== null) add(root, 'root', ANCESTORS + 1)
  for (const id of cited) add(id, 'cited')
  for (const { id } of siblings) add(id, 'sibling')
  for (const { id } of replies) add(id, 'reply')
  return [...found.values()]
}

/** Up the parents, nearest first, as far as they were read; a circle of parents ends where it closes. */
export async function ancestorsOf(tx: Tx, { id }: Pick<Place, 'id'>, limit: number): Promise<readonly Ancestor[]> {
  const found = await tx.all<Ancestor>(
    `MATCH path = (:Document {id: $id})-[:REPLIES_TO*1..${limit}]->(a:Document)
     RETURN a.id AS id, a.parent AS parent ORDER BY length(path)`,
    { id },
  )
  const path: Ancestor[] = []
  for (const ancestor of found) {
    if (ancestor.id === id || path.some((one) => one.id === ancestor.id)) break
    path.push(ancestor)
  }
  return path
}

async function rootOf(tx: Tx, place: Place, ancestors: readonly Ancestor[]): Promise<string | null> {
  if (place.root !== null) {
    const found = await tx.get<{ id: string }>('MATCH (d:Document {id: $root}) RETURN d.id AS id', { root: place.root })
    return found?.id ?? null
  }
  return topOf(ancestors.length < ANCESTORS ? ancestors : await ancestorsOf(tx, place, ROOT_STEPS))?.id ?? null
}

/** Roots of documents by their ids: as their source names them, else found up their parents. */
export async function rootIds(
  tx: Tx,
  documents: readonly { readonly id: string; readonly parent: string | null; readonly root: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const roots = new Map<string, string>()
  for (const { id, parent, root } of documents) {
    if (root !== null) roots.set(id, root)
    else if (parent !== null) {
      const top = topOf(await ancestorsOf(tx, { id }, ROOT_STEPS))
      if (top !== null) roots.set(id, top.id)
    }
  }
  return roots
}

/** The top of a thread that was read whole. */
function topOf(path: readonly Ancestor[]): Ancestor | null {
  const top = path.at(-1)
  return top !== undefined && top.parent === null ? top : null
}

/** Nearest first: in a flat thread the documents before it, elsewhere the siblings before it. */
async function around(tx: Tx, place: Place): Promise<readonly { id: string }[]> {
  const root = rootOfRow(place)
  if (root === null) return siblingsBefore(tx, place)
  const before = await tx.all<{ id: string; parent: string | null }>(
    `MATCH (d:Document) USING INDEX SEEK d:Document(root, order) WHERE d.root = $root AND d.order < $order
     RETURN d.id AS id, d.parent AS parent ORDER BY d.root DESC, d.order DESC LIMIT $limit`,
    { root, order: place.order, limit: SIBLINGS },
  )
  return isFlat(before, root) ? before : siblingsBefore(tx, place)
}

async function siblingsBefore(tx: Tx, { parent, order }: Place): Promise<readonly { id: string }[]> {
  if (parent === null) return []
  return tx.all(
    `MATCH (d:Document) USING INDEX SEEK d:Document(parent, order) WHERE d.parent = $parent AND d.order < $order
     RETURN d.id AS id ORDER BY d.parent DESC, d.order DESC LIMIT $limit`,
    { parent, order, limit: SIBLINGS },
  )
}

function repliesTo(tx: Tx, { id }: Place): Promise<{ id: string }[]> {
  return tx.all(
    `MATCH (d:Document) USING INDEX SEEK d:Document(parent, order) WHERE d.parent = $id AND d.order IS NOT NULL RETURN d.id AS id ORDER BY d.parent, d.order LIMIT $limit`,
    { id, limit: REPLIES },
  )
}

// ---- references ------------------------------------------------------------------------------------------------------

export interface Referred {
  /** The documents that the first references name, each once. */
  readonly documents: readonly string[]
  /** The document that a reference names, or null. */
  readonly of: (ref: string) => string | null
}

export async function citedBy(
  tx: Tx,
  { document, quotes, links }: Pick<LinkSubject, 'document' | 'quotes' | 'links'>,
): Promise<Referred> {
  const refs = [...quotes.map(({ ref }) => ref), ...links.map(({ href }) => href)].filter((ref) => ref !== null)
  const of = await referredTo(tx, document.source, refs)
  const documents = new Set<string>()
  for (const ref of refs) {
    if (documents.size >= CITED) break
    const found = of(ref)
    if (found !== null) documents.add(found)
  }
  return { documents: [...documents], of }
}

/** The documents that references name: each by the surest of its readings; of several, the first by id. */
export async function referredTo(
  tx: Tx,
  source: string,
  refs: readonly string[],
): Promise<(ref: string) => string | null> {
  const meant = new Map(refs.map((ref) => [ref, addressesMeant(source, ref)]))
  const keys = [...new Set([...meant.values()].flat())].map((key) => ({ key, at: keyed(key) }))
  const found = await tx.from<{ key: string; id: string | null }>(
    keys,
    `UNWIND $rows AS row
     CALL (row) {
       MATCH (d:Document {id: row.key}) RETURN d.id AS id
       UNION MATCH (d:Document) WHERE d.place = row.at RETURN d.id AS id
       UNION MATCH (:Address {key: row.at})<-[:NAMED]-(d:Document) RETURN d.id AS id }
     RETURN row.key AS key, min(id) AS id`,
  )
  const documents = new Map(found.map(({ key, id }) => [key, id]))
  return (ref) => {
    for (const key of meant.get(ref) ?? []) {
      const id = documents.get(key)
      if (id !== undefined && id !== null) return id
    }
    return null
  }
}
