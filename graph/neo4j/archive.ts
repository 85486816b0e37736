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
import { DOCUMENT, type DocumentCells, documentOf, REVISION, type RevisionCells } from './cells.ts'
import type { Tx } from './db.ts'
import { recordIn } from './documents.ts'
import { RESPONSE, type ResponseCells, responseOf } from './responses.ts'
import { unpackSpell } from './spells.ts'
import { unpack } from './wordings.ts'

interface Cells {
  readonly document: DocumentCells
  readonly record: Int8Array
  readonly digest: string
  readonly analyser: string
  readonly quotes: string
  readonly links: string
  readonly notes: string
  readonly spells: readonly string[] | null
  readonly authors: readonly Author[]
  readonly revisions: readonly (RevisionCells & {
    readonly text: string
    readonly learnedAt: string
    readonly wordings: readonly number[]
  })[]
  readonly claims: readonly Omit<Claim, 'document'>[]
  readonly definitions: readonly (Definition & {
    readonly open: boolean
    readonly learnedFrom: string
    readonly learnedTo: string | null
  })[]
}

const SELECT = `MATCH (d:Document {id: $id})
  RETURN d{${DOCUMENT}} AS document, d.record AS record, d.digest AS digest, d.analyser AS analyser, d.quotes AS quotes,
    d.links AS links, d.notes AS notes, d.spells AS spells,
    COLLECT { MATCH (d)-[c:CREDITS]->(a:Author) WITH a, c ORDER BY a.id
      RETURN {id: a.id, source: a.source, name: c.name, url: c.url} } AS authors,
    COLLECT { MATCH (d)<-[:OF]-(v:Revision) WITH v ORDER BY v.number
      RETURN v{${REVISION}, .text, .learnedAt, .wordings} } AS revisions,
    COLLECT { MATCH (d)<-[:IN]-(c:Claim) WITH c ORDER BY c.ord
      RETURN c{.id, .kind, .author, .text, .state, .probability, .introduced, .at} } AS claims,
    COLLECT { MATCH (d)-[n:DEFINES]->() WITH n ORDER BY n.learnedFrom, n.name, n.long, n.rule
      RETURN n{.name, .long, .rule, .revision, .open, .learnedFrom, .learnedTo, document: d.id} } AS definitions`

/** Null when there is no such document. */
export async function readArchive(tx: Tx, id: string): Promise<Archive | null> {
  const [cells, responses, promptedEdits, judgements, redirects] = await Promise.all([
    tx.get<Cells>(SELECT, { id }),
    responsesOf(tx, id),
    editsOf(tx, id),
    judgementsOf(tx, id),
    redirectsOf(tx, id),
  ])
  if (cells === undefined) return null
  return {
    analysis: analysisOf(cells),
    learned: Object.fromEntries(cells.revisions.map((revision) => [revision.id, revision.learnedAt])),
    definitions: cells.definitions.map(({ open: _, ...definition }) => definition),
    responses: responses.map(({ response }) => response),
    ...{ promptedEdits, judgements, redirects },
    spells: [
      ...spellsOf('document', id, cells.spells),
      ...responses.flatMap(({ open, response, own, target }) =>
        open ? [...spellsOf('response', response.id, own), ...spellsOf('target', response.id, target)] : [],
      ),
    ],
  }
}

function analysisOf(cells: Cells): Analysis {
  const document = documentOf(cells.document)
  const ids = new Map(cells.claims.map((claim, ord) => [ord, claim.id]))
  const { digest, analyser, authors } = cells
  return {
    ...{ record: recordIn(cells.record), digest, analyser, document, authors },
    revisions: cells.revisions.map(
      ({ learnedAt: _, wordings: __, ...revision }): Revision => ({ ...revision, document: document.id }),
    ),
    claims: cells.claims.map((claim) => ({ ...claim, document: document.id })),
    wordings: cells.revisions.flatMap((revision) =>
      unpack(revision.wordings).map(({ ord, change, start, end }): Wording => {
        return { claim: ids.get(ord)!, revision: revision.id, start, end, change }
      }),
    ),
    definitions: cells.definitions
      .filter(({ open }) => open)
      .map(({ name, long, rule, revision }) => ({ name, long, rule, document: document.id, revision })),
    quotes: JSON.parse(cells.quotes) as Quote[],
    links: JSON.parse(cells.links) as Link[],
    notes: JSON.parse(cells.notes) as EditNote[],
  }
}

interface VersionCells extends ResponseCells, Learned {
  readonly open: boolean
  readonly state: ArchivedResponse['state']
  readonly targetState: ArchivedResponse['targetState']
  readonly stateCause: string | null
  readonly targetCause: string | null
  readonly ownSpells: readonly string[] | null
  readonly targetSpells: readonly string[] | null
}

async function responsesOf(tx: Tx, document: string) {
  const found = await tx.all<{ cells: VersionCells }>(
    `MATCH (:Document {id: $document})<-[:FROM]-(r:Response) WITH r ORDER BY r.row
     RETURN r{${RESPONSE}, .open, .learnedFrom, .learnedTo, .state, .targetState, .stateCause, .targetCause, .ownSpells,
       .targetSpells} AS cells`,
    { document },
  )
  return found.map(({ cells }) => {
    const { learnedFrom, learnedTo, state, targetState, stateCause, targetCause } = cells
    const response: ArchivedResponse = {
      ...{ ...responseOf(cells, document), learnedFrom, learnedTo },
      ...{ state, targetState, stateCause, targetCause },
    }
    return { open: cells.open, own: cells.ownSpells, target: cells.targetSpells, response }
  })
}

async function editsOf(tx: Tx, document: string): Promise<readonly (PromptedEdit & Learned)[]> {
  const found = await tx.all<{ edit: PromptedEdit & Learned }>(
    `MATCH (:Document {id: $document})<-[:READ_IN]-(e:PromptedEdit) WITH e ORDER BY e.row
     RETURN e{.response, .document, .edited, .revision, .at, .confidence, .rule, .evidence, .learnedFrom, .learnedTo} AS edit`,
    { document },
  )
  return found.map(({ edit }) => edit)
}

async function judgementsOf(tx: Tx, document: string): Promise<readonly Judgement[]> {
  const found = await tx.all<{ judgement: Judgement }>(
    `MATCH (j:Judgement) WHERE j.document = $document WITH j ORDER BY j.at, j.id
     RETURN j{.id, .subject, .verdict, .act, .target, .by, .at, .exact, .targetExact} AS judgement`,
    { document },
  )
  return found.map(({ judgement }) => judgement)
}

function redirectsOf(tx: Tx, document: string): Promise<Redirect[]> {
  return tx.all<Redirect>(
    `MATCH (d:Document {id: $document})
     CALL (d) { MATCH (d)<-[:IN]-(c:Claim) RETURN c.id AS id UNION MATCH (d)<-[:FROM]-(r:Response) RETURN r.id AS id }
     MATCH (x:Redirect) WHERE x.id = id RETURN x.former AS former, id ORDER BY former`,
    { document },
  )
}

function spellsOf(kind: Spell['kind'], subject: string, packed: readonly string[] | null): readonly Spell[] {
  return (packed ?? []).map(unpackSpell).map(({ state, from, to, cause }) => {
    return { kind, subject, state: state as Spell['state'], from, to, cause }
  })
}
