/** What answers a claim, and what answers that: breadth first, bounded. */
import { type Condition, conditions, type Meant } from '../filters.ts'
import type { Clocks, Thread, ThreadNode } from '../question.ts'
import { claimRow } from './claims.ts'
import type { RowId } from './db.ts'
import type { Aim } from './meaning.ts'
import { type Entry, firstOf } from './paging.ts'
import { clockConditions, responseRanges } from './ranges.ts'
import type { Reader } from './reader.ts'
import { claimThen } from './row.ts'
import { claimRowOf } from './rows/claim.ts'
import { responseRows } from './rows/response.ts'

interface Found extends Entry {
  readonly answers: string | null
  readonly depth: number
}

/** Null when there is no such claim, as of then. */
export function readThread(reader: Reader, id: string, clocks: Clocks, limit: number): Thread | null {
  const claim = claimRow(reader.db, id)
  if (claim === null || !claimThen(reader, claim, clocks)) return null
  const found: Found[] = []
  const seen = new Set<string>()
  let more = false
  const add = (entries: readonly Entry[], answers: string | null, depth: number): Found[] => {
    const taken: Found[] = []
    for (const entry of entries) {
      if (seen.has(entry.id)) continue
      if (found.length === limit) {
        more = true
        break
      }
      seen.add(entry.id)
      const one = { ...entry, answers, depth }
      found.push(one)
      taken.push(one)
    }
    return taken
  }
  let level = add(aimedAt(reader, AT_CLAIM, [claim], clocks, limit + 1).get(claim) ?? [], null, 0)
  while (level.length > 0 && !more) {
    const answers = answersTo(reader, level, clocks, limit + 1)
    level = level.flatMap((one) => add(answers(one), one.id, one.depth + 1))
  }
  const rows = responseRows(
    reader,
    found.map(({ row }) => row),
    clocks,
  )
  const responses = found.map(({ answers, depth }, at): ThreadNode => ({ response: rows[at]!, answers, depth }))
  return { claim: claimRowOf(reader, claim, clocks), responses, more }
}

/** Responses to responses: to the act itself, to its sentence, and the main acts of replies to its document. */
function answersTo(
  reader: Reader,
  level: readonly Found[],
  clocks: Clocks,
  limit: number,
): (one: Found) => readonly Entry[] {
  const ends = reader.db.all<{ row: RowId; claim: RowId | null; document: string }>(
    `SELECT r.row, r.claim, d.id AS document FROM response r JOIN document d ON d.row = r.document
     WHERE r.row IN (SELECT value FROM json_each(?))`,
    JSON.stringify(level.map(({ row }) => row)),
  )
  const byRow = new Map(ends.map((end) => [end.row, end]))
  const claims = ends.flatMap(({ claim }) => (claim === null ? [] : [claim]))
  const acts = level.map(({ id }) => id)
  const direct = aimedAt(reader, AT_RESPONSE, acts, clocks, limit)
  const sentences = aimedAt(reader, AT_CLAIM, claims, clocks, limit)
  const documents = ends.map(({ document }) => document)
  const whole = aimedAt(reader, AT_DOCUMENT, documents, clocks, limit)
  return ({ id, row }) => {
    const { claim, document } = byRow.get(row)!
    const own = claim === null ? [] : (sentences.get(claim) ?? [])
    return [...(direct.get(id) ?? []), ...own, ...(whole.get(document) ?? [])]
  }
}

type Key = string | RowId

/** What responses can aim at, by which index they are found, and the same as the aim of a question. */
interface Place {
  readonly from: string
  readonly column: string
  readonly also: readonly Condition[]
  readonly aim: (reader: Reader, key: Key) => Aim
}

const AT_CLAIM: Place = {
  from: 'response r INDEXED BY response_to_claim',
  column: 'r.to_claim',
  also: [],
  aim: (_, key) => ({ kind: 'claim', row: key as RowId }),
}
const AT_RESPONSE: Place = {
  from: 'response r INDEXED BY response_to_response',
  column: 'r.to_response',
  also: [{ sql: 'r.to_response IS NOT NULL', values: [] }],
  aim: (_, key) => ({ kind: 'response', id: key as string }),
}
const AT_DOCUMENT: Place = {
  from: 'response r INDEXED BY response_to_document',
  column: 'r.to_document',
  also: [
    { sql: 'r.to_document IS NOT NULL', values: [] },
    { sql: 'r.main = 1', values: [] },
  ],
  aim: ({ names }, key) => ({ kind: 'document', row: names.documentRow(key as string)!, id: key as string }),
}

/** Responses that are read together and sorted here; where there are more, each range is read in its own order. */
const FEW = 2_000

/** What responds to each of the keys, oldest first, at most `limit` for each. */
function aimedAt(
  reader: Reader,
  { from, column, also, aim }: Place,
  keys: readonly Key[],
  clocks: Clocks,
  limit: number,
): ReadonlyMap<Key, readonly Entry[]> {
  if (keys.length === 0) return new Map()
  const meant: Meant = { ...clocks, filters: {}, authors: [], against: [], document: null, search: null }
  const all = [...conditions('response', meant), ...clockConditions('response', clocks), ...also]
  const rows = reader.db.all<Entry & { aimed: Key }>(
    `SELECT ${column} AS aimed, r.moment AS key, r.id, r.row FROM json_each(?) k CROSS JOIN ${from}
     ON ${column} = k.value WHERE ${all.map(({ sql }) => sql).join(' AND ')} LIMIT ?`,
    ...[JSON.stringify([...new Set(keys)]), ...all.flatMap(({ values }) => values), FEW + 1],
  )
  if (rows.length <= FEW) {
    const order = (one: Entry, two: Entry): number => (before(one, two) ? -1 : 1)
    const groups = Map.groupBy(rows, ({ aimed }) => aimed)
    return new Map([...groups].map(([key, entries]) => [key, entries.sort(order).slice(0, limit)]))
  }
  return new Map(
    keys.map((key) => [
      key,
      firstOf(reader.db, responseRanges({ meant, aim: aim(reader, key), target: null }, 'oldest'), all, {
        ...{ descending: false, limit, after: null },
      }),
    ]),
  )
}

function before(one: Entry, two: Entry): boolean {
  return one.key === two.key ? one.id < two.id : one.key < two.key
}
