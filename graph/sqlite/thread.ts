/** What answers a claim, and what answers that: breadth first, bounded. */
import { conditions, type Meant } from '../filters.ts'
import type { Clocks, Thread, ThreadNode } from '../question.ts'
import { claimRow } from './claims.ts'
import type { RowId } from './db.ts'
import type { Aim } from './meaning.ts'
import { type Entry, firstOf } from './paging.ts'
import { clockConditions, responseRanges } from './ranges.ts'
import type { Reader } from './reader.ts'
import { claimThen } from './row.ts'
import { claimRowOf } from './rows/claim.ts'
import { responseRow } from './rows/response.ts'

interface Open {
  readonly id: string
  readonly row: RowId
  readonly depth: number
}

/** Null when there is no such claim, as of then. */
export function readThread(reader: Reader, id: string, clocks: Clocks, limit: number): Thread | null {
  const claim = claimRow(reader.db, id)
  if (claim === null || !claimThen(reader, claim, clocks)) return null
  const nodes: ThreadNode[] = []
  const seen = new Set<string>()
  let more = false
  const add = (entries: readonly Entry[], answers: string | null, depth: number): Open[] =>
    entries.flatMap(({ id: response, row }) => {
      if (seen.has(response)) return []
      if (nodes.length >= limit) {
        more = true
        return []
      }
      seen.add(response)
      nodes.push({ response: responseRow(reader, row, clocks), answers, depth })
      return [{ id: response, row, depth }]
    })
  let level = add(aimedAt(reader, { kind: 'claim', row: claim }, clocks, limit + 1), null, 0)
  while (level.length > 0) {
    level = level.flatMap((open) => add(answersTo(reader, open, clocks, limit + 1), open.id, open.depth + 1))
  }
  return { claim: claimRowOf(reader, claim, clocks), responses: nodes, more }
}

/** Responses to a response: to the act itself, to its sentence, and the main acts of replies to its document. */
function answersTo(reader: Reader, { id, row }: Open, clocks: Clocks, limit: number): readonly Entry[] {
  const { claim, document, document_id } = reader.db.get<{ claim: RowId | null; document: RowId; document_id: string }>(
    'SELECT r.claim, r.document, d.id AS document_id FROM response r JOIN document d ON d.row = r.document WHERE r.row = ?',
    row,
  )!
  const direct = aimedAt(reader, { kind: 'response', id }, clocks, limit)
  const sentence = claim === null ? [] : aimedAt(reader, { kind: 'claim', row: claim }, clocks, limit)
  const whole = aimedAt(reader, { kind: 'document', row: document, id: document_id }, clocks, limit, true)
  return [...direct, ...sentence, ...whole]
}

function aimedAt(reader: Reader, aim: Aim, clocks: Clocks, limit: number, main = false): readonly Entry[] {
  const meant: Meant = { ...clocks, filters: {}, authors: [], against: [], document: null, search: null }
  const all = [
    ...conditions('response', meant),
    ...clockConditions('response', clocks),
    ...(main ? [{ sql: 'r.main = 1', values: [] }] : []),
  ]
  return firstOf(reader.db, responseRanges({ meant, aim, target: null }, 'oldest'), all, {
    ...{ descending: false, limit, after: null },
  })
}
