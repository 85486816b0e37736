/** Everything that is kept of one document, read back as it was put. */
import type { Archive, ArchivedResponse, Learned, Redirect } from '../archive.ts'
import type {
  Analysis,
  Author,
  Claim,
  Definition,
  EditNote,
  Judgement,
  Link,
  PromptedEdit,
  Quote,
  Revision,
  Spell,
  Wording,
} from '../model.ts'
import { parsed } from './codec.ts'
import type { Db, RowId } from './db.ts'
import { readRecord, storedDocument } from './documents.ts'
import { redirect } from './redirects.ts'
import { RESPONSE_CELLS, RESPONSE_JOINS, responseOf } from './responses.ts'
import type { Views } from './views.ts'

/** Null when there is no such document. */
export function readArchive(db: Db, views: Views, id: string): Archive | null {
  const stored = storedDocument(db, id)
  if (stored === undefined) return null
  const { row, digest, analyser } = stored
  const definitions = definitionsOf(db, row)
  const analysis = { ...analysisOf(db, views, row), record: readRecord(db, row), digest, analyser }
  const learned = db.all<{ id: string; at: string }>(
    'SELECT id, learned_at AS at FROM revision WHERE document = ?',
    row,
  )
  return {
    analysis: { ...analysis, definitions: definitions.filter(({ learnedTo }) => learnedTo === null).map(bare) },
    learned: Object.fromEntries(learned.map((revision) => [revision.id, revision.at])),
    definitions,
    responses: responsesOf(db, row),
    promptedEdits: db.all<PromptedEdit & Learned>(
      `SELECT response, document, edited, revision, at, confidence, rule, evidence, learned_from AS learnedFrom,
         learned_to AS learnedTo FROM prompted_edit WHERE reader = ? ORDER BY row`,
      row,
    ),
    spells: db.all<Spell>(
      `SELECT kind, subject, state, "from", "to", cause FROM spell WHERE document = ? ORDER BY kind, subject, nth`,
      row,
    ),
    judgements: db.all<Judgement>(
      `SELECT id, subject, verdict, act, target, "by", at, exact, target_exact AS targetExact FROM judgement
       WHERE document = ? ORDER BY at, id`,
      id,
    ),
    redirects: db.all<Redirect>(
      `SELECT f.former, f.id FROM claim c JOIN redirect f ON f.id = c.id WHERE c.document = ?
       UNION SELECT f.former, f.id FROM response r JOIN redirect f ON f.id = r.id WHERE r.document = ? ORDER BY 1`,
      ...[row, row],
    ),
  }
}

/** Leads former ids to the present ones. */
export function leadAll(db: Db, redirects: readonly Redirect[]): void {
  for (const { former, id } of redirects) redirect(db, former, id)
}

type Read = Omit<Analysis, 'record' | 'digest' | 'analyser' | 'definitions'>

function analysisOf(db: Db, views: Views, row: RowId): Read {
  const reading = db.get<{ quotes: string; links: string; notes: string }>(
    'SELECT quotes, links, notes FROM reading WHERE document = ?',
    row,
  )!
  const document = views.document(row)
  return {
    document,
    authors: db.all<Author>(
      `SELECT a.id, a.source, c.name, c.url FROM credit c JOIN author a ON a.row = c.author WHERE c.document = ? ORDER BY a.id`,
      row,
    ),
    revisions: db.all<Revision>(
      `SELECT v.id, d.id AS document, v.key, v.number, v.at, v.observed_at AS observedAt, v.origin, a.id AS editor, v.note,
         v.format, v.text, v.text_hash AS textHash
       FROM revision v JOIN document d ON d.row = v.document LEFT JOIN author a ON a.row = v.editor
       WHERE v.document = ? ORDER BY v.number`,
      row,
    ),
    claims: db.all<Claim>(
      `SELECT c.id, d.id AS document, c.kind, a.id AS author, c.text, c.state, c.probability, v.id AS introduced, c.at
       FROM claim c JOIN document d ON d.row = c.document JOIN revision v ON v.row = c.introduced
       LEFT JOIN author a ON a.row = c.author WHERE c.document = ? ORDER BY c.ord`,
      row,
    ),
    wordings: db.all<Wording>(
      `SELECT c.id AS claim, v.id AS revision, w.start, w."end", w.change FROM revision v
       JOIN wording w ON w.revision = v.row JOIN claim c ON c.row = w.claim WHERE v.document = ? ORDER BY v.number, c.ord`,
      row,
    ),
    quotes: parsed<Quote[]>(reading.quotes),
    links: parsed<Link[]>(reading.links),
    notes: parsed<EditNote[]>(reading.notes),
  }
}

function definitionsOf(db: Db, row: RowId): readonly (Definition & Learned)[] {
  return db.all<Definition & Learned>(
    `SELECT n.name, n.long, n.rule, d.id AS document, n.revision, n.learned_from AS learnedFrom, n.learned_to AS learnedTo
     FROM definition n JOIN document d ON d.row = n.document WHERE n.document = ? ORDER BY n.row`,
    row,
  )
}

function bare({ name, long, rule, document, revision }: Definition): Definition {
  return { name, long, rule, document, revision }
}

interface VersionCells {
  readonly learned_from: string
  readonly learned_to: string | null
  readonly state: ArchivedResponse['state']
  readonly target_state: ArchivedResponse['targetState']
  readonly state_cause: string | null
  readonly target_cause: string | null
}

function responsesOf(db: Db, row: RowId): readonly ArchivedResponse[] {
  return db
    .all<Parameters<typeof responseOf>[0] & VersionCells>(
      `SELECT ${RESPONSE_CELLS}, r.learned_from, r.learned_to, r.state, r.target_state, r.state_cause, r.target_cause
       FROM response r ${RESPONSE_JOINS} WHERE r.document = ? ORDER BY r.row`,
      row,
    )
    .map((cells) => {
      const { row: _, authorRow: __, toAuthorRow: ___, ...response } = responseOf(cells)
      return {
        ...{ ...response, learnedFrom: cells.learned_from, learnedTo: cells.learned_to },
        ...{ state: cells.state, targetState: cells.target_state },
        ...{ stateCause: cells.state_cause, targetCause: cells.target_cause },
      }
    })
}
