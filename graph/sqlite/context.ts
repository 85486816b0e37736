/** Gathers what a document is linked against: bounded by rule, a handful of indexed readings. */
import { addressesMeant } from '../addresses.ts'
import {
  ANCESTORS,
  CITED,
  type ContextDocument,
  EDITS_AFTER,
  type LinkContext,
  type LinkSubject,
  OLDER_REVISIONS,
  REPLIES,
  type Relation,
  SIBLINGS,
} from '../context.ts'
import type { Document, EditNote, Link, Quote } from '../model.ts'
import { ROOT_STEPS } from './affected.ts'
import { parsed } from './codec.ts'
import type { Db, RowId } from './db.ts'
import { standsIn } from './folded.ts'
import type { RevisionHead, Views } from './views.ts'

interface Place {
  readonly row: RowId
  readonly id: string
  readonly parent: string | null
  readonly root: string | null
  readonly moment: string
}

interface Neighbour {
  readonly row: RowId
  readonly relation: Relation
  readonly distance: number
}

const PLACE = 'SELECT row, id, parent, root, moment FROM document WHERE id = ?'

/** What `link` reads of a document; null when there is none by this id. */
export function readContext(db: Db, views: Views, id: string): LinkContext | null {
  const place = db.get<Place>(PLACE, id)
  if (place === undefined) return null
  const subject = readSubject(db, views, place.row)
  if (subject === null) return null
  const neighbours = neighboursOf(db, place, subject).filter(({ row }) => row !== place.row)
  const seen = neighbours.map(({ row, relation }) => seenRevision(views, row, subject.document, relation))
  const found = neighbours.flatMap((neighbour, index) =>
    seen[index] === null ? [] : [{ ...neighbour, ...seen[index]! }],
  )
  const sought = soughtQuotes(db, views, subject, found)
  return {
    subject,
    documents: found.map(({ row, relation, distance, heads, at }): ContextDocument => {
      const newest = heads.at(-1)!
      return {
        ...{ document: views.document(row), relation, distance },
        seen: views.view(heads[at]!),
        newest: views.view(newest),
        older: sought(row, relation, heads[at]!)
          ? heads
              .filter((head, index) => index !== at && head !== newest)
              .toReversed()
              .slice(0, OLDER_REVISIONS)
              .map((head) => views.view(head))
          : [],
        edits:
          relation === 'sibling' || relation === 'reply' ? [] : editsAfter(views, heads, subject.document.createdAt),
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
function neighboursOf(db: Db, place: Place, subject: LinkSubject): readonly Neighbour[] {
  const found = new Map<RowId, Neighbour>()
  const add = (row: RowId, relation: Relation, distance = 0) => {
    if (!found.has(row)) found.set(row, { row, relation, distance })
  }
  const ancestors = ancestorsOf(db, place)
  const root = rootOf(db, place, ancestors)
  for (const [index, { row }] of ancestors.entries())
    add(row, index === 0 ? 'parent' : row === root ? 'root' : 'ancestor', index + 1)
  if (root !== null) add(root, 'root', ANCESTORS + 1)
  for (const row of citedBy(db, subject)) add(row, 'cited')
  for (const row of siblingsBefore(db, place)) add(row, 'sibling')
  for (const { row } of db.all<{ row: RowId }>(
    'SELECT row FROM document WHERE parent = ? ORDER BY moment, id LIMIT ?',
    ...[place.id, REPLIES],
  ))
    add(row, 'reply')
  return [...found.values()]
}

/** Up the parents, nearest first, as far as they were read; a circle of parents ends where it closes. */
function ancestorsOf(db: Db, place: Place, limit = ANCESTORS): readonly Place[] {
  const path: Place[] = []
  let at: Place | undefined = place
  while (at?.parent != null && path.length < limit) {
    at = db.get<Place>(PLACE, at.parent)
    if (at === undefined || at.row === place.row || path.some(({ row }) => row === at!.row)) break
    path.push(at)
  }
  return path
}

function rootOf(db: Db, place: Place, ancestors: readonly Place[]): RowId | null {
  if (place.root !== null) return db.get<Place>(PLACE, place.root)?.row ?? null
  return topOf(ancestors.length < ANCESTORS ? ancestors : ancestorsOf(db, place, ROOT_STEPS))?.row ?? null
}

/** The top of a thread that was read whole. */
function topOf(path: readonly Place[]): Place | null {
  const top = path.at(-1)
  return top !== undefined && top.parent === null ? top : null
}

/** Id of a document's root: as its source names it, else found up its parents. */
export function rootId(db: Db, id: string): string | null {
  const place = db.get<Place>(PLACE, id)
  if (place === undefined) return null
  return place.root ?? topOf(ancestorsOf(db, place, ROOT_STEPS))?.id ?? null
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

function siblingsBefore(db: Db, { parent, moment, id }: Place): readonly RowId[] {
  if (parent === null) return []
  return db
    .all<{ row: RowId }>(
      `SELECT row FROM document WHERE parent = ? AND (moment, id) < (?, ?) ORDER BY moment DESC, id DESC LIMIT ?`,
      ...[parent, moment, id, SIBLINGS],
    )
    .map(({ row }) => row)
}

// ---- what could be seen -----------------------------------------------------------------------------------------

interface Seen {
  readonly heads: readonly RevisionHead[]
  /** Index of the revision that was seen. */
  readonly at: number
}

/**
 * The revision that the subject's author could see: the one that the subject names for its parent, else the newest by
 * the subject's time, else the first. A revision without a time was always there; to a subject without one the
 * newest is shown.
 */
function seenRevision(views: Views, row: RowId, subject: Document, relation: Relation): Seen | null {
  const heads = views.heads(row)
  if (heads.length === 0) return null
  const named = subject.respondsToRevision
  const exact =
    relation === 'parent' && named !== null
      ? heads.findIndex(({ id }) => id === revisionOf(views.document(row), named))
      : -1
  if (exact !== -1) return { heads, at: exact }
  const { createdAt } = subject
  if (createdAt === null) return { heads, at: heads.length - 1 }
  return {
    heads,
    at: Math.max(
      0,
      heads.findLastIndex(({ at }) => at === null || at <= createdAt),
    ),
  }
}

function revisionOf({ id }: Document, key: string): string {
  return `${id}@${key}`
}

function editsAfter(views: Views, heads: readonly RevisionHead[], time: string | null): ContextDocument['edits'] {
  if (time === null) return []
  return heads
    .map((head, index) => ({ head, before: heads[index - 1] }))
    .filter(({ head, before }) => before !== undefined && head.at !== null && head.at > time)
    .slice(0, EDITS_AFTER)
    .map(({ head, before }) => views.edit(head, before))
}

// ---- where older wordings are needed ------------------------------------------------------------------------------

/**
 * Tells of which documents older revisions are to be read: those in whose text, as it was seen, something is not found
 * that the subject quotes. A quotation that names its document is sought there only; siblings are
 * searched further only for what stands in no text at all.
 */
function soughtQuotes(
  db: Db,
  views: Views,
  { document, quotes, anchor }: LinkSubject,
  seen: readonly (Neighbour & Seen)[],
): (row: RowId, relation: Relation, head: RevisionHead) => boolean {
  const wanted = quotes.map(({ exact, ref }) => ({
    exact,
    from: ref === null ? null : referredTo(db, document.source, ref),
  }))
  if (anchor !== null && !quotes.some(({ kind }) => kind === 'anchor')) wanted.push({ exact: anchor.exact, from: null })
  if (wanted.length === 0) return () => false
  const nowhere = wanted.filter(
    ({ exact }) => !seen.some(({ heads, at }) => standsIn(views.text(heads[at]!.row), exact)),
  )
  return (row, relation, head) => {
    if (relation === 'reply') return false
    return (relation === 'sibling' ? nowhere : wanted).some(
      ({ exact, from }) => (from === null || from === row) && !standsIn(views.text(head.row), exact),
    )
  }
}
