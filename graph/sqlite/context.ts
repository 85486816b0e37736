/** Gathers what a document is linked against: bounded by rule, a handful of indexed readings. */
import { addressesMeant } from '../addresses.ts'
import {
  ANCESTORS,
  CITED,
  type ContextDocument,
  type LinkContext,
  type LinkSubject,
  REPLIES,
  type Relation,
  SIBLINGS,
} from '../context.ts'
import { isFlat, rootOfRow } from '../flat.ts'
import type { EditNote, Link, Quote } from '../model.ts'
import { editsAfter, olderThan, type Seen, seenAt, soughtIn } from '../seen.ts'
import { ROOT_STEPS } from './affected.ts'
import { parsed } from './codec.ts'
import type { Db, RowId } from './db.ts'
import type { Place, Views } from './views.ts'

interface Neighbour {
  readonly row: RowId
  readonly relation: Relation
  readonly distance: number
}

/** What `link` reads of a document; null when there is none by this id. */
export function readContext(db: Db, views: Views, id: string): LinkContext | null {
  const place = views.place(id)
  if (place === undefined) return null
  const subject = readSubject(db, views, place.row)
  if (subject === null) return null
  const found = neighboursOf(db, views, place, subject)
    .filter(({ row }) => row !== place.row)
    .flatMap((neighbour) => {
      const heads = views.heads(neighbour.row)
      const document = views.document(neighbour.row)
      const at = seenAt(heads, document.id, neighbour.relation, subject.document)
      if (at === null) return []
      const seen: Seen = { document: document.id, relation: neighbour.relation, text: views.text(heads[at]!.row) }
      return [{ ...neighbour, document, heads, at, seen }]
    })
  const sought = soughtIn(
    subject,
    (ref) => referredId(db, subject.document.source, ref),
    found.map(({ seen }) => seen),
  )
  return {
    subject,
    documents: found.map(({ document, relation, distance, heads, at, seen }): ContextDocument => {
      const after = relation === 'sibling' || relation === 'reply' ? [] : editsAfter(heads, subject.document.createdAt)
      return {
        ...{ document, relation, distance },
        seen: views.view(heads[at]!),
        newest: views.view(heads.at(-1)!),
        older: sought(seen) ? olderThan(heads, at).map((head) => views.view(head)) : [],
        edits: after.map(({ head, before }) => views.edit(head, before)),
      }
    }),
  }
}

// ---- the subject ------------------------------------------------------------------------------------------------

function readSubject(db: Db, views: Views, row: RowId): LinkSubject | null {
  const heads = views.heads(row)
  const [first, newest] = [heads[0], heads.at(-1)]
  if (first === undefined || newest === undefined) return null
  const reading = db.get<{ quotes: string; links: string; notes: string }>(
    'SELECT quotes, links, notes FROM reading WHERE document = ?',
    row,
  )!
  const document = views.document(row)
  return {
    document,
    sentences: readSentences(db, views, row),
    first: views.view(first),
    newest: views.view(newest),
    quotes: parsed<Quote[]>(reading.quotes),
    links: parsed<Link[]>(reading.links),
    notes: parsed<EditNote[]>(reading.notes),
    anchor: document.quote,
    mentions: readMentions(db, row),
  }
}

type Sentence = LinkSubject['sentences'][number]

function readSentences(db: Db, views: Views, document: RowId): readonly Sentence[] {
  return db
    .all<Omit<Sentence, 'exact'> & { row: RowId }>(
      `SELECT c.id AS claim, c.kind, c.probability, w.change, w.start, w."end", v.row, v.id AS revision, c.at,
         a.id AS author
       FROM claim c JOIN revision v ON v.row = c.introduced JOIN wording w ON w.revision = v.row AND w.claim = c.row
       LEFT JOIN author a ON a.row = c.author WHERE c.document = ? AND w.start IS NOT NULL ORDER BY c.ord`,
      document,
    )
    .map(({ row, ...sentence }) => ({ ...sentence, exact: views.text(row).slice(sentence.start, sentence.end) }))
}

function readMentions(db: Db, document: RowId): ReadonlyMap<string, readonly string[]> {
  const mentions = new Map<string, string[]>()
  const rows = db.all<{ claim: string; form: string }>(
    `SELECT c.id AS claim, f.form FROM claim c JOIN mention m ON m.claim = c.row JOIN form f ON f.row = m.form
     WHERE c.document = ? ORDER BY c.ord, f.form`,
    document,
  )
  for (const { claim, form } of rows) {
    const forms = mentions.get(claim)
    if (forms === undefined) mentions.set(claim, [form])
    else forms.push(form)
  }
  return mentions
}

// ---- its neighbours ---------------------------------------------------------------------------------------------

/** Every document of the context once, under its first relation: parent, root, ancestors, cited, siblings, replies. */
function neighboursOf(db: Db, views: Views, place: Place, subject: LinkSubject): readonly Neighbour[] {
  const found = new Map<RowId, Neighbour>()
  const add = (row: RowId, relation: Relation, distance = 0) => {
    if (!found.has(row)) found.set(row, { row, relation, distance })
  }
  const ancestors = ancestorsOf(views, place)
  const root = rootOf(views, place, ancestors)
  for (const [index, { row }] of ancestors.entries())
    add(row, index === 0 ? 'parent' : row === root ? 'root' : 'ancestor', index + 1)
  if (root !== null) add(root, 'root', ANCESTORS + 1)
  for (const row of citedBy(db, subject)) add(row, 'cited')
  for (const row of earlierBeside(db, place)) add(row, 'sibling')
  for (const { row } of db.all<{ row: RowId }>(
    'SELECT row FROM document WHERE parent = ? ORDER BY moment, id LIMIT ?',
    ...[place.id, REPLIES],
  ))
    add(row, 'reply')
  return [...found.values()]
}

/** Up the parents, nearest first, as far as they were read; a circle of parents ends where it closes. */
function ancestorsOf(views: Views, place: Place, limit = ANCESTORS): readonly Place[] {
  const path: Place[] = []
  let at: Place | undefined = place
  while (at?.parent != null && path.length < limit) {
    at = views.place(at.parent)
    if (at === undefined || at.row === place.row || path.some(({ row }) => row === at!.row)) break
    path.push(at)
  }
  return path
}

function rootOf(views: Views, place: Place, ancestors: readonly Place[]): RowId | null {
  if (place.root !== null) return views.place(place.root)?.row ?? null
  return topOf(ancestors.length < ANCESTORS ? ancestors : ancestorsOf(views, place, ROOT_STEPS))?.row ?? null
}

/** The top of a thread that was read whole. */
function topOf(path: readonly Place[]): Place | null {
  const top = path.at(-1)
  return top !== undefined && top.parent === null ? top : null
}

/** Id of a document's root: as its source names it, else found up its parents. */
export function rootId(views: Views, id: string): string | null {
  const place = views.place(id)
  if (place === undefined) return null
  return place.root ?? topOf(ancestorsOf(views, place, ROOT_STEPS))?.id ?? null
}

function citedBy(db: Db, { document, quotes, links }: LinkSubject): readonly RowId[] {
  const rows = new Set<RowId>()
  for (const ref of [...quotes.map((quote) => quote.ref), ...links.map(({ href }) => href)]) {
    if (rows.size >= CITED) break
    const row = ref === null ? null : referredTo(db, document.source, ref)
    if (row !== null) rows.add(row)
  }
  return [...rows]
}

/** The document that a reference names: by the surest of its readings; of several, the first by id. */
export function referredTo(db: Db, source: string, ref: string): RowId | null {
  for (const key of addressesMeant(source, ref)) {
    const found = db.get<{ row: RowId }>(
      'SELECT d.row FROM address a JOIN document d ON d.row = a.document WHERE a.key = ? ORDER BY d.id LIMIT 1',
      key,
    )
    if (found !== undefined) return found.row
  }
  return null
}

function referredId(db: Db, source: string, ref: string): string | null {
  const row = referredTo(db, source, ref)
  return row === null ? null : (db.get<{ id: string }>('SELECT id FROM document WHERE row = ?', row)?.id ?? null)
}

/** Nearest first: in a flat thread the documents before it, elsewhere the siblings before it. */
function earlierBeside(db: Db, place: Place): readonly RowId[] {
  const root = rootOfRow(place)
  if (root === null) return siblingsBefore(db, place)
  const before = db.all<{ row: RowId; parent: string | null }>(
    `SELECT row, parent FROM document WHERE root = ? AND (moment, id) < (?, ?) ORDER BY moment DESC, id DESC LIMIT ?`,
    ...[root, place.moment, place.id, SIBLINGS],
  )
  return isFlat(before, root) ? before.map(({ row }) => row) : siblingsBefore(db, place)
}

function siblingsBefore(db: Db, { parent, moment, id }: Place): readonly RowId[] {
  if (parent === null) return []
  return db
    .all<{ row: RowId }>(
      `SELECT row FROM document WHERE parent = ? AND (moment, id) < (?, ?) ORDER BY moment DESC, id DESC LIMIT ?`,
      ...[parent, moment, id, SIBLINGS],
    )
    .map(({ row }) => row)
}
