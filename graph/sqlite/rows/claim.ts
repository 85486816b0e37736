/** Claim rows, and sentences found by search. */
import { historyOf, isWithdrawn, wordingThatHolds, wordsOf } from '../../lives.ts'
import type { ClaimKind, Iso } from '../../model.ts'
import type { ClaimRow, Clocks, HitRow } from '../../question.ts'
import { holds, type SearchTerms } from '../../search.ts'
import { RESPONSE_THRESHOLD } from '../../views.ts'
import type { Db, RowId } from '../db.ts'
import { lifeUntil } from '../lives.ts'
import { knownThen } from '../ranges.ts'
import type { Reader } from '../reader.ts'
import { authorBrief, documentBrief } from './briefs.ts'
import { judgementBy } from './judgement.ts'

interface Cells {
  readonly id: string
  readonly kind: ClaimKind
  readonly text: string
  readonly document: RowId
  readonly author: RowId | null
  readonly at: Iso | null
  readonly state: ClaimRow['state']
  readonly probability: number
  readonly verdict: string | null
}

function cellsOf(db: Db, row: RowId): Cells {
  return db.get<Cells>(
    'SELECT id, kind, text, document, author, at, state, probability, verdict FROM claim WHERE row = ?',
    row,
  )!
}

export function claimRowOf(reader: Reader, row: RowId, clocks: Clocks): ClaimRow {
  const { db, views } = reader
  const cells = cellsOf(db, row)
  const { id, kind, at, probability } = cells
  const life = lifeUntil(db, views, row, clocks.asOf)
  const then = clocks.asOf !== null
  return {
    ...{ id, kind, text: (then ? wordsOf(life) : null) ?? cells.text },
    document: documentBrief(db, cells.document),
    author: authorBrief(db, cells.author),
    at,
    state: then ? (isWithdrawn(life) ? 'withdrawn' : 'standing') : cells.state,
    probability,
    concepts: conceptsOf(reader, row, cells.document),
    responses: responsesTo(db, row, clocks),
    judgement: cells.verdict === null ? null : judgementBy(db, id, clocks),
    history: historyOf(life),
  }
}

/** Ids of the concepts that a claim mentions. */
export function conceptsOf(
  { db, names }: Pick<Reader, 'db' | 'names'>,
  claim: RowId,
  document: RowId,
): readonly string[] {
  const forms = db.all<{ form: RowId }>('SELECT form FROM mention WHERE claim = ?', claim)
  const concepts = forms.map(({ form }) => names.conceptAt(form, document)).filter((concept) => concept !== null)
  return [...new Set(concepts)].map((concept) => names.conceptCells(concept).id).sort()
}

/** How many responses a list would show, by act. */
function responsesTo(db: Db, claim: RowId, { asOf, knownBy }: Clocks): ClaimRow['responses'] {
  const known = knownThen('r', knownBy)
  const rows = db.all<{ act: string; n: number }>(
    `SELECT r.act, count(*) AS n FROM response r WHERE r.to_claim = ? AND ${known.sql}
     AND (r.confidence >= ? OR r.main = 1) AND r.verdict IS NOT 'rejected' AND (? IS NULL OR r.moment <= ?)
     GROUP BY r.act ORDER BY r.act`,
    ...[claim, ...known.values, RESPONSE_THRESHOLD, asOf, asOf],
  )
  return Object.fromEntries(rows.map(({ act, n }) => [act, n]))
}

/** A found sentence, in the newest of its wordings that holds what was looked for; null where, by then, none did. */
export function hitRow({ db, views }: Reader, row: RowId, { asOf }: Clocks, terms: SearchTerms): HitRow | null {
  const { id, kind, text, document, author, at } = cellsOf(db, row)
  const found = asOf === null && holds(text, terms) ? text : wordingThatHolds(lifeUntil(db, views, row, asOf), terms)
  if (found === null) return null
  return {
    ...{ id, claim: id, kind, text: found, document: documentBrief(db, document) },
    ...{ author: authorBrief(db, author), at },
  }
}
