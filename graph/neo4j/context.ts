/** Gathers what a document is linked against: bounded by rule, a handful of indexed readings. */
import { ANCESTORS, type ContextDocument, type LinkContext, type LinkSubject, type Relation } from '../context.ts'
import type { EditNote, Link, Quote } from '../model.ts'
import { editsAfter, olderThan, type Seen, seenAt, soughtIn } from '../seen.ts'
import { DOCUMENT, type DocumentCells, documentOf } from './cells.ts'
import type { Tx } from './db.ts'
import { eventsOf, LIFE, type LivingClaim } from './lives.ts'
import { ancestorsOf, citedBy, type Neighbour, neighboursOf, type Place } from './neighbours.ts'
import type { Texts } from './texts.ts'
import { headsOf, type RevisionHead, Views } from './views.ts'

interface SubjectCells {
  readonly document: DocumentCells
  readonly order: string
  readonly quotes: string
  readonly links: string
  readonly notes: string
  readonly claims: readonly (LivingClaim & {
    readonly id: string
    readonly kind: 'assertion' | 'passage'
    readonly probability: number
    readonly author: string | null
    readonly forms: readonly string[]
  })[]
}

const SUBJECT = `MATCH (d:Document {id: $id})
  RETURN d{${DOCUMENT}} AS document, d.order AS order, d.quotes AS quotes, d.links AS links, d.notes AS notes,
    COLLECT { MATCH (d)<-[:IN]-(c:Claim) WITH c ORDER BY c.ord
      RETURN c{.id, .kind, .probability, .author, ${LIFE},
        forms: COLLECT { MATCH (c)-[m:MENTIONS]->() RETURN m.form ORDER BY m.form }} } AS claims`

/** What `link` reads of a document; null when there is none by this id. */
export async function readContext(tx: Tx, texts: Texts, id: string): Promise<LinkContext | null> {
  const [cells, heads] = await Promise.all([tx.get<SubjectCells>(SUBJECT, { id }), headsOf(tx, [id])])
  const own = heads.get(id)
  if (cells === undefined || own === undefined) return null
  const document = documentOf(cells.document)
  const subject = {
    ...{ document, anchor: document.quote, quotes: JSON.parse(cells.quotes) as Quote[] },
    ...{ links: JSON.parse(cells.links) as Link[], notes: JSON.parse(cells.notes) as EditNote[] },
  }
  const place: Place = { id, parent: document.parent, root: document.root, order: cells.order }
  const [referred, ancestors] = await Promise.all([citedBy(tx, subject), ancestorsOf(tx, place, ANCESTORS)])
  const neighbours = await neighboursOf(tx, place, ancestors, referred.documents)
  const found = await seenOf(tx, texts, document, neighbours)
  const isSought = soughtIn(subject, referred.of, found)
  const needed = found.map((one) => ({
    ...{ one, seen: one.heads[one.at]!, newest: one.heads.at(-1)! },
    older: isSought(one) ? olderThan(one.heads, one.at) : [],
    edits: ['sibling', 'reply'].includes(one.relation) ? [] : editsAfter(one.heads, document.createdAt),
  }))
  const shown = needed.flatMap(({ seen, newest, older, edits }) => [
    ...[seen, newest],
    ...older,
    ...edits.flatMap(({ head, before }) => [head, before]),
  ])
  const introduced = new Set(cells.claims.map((claim) => claim.introduced))
  const views = await Views.read(tx, texts, [
    ...shown,
    own[0]!,
    own.at(-1)!,
    ...own.filter((head) => introduced.has(head.id)),
  ])
  const documents = await documentsOf(
    tx,
    found.map((one) => one.document),
  )
  return {
    subject: {
      ...subject,
      sentences: sentencesOf(cells, views),
      ...{ first: views.view(own[0]!), newest: views.view(own.at(-1)!) },
      mentions: new Map(cells.claims.flatMap((claim) => (claim.forms.length === 0 ? [] : [[claim.id, claim.forms]]))),
    },
    documents: needed.map(
      ({ one, seen, newest, older, edits }): ContextDocument => ({
        ...{ document: documents.get(one.document)!, relation: one.relation, distance: one.distance },
        ...{ seen: views.view(seen), newest: views.view(newest), older: older.map((head) => views.view(head)) },
        edits: edits.map(({ head, before }) => views.edit(head, before)),
      }),
    ),
  }
}

/** Wording of every sentence in the revision that introduced it. */
function sentencesOf({ claims }: SubjectCells, views: Views): LinkSubject['sentences'] {
  return claims
    .filter(({ start }) => start >= 0)
    .map((claim) => {
      const { id, kind, probability, author, start, end, introduced, at } = claim
      const change = eventsOf(claim).find(({ revision }) => revision === introduced)?.change ?? 'introduced'
      return {
        ...{ claim: id, kind, probability, change, start, end, revision: introduced, at, author },
        exact: views.text({ id: introduced }).slice(start, end),
      }
    })
}

interface Found extends Seen, Neighbour {
  readonly relation: Relation
  readonly heads: readonly RevisionHead[]
  readonly at: number
}

/** The neighbours that have revisions, each with the one that could be seen. */
async function seenOf(
  tx: Tx,
  texts: Texts,
  subject: Parameters<typeof seenAt>[3],
  neighbours: readonly Neighbour[],
): Promise<readonly Found[]> {
  const heads = await headsOf(
    tx,
    neighbours.map(({ document }) => document),
  )
  const seen = neighbours.flatMap((neighbour) => {
    const own = heads.get(neighbour.document) ?? []
    const at = seenAt(own, neighbour.document, neighbour.relation, subject)
    return at === null ? [] : [{ ...neighbour, heads: own, at }]
  })
  const read = await texts.of(
    tx,
    seen.map((one) => one.heads[one.at]!),
  )
  return seen.map((one) => ({ ...one, text: read.get(one.heads[one.at]!.id) ?? '' }))
}

async function documentsOf(tx: Tx, ids: readonly string[]) {
  const found = await tx.from<{ document: DocumentCells }>(
    ids,
    `UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d{${DOCUMENT}} AS document`,
  )
  return new Map(found.map(({ document }) => [document.id, documentOf(document)]))
}
