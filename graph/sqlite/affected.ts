/**
 * Who reads a document: the rules of linkContext, backwards. A document that arrives or changes is linked again
 * together with everyone whose context holds it. All of it is found through indices; of its thread only those
 * who stand near it, but for a root, which everyone in the thread reads.
 */
import { ANCESTORS, REPLIES, SIBLINGS } from '../context.ts'
import type { Db, RowId } from './db.ts'

/** Steps that are followed up to find the root of a document that does not name it. */
export const ROOT_STEPS = 64

export interface Place {
  readonly row: RowId
  readonly id: string
  readonly parent: string | null
  readonly root: string | null
  readonly moment: string
}

/** Rows of the documents whose context holds this one where it stands, and its own. */
export function readersOf(db: Db, place: Place): ReadonlySet<RowId> {
  const rows = new Set<RowId>([place.row])
  const add = (found: readonly { row: RowId }[]) => {
    for (const { row } of found) rows.add(row)
  }
  add(below(db, place.id))
  add(db.all('SELECT row FROM document WHERE root = ?', place.id))
  add(citers(db, place.row))
  if (place.parent !== null) {
    add(parentThatListsIt(db, place.parent, place))
    add(siblingsAfter(db, place.parent, place))
  }
  if (place.root !== null) add(rowAfter(db, place.root, place))
  return rows
}

function below(db: Db, id: string): readonly { row: RowId }[] {
  return db.all(
    `WITH RECURSIVE below (row, id, depth) AS (
       SELECT row, id, 1 FROM document WHERE parent = ?1
       UNION SELECT d.row, d.id, depth + 1 FROM below JOIN document d ON d.parent = below.id
       WHERE depth < ?2 OR (d.root IS NULL AND depth < ?3))
     SELECT DISTINCT row FROM below`,
    ...[id, ANCESTORS, ROOT_STEPS],
  )
}

function citers(db: Db, row: RowId): readonly { row: RowId }[] {
  return db.all('SELECT c.document AS row FROM address a JOIN citation c ON c.key = a.key WHERE a.document = ?', row)
}

/** The parent reads its first replies. */
function parentThatListsIt(db: Db, parent: string, { moment, id }: Place): readonly { row: RowId }[] {
  return db.all(
    `SELECT row FROM document WHERE id = ?1 AND ?4 > (
       SELECT count(*) FROM (SELECT 1 FROM document WHERE parent = ?1 AND (moment, id) < (?2, ?3) LIMIT ?4))`,
    ...[parent, moment, id, REPLIES],
  )
}

function siblingsAfter(db: Db, parent: string, { moment, id }: Place): readonly { row: RowId }[] {
  return db.all(
    `SELECT row FROM document WHERE parent = ? AND (moment, id) > (?, ?) ORDER BY moment, id LIMIT ?`,
    ...[parent, moment, id, SIBLINGS],
  )
}

/** Those directly under the root who have it among the documents before them, should the thread be flat there. */
function rowAfter(db: Db, root: string, { moment, id }: Place): readonly { row: RowId }[] {
  return db.all(
    `SELECT row FROM (SELECT row, parent FROM document WHERE root = ?1 AND (moment, id) > (?2, ?3)
       ORDER BY moment, id LIMIT ?4) WHERE parent = ?1`,
    ...[root, moment, id, SIBLINGS],
  )
}
