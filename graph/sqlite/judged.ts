/** Responses as they are known after what people said of them. */
import { asJudged, seenAt, wholeDocument } from '../judging.ts'
import type { Act, Iso, Judgement, Response, Target } from '../model.ts'
import { claimRow } from './claims.ts'
import type { Db, RowId } from './db.ts'

/** A response after the latest word on it; as it is given where there is none. */
export function judged(db: Db, response: Response): Response {
  const word = db.get<{ verdict: Judgement['verdict']; act: Act | null; target: string | null }>(
    'SELECT verdict, act, target FROM judgement WHERE subject = ? ORDER BY at DESC, id DESC LIMIT 1',
    response.id,
  )
  if (word === undefined) return response
  return asJudged(response, { ...word, to: word.target === null ? null : targetAt(db, word.target, response.at) })
}

interface Place {
  readonly document: string
  readonly claim: string
  readonly row: RowId
  readonly revision: string
  readonly at: Iso | null
  readonly start: number
  readonly end: number
}

/** A claim in the wording that could be seen then, or a document as a whole; null for what is not stored any more. */
function targetAt(db: Db, id: string, at: Iso | null): Target | null {
  const claim = claimRow(db, id)
  if (claim === null) return db.get('SELECT 1 FROM document WHERE id = ?', id) === undefined ? null : wholeDocument(id)
  const places = db.all<Place>(
    `SELECT d.id AS document, c.id AS claim, v.row, v.id AS revision, v.at, w.start, w."end" FROM claim c
     JOIN document d ON d.row = c.document JOIN wording w ON w.claim = c.row JOIN revision v ON v.row = w.revision
     WHERE c.row = ? AND w.start IS NOT NULL ORDER BY v.number`,
    claim,
  )
  const seen = seenAt(places, at)
  if (seen === null) return null
  const { row, document, claim: present, revision, start, end } = seen
  const { text } = db.get<{ text: string }>('SELECT text FROM revision WHERE row = ?', row)!
  return { ...wholeDocument(document), claim: present, revision, start, end, exact: text.slice(start, end) }
}
