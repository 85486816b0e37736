/** What the states of a document's responses are computed from. */
import { STATEFUL } from '../lifecycle.ts'
import type { Change, PromptedEdit } from '../model.ts'
import type { ClaimEvent, StateInputs, StateResponse } from '../store.ts'
import { wordKey } from '../words.ts'
import { type Against, against } from './against.ts'
import type { Db, RowId } from './db.ts'
import { type OpenResponse, openResponses } from './responses.ts'
import type { Views } from './views.ts'

export function readStateInputs(db: Db, views: Views, id: string): StateInputs | null {
  const document = db.get<{ row: RowId }>('SELECT row FROM document WHERE id = ?', id)
  if (document === undefined) return null
  const responses = openResponses(db, document.row)
  const waiting = responses.some(({ act }) => STATEFUL.has(act))
  const whole = waiting ? against(db, 'document', id) : []
  const look = lookups(db, views)
  return {
    document: views.document(document.row),
    responses: responses.map((response) => stateOf(db, look, response, whole)),
  }
}

/** What a document's responses ask for again and again: most answer the same few sentences of one revision. */
function lookups(db: Db, views: Views) {
  return {
    revision: remembered((id: string) => revisionAt(db, id)),
    author: remembered((row: RowId) => authorId(db, row)),
    notLive: remembered((id: string) => notLive(db, id)),
    life: remembered((claim: RowId) => lifeOf(db, views, claim)),
    edits: remembered((document: string) => editsOf(db, document)),
    words: remembered((claim: RowId) => remembered((revision: RowId) => wordsIn(db, views, claim, revision))),
  }
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    if (!known.has(key)) known.set(key, make(key))
    return known.get(key) as V
  }
}

function stateOf(
  db: Db,
  look: ReturnType<typeof lookups>,
  response: OpenResponse,
  whole: readonly Against[],
): StateResponse {
  const { id, act, author, at, claim, to } = response
  const own = response.claimRow
  const target = response.toClaimRow
  const answered = to.revision === null ? undefined : look.revision(to.revision)
  const aimed = [
    ...(STATEFUL.has(act) ? against(db, 'response', id) : []),
    ...(own === null || !STATEFUL.has(act) ? [] : against(db, 'claim', own)),
    ...whole,
  ]
  return {
    ...{ id, act, author, at, claim },
    to: {
      ...{ document: to.document, claim: to.claim, revision: to.revision },
      author: response.toAuthorRow === null ? null : look.author(response.toAuthorRow),
      number: answered?.number ?? null,
      words: target === null || answered === undefined ? null : look.words(target)(answered.row),
    },
    own: own === null ? [] : look.life(own),
    target: target === null ? [] : look.life(target),
    targetDocument: to.document === null ? null : look.notLive(to.document),
    against: onceEach(aimed).filter((other) => other.id !== id),
    promptedEdits: look.edits(response.document).filter((edit) => edit.response === null || edit.response === id),
  }
}

/** The same response may aim at a sentence and at its document: its first aim counts. */
function onceEach(aimed: readonly Against[]): readonly Against[] {
  const seen = new Set<string>()
  return aimed.filter(({ id }) => !seen.has(id) && seen.add(id))
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

function revisionAt(db: Db, id: string): { row: RowId; number: number } | undefined {
  return db.get('SELECT row, number FROM revision WHERE id = ?', id)
}

function authorId(db: Db, row: RowId): string | null {
  return db.get<{ id: string }>('SELECT id FROM author WHERE row = ?', row)?.id ?? null
}

function notLive(db: Db, id: string): StateResponse['targetDocument'] {
  return db.get(`SELECT state, state_at AS at FROM document WHERE id = ? AND state <> 'live'`, id) ?? null
}

function editsOf(db: Db, document: string): readonly PromptedEdit[] {
  return db.all<PromptedEdit>(
    `SELECT response, document, edited, revision, at, confidence, rule, evidence FROM prompted_edit
     WHERE document = ? AND open = 1 ORDER BY revision, rule`,
    document,
  )
}
