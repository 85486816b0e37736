/** What the states of a document's responses are computed from, and the spells that come out of it. */
import { BEARING, STATEFUL } from '../lifecycle.ts'
import type { Act, Change, PromptedEdit, Spell } from '../model.ts'
import type { ClaimEvent, StateInputs, StateResponse, Task } from '../store.ts'
import { RESPONSE_THRESHOLD } from '../views.ts'
import { wordKey } from '../words.ts'
import type { Db, RowId } from './db.ts'
import { notePair } from './disagreements.ts'
import { finish, isTimely } from './marks.ts'
import { openResponses, type StoredResponse } from './responses.ts'
import type { Unit } from './unit.ts'
import type { Views } from './views.ts'

export function readStateInputs(db: Db, views: Views, id: string): StateInputs | null {
  const document = db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', id)
  if (document === undefined) return null
  const responses = openResponses(db, document.row)
  const waiting = responses.some(({ act }) => STATEFUL.has(act))
  const whole = waiting ? against(db, 'document', id) : []
  return {
    document: views.document(document.row),
    responses: responses.map((response) => stateOf(db, views, response, whole)),
  }
}

type Against = StateResponse['against'][number]

function stateOf(db: Db, views: Views, response: StoredResponse, whole: readonly Against[]): StateResponse {
  const { id, act, author, at, claim, to } = response
  const own = claim === null ? null : claimAt(db, claim)
  const target = to.claim === null ? null : claimAt(db, to.claim)
  const answered = to.revision === null ? undefined : revisionAt(db, to.revision)
  const aimed = [
    ...(STATEFUL.has(act) ? against(db, 'response', id) : []),
    ...(own === null || !STATEFUL.has(act) ? [] : against(db, 'claim', own)),
    ...whole,
  ]
  return {
    ...{ id, act, author, at, claim },
    to: {
      ...{ document: to.document, claim: to.claim, revision: to.revision },
      author: response.toAuthorRow === null ? null : authorId(db, response.toAuthorRow),
      number: answered?.number ?? null,
      words: target === null || answered === undefined ? null : wordsIn(db, views, target, answered.row),
    },
    own: own === null ? [] : lifeOf(db, views, own),
    target: target === null ? [] : lifeOf(db, views, target),
    targetDocument: to.document === null ? null : notLive(db, to.document),
    against: onceEach(aimed).filter((other) => other.id !== id),
    promptedEdits: editsOf(db, response),
  }
}

/** The same response may aim at a sentence and at its document: its first aim counts. */
function onceEach(aimed: readonly Against[]): readonly Against[] {
  const seen = new Set<string>()
  return aimed.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** Earliest responses of one act that are read against one thing: thousands of objections answer it no more than the first. */
const EARLIEST = 200

const AIMS: Readonly<Record<Against['aims'], { readonly index: string; readonly where: string }>> = {
  response: { index: 'response_to_response', where: 'r.to_response = ? AND r.to_response IS NOT NULL' },
  claim: { index: 'response_to_claim', where: 'r.to_claim = ?' },
  document: { index: 'response_to_document', where: 'r.to_document = ? AND r.to_document IS NOT NULL AND r.main = 1' },
}

interface AgainstCells {
  readonly id: string
  readonly act: Act
  readonly author: string | null
  readonly at: string | null
  readonly main: number
  readonly claim: RowId | null
  readonly state: string
  readonly state_at: string | null
}

/** Responses that bear on the state of what they aim at, with the last that became of their own sentence. */
function against(db: Db, aims: Against['aims'], key: string | RowId): readonly Against[] {
  const { index, where } = AIMS[aims]
  // Most are against nothing: that is found out first, from the index alone.
  const rows = BEARING.flatMap((act) =>
    db.all<{ row: RowId }>(
      `SELECT r.row FROM response r INDEXED BY ${index} WHERE ${where} AND r.open = 1 AND r.act = ?
         AND (r.confidence >= ? OR r.main = 1) AND r.verdict IS NOT 'rejected' ORDER BY r.moment, r.id LIMIT ?`,
      ...[key, act, RESPONSE_THRESHOLD, EARLIEST],
    ),
  )
  return rows.map(({ row }) => oneAgainst(db, aims, row)).filter((one) => one !== null)
}

/** Null where it was taken back at a time that nobody knows: as if it had never been. */
function oneAgainst(db: Db, aims: Against['aims'], row: RowId): Against | null {
  const { id, act, author, at, main, claim, state, state_at } = db.get<AgainstCells>(
    `SELECT r.id, r.act, a.id AS author, r.at, r.main, r.claim, d.state, d.state_at FROM response r
     JOIN document d ON d.row = r.document LEFT JOIN author a ON a.row = r.author WHERE r.row = ?`,
    row,
  )!
  const last =
    claim === null
      ? undefined
      : db.get<{ change: Change; at: string | null }>(
          `SELECT w.change, v.at FROM wording w JOIN revision v ON v.row = w.revision
           WHERE w.claim = ? AND w.change <> 'kept' ORDER BY v.number DESC LIMIT 1`,
          claim,
        )
  const times = [
    ...(last?.change === 'withdrawn' || last?.change === 'struck' ? [last.at] : []),
    ...(state === 'retracted' || state === 'deleted' ? [state_at] : []),
  ]
  return times.includes(null)
    ? null
    : { id, act, author, at, main: main === 1, aims, withdrawnAt: times.sort()[0] ?? null }
}

function lifeOf(db: Db, views: Views, claim: RowId): readonly ClaimEvent[] {
  return db
    .all<{
      row: RowId
      id: string
      number: number
      at: string | null
      change: Change
      start: number | null
      end: number | null
    }>(
      `SELECT v.row, v.id, v.number, v.at, w.change, w.start, w."end" FROM wording w JOIN revision v ON v.row = w.revision
       WHERE w.claim = ? AND w.change <> 'kept' ORDER BY v.number`,
      claim,
    )
    .map(({ row, id, number, at, change, start, end }) => ({
      ...{ revision: id, number, at, change },
      words: start === null || end === null || change === 'struck' ? null : keyOf(views.text(row).slice(start, end)),
    }))
}

function wordsIn(db: Db, views: Views, claim: RowId, revision: RowId): string | null {
  const span = db.get<{ start: number | null; end: number | null }>(
    'SELECT start, "end" FROM wording WHERE revision = ? AND claim = ?',
    ...[revision, claim],
  )
  if (span === undefined || span.start === null || span.end === null) return null
  return keyOf(views.text(revision).slice(span.start, span.end))
}

/** Equal words, equal key; a formula without words is itself. */
function keyOf(exact: string): string {
  return wordKey(exact) || exact
}

function claimAt(db: Db, id: string): RowId | null {
  return db.get<{ row: RowId }>('SELECT row FROM claim WHERE id = ?', id)?.row ?? null
}

function revisionAt(db: Db, id: string): { row: RowId; number: number } | undefined {
  return db.get('SELECT row, number FROM revision WHERE id = ?', id)
}

function authorId(db: Db, row: RowId): string | null {
  return db.get<{ id: string }>('SELECT id FROM author WHERE row = ?', row)?.id ?? null
}

function notLive(db: Db, id: string): StateResponse['targetDocument'] {
  return db.get(`SELECT state, state_at AS at FROM document WHERE id = ? AND state <> 'live'`, id) ?? null
}

function editsOf(db: Db, { id, document }: StoredResponse): readonly PromptedEdit[] {
  return db.all<PromptedEdit>(
    `SELECT response, document, edited, revision, at, confidence, rule, evidence FROM prompted_edit
     WHERE document = ? AND open = 1 AND (response IS NULL OR response = ?) ORDER BY revision, rule`,
    ...[document, id],
  )
}

/** Replaces the spells of a document and of its responses, and writes today's states into the rows. */
export function putStates(unit: Unit, task: Task, spells: readonly Spell[]): void {
  const { db } = unit
  const document = db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', task.document)?.row
  if (document === undefined || !isTimely(db, task)) return
  db.run('DELETE FROM spell WHERE document = ?', document)
  const nth = new Map<string, number>()
  for (const { kind, subject, state, from, to, cause } of spells) {
    const key = `${kind} ${subject}`
    nth.set(key, (nth.get(key) ?? -1) + 1)
    db.run(
      `INSERT OR REPLACE INTO spell (document, kind, subject, nth, state, "from", "to", cause)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[document, kind, subject, nth.get(key)!, state, from, to, cause],
    )
  }
  writeToday(unit, document)
  finish(db, task)
}

function writeToday(unit: Unit, document: RowId): void {
  const { db } = unit
  const rows = db.all<
    Record<'state' | 'target_state' | 'state_cause' | 'target_cause', string | null> & { row: RowId; id: string }
  >(
    'SELECT row, id, state, target_state, state_cause, target_cause FROM response WHERE document = ? AND open = 1',
    document,
  )
  for (const { row, id, ...former } of rows) {
    const [own, target] = (['response', 'target'] as const).map((kind) =>
      db.get<{ state: string; cause: string | null }>(
        'SELECT state, cause FROM spell WHERE subject = ? AND kind = ? AND "to" IS NULL',
        ...[id, kind],
      ),
    )
    const next = [own?.state ?? null, target?.state ?? null, own?.cause ?? null, target?.cause ?? null]
    if (
      [former.state, former.target_state, former.state_cause, former.target_cause].every(
        (value, at) => value === next[at],
      )
    )
      continue
    db.run(
      'UPDATE response SET state = ?, target_state = ?, state_cause = ?, target_cause = ? WHERE row = ?',
      ...next,
      row,
    )
    if (former.state !== next[0]) notePair(unit, row)
  }
}
