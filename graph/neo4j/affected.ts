/**
 * Who reads a document: the rules of linkContext, backwards. A document that arrives or changes is linked again
 * together with everyone whose context holds it. All of it is found through indexes; of its thread only those
 * who stand near it, but for a root, which everyone in the thread reads.
 */
import { addressesOf } from '../addresses.ts'
import { ANCESTORS, REPLIES, SIBLINGS } from '../context.ts'
import type { Tx } from './db.ts'
import type { StoredDocument } from './documents.ts'
import { keyed } from './values.ts'

/** Steps that are followed up to find the root of a document that does not name it. */
export const ROOT_STEPS = 64

export type Place = Pick<
  StoredDocument,
  'id' | 'source' | 'kind' | 'url' | 'title' | 'aliases' | 'parent' | 'root' | 'order'
>

/** Ids of the documents whose context holds one of these where it stands, and their own. */
export async function readersOf(tx: Tx, places: readonly Place[]): Promise<ReadonlySet<string>> {
  const ids = new Set(places.map(({ id }) => id))
  const add = (found: readonly { readonly id: string }[]): void => {
    for (const { id } of found) ids.add(id)
  }
  const replies = places.filter(({ parent }) => parent !== null).map(({ id, parent, order }) => ({ id, parent, order }))
  const found = await Promise.all([
    below(tx, [...ids]),
    inThread(tx, [...ids]),
    citers(tx, places),
    parentsThatListThem(tx, replies),
    siblingsAfter(tx, replies),
    rowsAfter(tx, places),
  ])
  for (const part of found) add(part)
  return ids
}

function inThread(tx: Tx, roots: readonly string[]): Promise<{ id: string }[]> {
  return tx.from(
    roots,
    `UNWIND $rows AS row MATCH (d:Document) USING INDEX SEEK d:Document(root, order)
     WHERE d.root = row AND d.order IS NOT NULL RETURN d.id AS id`,
  )
}

/** Level by level: eight steps down, further only where documents do not name their root. */
async function below(tx: Tx, ids: readonly string[]): Promise<readonly { id: string }[]> {
  const found = new Set(ids)
  let level: readonly string[] = ids
  for (let depth = 1; level.length > 0 && depth <= ROOT_STEPS; depth++) {
    const next: { id: string; root: string | null }[] = await tx.from(
      level,
      `UNWIND $rows AS id MATCH (d:Document) USING INDEX SEEK d:Document(parent, order)
       WHERE d.parent = id AND d.order IS NOT NULL RETURN d.id AS id, d.root AS root`,
    )
    const fresh = next.filter(({ id }) => !found.has(id))
    for (const { id } of fresh) found.add(id)
    level = fresh.filter(({ root }) => depth < ANCESTORS || root === null).map(({ id }) => id)
  }
  return [...found].map((id) => ({ id }))
}

function citers(tx: Tx, places: readonly Place[]): Promise<{ id: string }[]> {
  const keys = places.flatMap((place) => addressesOf(place).map(keyed))
  return tx.from(keys, 'UNWIND $rows AS key MATCH (:Address {key: key})<-[:CITES]-(d:Document) RETURN d.id AS id')
}

type Reply = { readonly id: string; readonly parent: string | null; readonly order: string }

/** The parent reads its first replies. */
function parentsThatListThem(tx: Tx, replies: readonly Reply[]): Promise<{ id: string }[]> {
  return tx.from(
    replies,
    `UNWIND $rows AS row MATCH (p:Document {id: row.parent})
     WHERE size(COLLECT { MATCH (d:Document) USING INDEX SEEK d:Document(parent, order) WHERE d.parent = row.parent AND d.order < row.order RETURN 1 LIMIT $replies }) < $replies
     RETURN p.id AS id`,
    { replies: REPLIES },
  )
}

function siblingsAfter(tx: Tx, replies: readonly Reply[]): Promise<{ id: string }[]> {
  return tx.from(
    replies,
    `UNWIND $rows AS row
     CALL (row) { MATCH (d:Document) USING INDEX SEEK d:Document(parent, order) WHERE d.parent = row.parent AND d.order > row.order
       RETURN d.id AS id ORDER BY d.parent, d.order LIMIT $siblings }
     RETURN DISTINCT id`,
    { siblings: SIBLINGS },
  )
}

/** Those directly under the root who have one of these among the documents before them, should the thread be flat there. */
function rowsAfter(tx: Tx, places: readonly Place[]): Promise<{ id: string }[]> {
  return tx.from(
    places.filter(({ root }) => root !== null).map(({ root, order }) => ({ root, order })),
    `UNWIND $rows AS row
     CALL (row) { MATCH (d:Document) USING INDEX SEEK d:Document(root, order) WHERE d.root = row.root AND d.order > row.order
       RETURN d.id AS id, d.parent AS parent ORDER BY d.root, d.order LIMIT $siblings }
     WITH row, id, parent WHERE parent = row.root RETURN DISTINCT id`,
    { siblings: SIBLINGS },
  )
}
