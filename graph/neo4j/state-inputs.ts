/** What the states of documents' responses are computed from, gathered for many documents at once. */
import { BEARING, STATEFUL } from '../lifecycle.ts'
import type { Act, PromptedEdit } from '../model.ts'
import type { StateInputs, StateResponse } from '../store.ts'
import { RESPONSE_THRESHOLD } from '../views.ts'
import { DOCUMENT, type DocumentCells, documentOf } from './cells.ts'
import type { Tx } from './db.ts'
import { Lives } from './ends.ts'
import { eventsOf, LIFE, type LivingClaim } from './lives.ts'
import { openResponses, type StoredResponse } from './responses.ts'
import type { Texts } from './texts.ts'

/** By document; those that are not stored are left out. */
export async function readStateInputs(
  tx: Tx,
  texts: Texts,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StateInputs>> {
  const [found, byDocument, edits] = await Promise.all([
    tx.from<{ document: DocumentCells }>(
      ids,
      `UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d{${DOCUMENT}} AS document`,
    ),
    openResponses(tx, ids),
    editsOf(tx, ids),
  ])
  const responses = [...byDocument.values()].flat()
  const [lives, against, notLive] = await Promise.all([
    Lives.read(tx, texts, responses),
    againstOf(tx, byDocument),
    statesOf(tx, responses),
  ])
  const editsByDocument = Map.groupBy(edits, ({ document }) => document)
  const stateOf = (one: StoredResponse): StateResponse => {
    const { id, document, act, author, at, claim, to, toAuthor } = one
    const aimed = [
      ...(against.response.get(id) ?? []),
      ...(STATEFUL.has(act) && claim !== null ? (against.claim.get(claim) ?? []) : []),
      ...(against.document.get(document) ?? []),
    ]
    return {
      ...{ id, act, author, at, claim },
      to: {
        ...{ document: to.document, claim: to.claim, revision: to.revision, author: toAuthor },
        number: lives.numberOf(to.revision),
        words: lives.wordsIn(to.claim, to.revision),
      },
      own: lives.of(claim),
      target: lives.of(to.claim),
      targetDocument: notLive.get(to.document ?? '') ?? null,
      against: onceEach(aimed).filter((other) => other.id !== id),
      promptedEdits: (editsByDocument.get(document) ?? []).filter(
        ({ response }) => response === null || response === id,
      ),
    }
  }
  return new Map(
    found.map(({ document }) => [
      document.id,
      { document: documentOf(document), responses: (byDocument.get(document.id) ?? []).map(stateOf) },
    ]),
  )
}

type Against = StateResponse['against'][number]

interface AgainstCells {
  readonly key: string
  readonly id: string
  readonly act: Act
  readonly author: string | null
  readonly at: string | null
  readonly main: boolean
  readonly state: string
  readonly stateAt: string | null
  readonly claim: LivingClaim | null
}

/** The same response may aim at a sentence and at its document: its first aim counts. */
function onceEach(aimed: readonly Against[]): readonly Against[] {
  const seen = new Set<string>()
  return aimed.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** Earliest responses of one act that are read against one thing: thousands of objections answer it no more than the first. */
const EARLIEST = 200

/** What points at some responses that wait for something: at themselves, at their sentences, at their documents. */
async function againstOf(tx: Tx, byDocument: ReadonlyMap<string, readonly StoredResponse[]>) {
  const waiting = [...byDocument.values()].flat().filter(({ act }) => STATEFUL.has(act))
  const claims = waiting.map(({ claim }) => claim).filter((id): id is string => id !== null)
  const ids = waiting.map(({ id }) => id)
  const [response, claim, document] = await Promise.all([
    aimedAt(tx, 'toResponse', ids, 'response'),
    aimedAt(tx, 'toClaim', [...new Set(claims)], 'claim'),
    aimedAt(tx, 'toDocument', [...new Set(waiting.map((one) => one.document))], 'document'),
  ])
  return { response, claim, document }
}

async function aimedAt(
  tx: Tx,
  column: 'toResponse' | 'toClaim' | 'toDocument',
  keys: readonly string[],
  aims: Against['aims'],
): Promise<ReadonlyMap<string, readonly Against[]>> {
  const found = await tx.from<AgainstCells>(
    keys,
    `UNWIND $rows AS key UNWIND $acts AS act
     CALL (key, act) {
       MATCH (r:Response) USING INDEX SEEK r:Response(${column}, open, act, order) WHERE r.${column} = key AND r.open = true AND r.act = act AND r.order > ''
         AND (r.confidence >= $threshold OR r.main) AND coalesce(r.verdict, '') <> 'rejected'
         ${aims === 'document' ? 'AND r.main' : ''}
       RETURN r ORDER BY r.${column}, r.open, r.act, r.order LIMIT $limit }
     MATCH (r)-[:FROM]->(d:Document) OPTIONAL MATCH (r)-[:SAYS]->(c:Claim)
     RETURN key, r.id AS id, r.act AS act, r.author AS author, r.at AS at, r.main AS main, d.state AS state,
       d.stateAt AS stateAt, c{${LIFE}} AS claim ORDER BY r.id`,
    { threshold: RESPONSE_THRESHOLD, acts: BEARING, limit: EARLIEST },
  )
  return new Map(
    [...Map.groupBy(found, ({ key }) => key)].map(([key, rows]) => [key, rows.flatMap((row) => againstRow(row, aims))]),
  )
}

function againstRow(
  { id, act, author, at, main, state, stateAt, claim }: AgainstCells,
  aims: Against['aims'],
): readonly Against[] {
  const last = claim === null ? undefined : eventsOf(claim).at(-1)
  const times = [
    ...(last?.change === 'withdrawn' || last?.change === 'struck' ? [last.at] : []),
    ...(state === 'retracted' || state === 'deleted' ? [stateAt] : []),
  ]
  // Withdrawn at a time that nobody knows: as if it had never been.
  if (times.includes(null)) return []
  return [{ id, act, author, at, main, aims, withdrawnAt: times.sort()[0] ?? null }]
}

async function statesOf(tx: Tx, responses: readonly StoredResponse[]) {
  const ids = responses.map(({ to }) => to.document).filter((id): id is string => id !== null)
  const found = await tx.from<{ id: string; state: DocumentCells['state']; at: string | null }>(
    [...new Set(ids)],
    `UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.state <> 'live' RETURN id, d.state AS state, d.stateAt AS at`,
  )
  return new Map(found.map(({ id, state, at }) => [id, { state, at }]))
}

function editsOf(tx: Tx, documents: readonly string[]): Promise<PromptedEdit[]> {
  return tx.from<PromptedEdit>(
    documents,
    `UNWIND $rows AS id MATCH (e:PromptedEdit) USING INDEX SEEK e:PromptedEdit(document) WHERE e.document = id AND e.open
     RETURN e.response AS response, e.document AS document, e.edited AS edited, e.revision AS revision, e.at AS at,
       e.confidence AS confidence, e.rule AS rule, e.evidence AS evidence
     ORDER BY id, e.revision IS NOT NULL, e.revision, e.rule`,
  )
}
