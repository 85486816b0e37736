/** What the states of a document's responses are computed from, and the spells that come out of it. */

import { BEARING, STATEFUL } from '../lifecycle.ts'
import type { Act, PromptedEdit, Spell } from '../model.ts'
import type { ClaimEvent, StateInputs, StateResponse, Task } from '../store.ts'
import { RESPONSE_THRESHOLD } from '../views.ts'
import { wordKey } from '../words.ts'
import { DOCUMENT, type DocumentCells, documentOf } from './cells.ts'
import type { Tx } from './db.ts'
import { eventsOf, LIFE, type LivingClaim } from './lives.ts'
import { finish } from './marks.ts'
import { openResponses, type StoredResponse } from './responses.ts'
import { packSpell, spellAt } from './spells.ts'
import type { Texts } from './texts.ts'
import type { Unit } from './unit.ts'
import { unpack } from './wordings.ts'

export async function readStateInputs(tx: Tx, texts: Texts, id: string): Promise<StateInputs | null> {
  const found = await tx.get<{ document: DocumentCells }>(
    `MATCH (d:Document {id: $id}) RETURN d{${DOCUMENT}} AS document`,
    { id },
  )
  if (found === undefined) return null
  const responses = (await openResponses(tx, [id])).get(id) ?? []
  const lives = await Lives.read(tx, texts, responses)
  const against = await againstOf(tx, id, responses)
  const notLive = await statesOf(tx, responses)
  const edits = await editsOf(tx, id)
  return {
    document: documentOf(found.document),
    responses: responses.map(({ id: response, act, author, at, claim, to, toAuthor }): StateResponse => {
      const waits = STATEFUL.has(act)
      const aimed = [
        ...(against.response.get(response) ?? []),
        ...(waits && claim !== null ? (against.claim.get(claim) ?? []) : []),
        ...against.document,
      ]
      return {
        ...{ id: response, act, author, at, claim },
        to: {
          ...{ document: to.document, claim: to.claim, revision: to.revision, author: toAuthor },
          number: lives.numberOf(to.revision),
          words: lives.wordsIn(to.claim, to.revision),
        },
        own: lives.of(claim),
        target: lives.of(to.claim),
        targetDocument: notLive.get(to.document ?? '') ?? null,
        against: onceEach(aimed).filter((other) => other.id !== response),
        promptedEdits: edits.filter((edit) => edit.response === null || edit.response === response),
      }
    }),
  }
}

// ---- lives ---------------------------------------------------------------------------------------------------------

interface Answered {
  readonly id: string
  readonly number: number
  readonly textHash: string
  readonly wordings: readonly number[]
}

type Ends = ReadonlyMap<string, LivingClaim & { readonly ord: number }>

/** The lives of all sentences at the ends of some responses, with their words. */
class Lives {
  readonly #claims: Ends
  readonly #answered: ReadonlyMap<string, Answered>
  readonly #texts: ReadonlyMap<string, string>

  constructor(claims: Ends, answered: ReadonlyMap<string, Answered>, texts: ReadonlyMap<string, string>) {
    this.#claims = claims
    this.#answered = answered
    this.#texts = texts
  }

  static async read(tx: Tx, texts: Texts, responses: readonly StoredResponse[]): Promise<Lives> {
    const ids = (pick: (response: StoredResponse) => readonly (string | null)[]) => [
      ...new Set(responses.flatMap(pick).filter((id): id is string => id !== null)),
    ]
    const claims = await tx.from<{ id: string; claim: LivingClaim & { ord: number } }>(
      ids(({ claim, to }) => [claim, to.claim]),
      `UNWIND $rows AS id MATCH (c:Claim {id: id}) RETURN id, c{.ord, ${LIFE}} AS claim`,
    )
    const answered = await tx.from<Answered>(
      ids(({ to }) => [to.revision]),
      'UNWIND $rows AS id MATCH (v:Revision {id: id}) RETURN id, v.number AS number, v.textHash AS textHash, v.wordings AS wordings',
    )
    const lived = claims.flatMap(({ claim }) => eventsOf(claim).map(({ revision }) => revision))
    const read = new Map([...(await texts.of(tx, answered)), ...(await texts.named(tx, lived))])
    return new Lives(
      new Map(claims.map(({ id, claim }) => [id, claim])),
      new Map(answered.map((revision) => [revision.id, revision])),
      read,
    )
  }

  of(claim: string | null): readonly ClaimEvent[] {
    const found = this.#claims.get(claim ?? '')
    if (found === undefined) return []
    return eventsOf(found).map(({ revision, number, at, change, start, end }) => ({
      ...{ revision, number, at, change },
      words: start === null || end === null || change === 'struck' ? null : this.#words(revision, start, end),
    }))
  }

  numberOf(revision: string | null): number | null {
    return this.#answered.get(revision ?? '')?.number ?? null
  }

  wordsIn(claim: string | null, revision: string | null): string | null {
    const [found, answered] = [this.#claims.get(claim ?? ''), this.#answered.get(revision ?? '')]
    if (found === undefined || answered === undefined) return null
    const span = unpack(answered.wordings).find(({ ord }) => ord === found.ord)
    return span === undefined || span.start === null || span.end === null
      ? null
      : this.#words(answered.id, span.start, span.end)
  }

  /** Equal words, equal key; a formula without words is itself. */
  #words(revision: string, start: number, end: number): string {
    const exact = (this.#texts.get(revision) ?? '').slice(start, end)
    return wordKey(exact) || exact
  }
}

// ---- what points at them ---------------------------------------------------------------------------------------------

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

async function againstOf(tx: Tx, document: string, all: readonly StoredResponse[]) {
  const responses = all.filter(({ act }) => STATEFUL.has(act))
  const claims = responses.map(({ claim }) => claim).filter((id): id is string => id !== null)
  return {
    response: await aimedAt(
      tx,
      'toResponse',
      responses.map(({ id }) => id),
      'response',
    ),
    claim: await aimedAt(tx, 'toClaim', [...new Set(claims)], 'claim'),
    document:
      (await aimedAt(tx, 'toDocument', responses.length === 0 ? [] : [document], 'document')).get(document) ?? [],
  }
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
       MATCH (r:Response) WHERE r.${column} = key AND r.open = true AND r.act = act AND r.order > ''
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

function editsOf(tx: Tx, document: string): Promise<PromptedEdit[]> {
  return tx.all<PromptedEdit>(
    `MATCH (e:PromptedEdit) WHERE e.document = $document AND e.open
     RETURN e.response AS response, e.document AS document, e.edited AS edited, e.revision AS revision, e.at AS at,
       e.confidence AS confidence, e.rule AS rule, e.evidence AS evidence ORDER BY e.revision IS NOT NULL, e.revision, e.rule`,
    { document },
  )
}

// ---- what comes out --------------------------------------------------------------------------------------------------

export interface SpelledTask {
  readonly task: Task
  readonly spells: readonly Spell[]
}

/** Replaces the spells of documents and of their responses, and writes today's states. */
export async function putStates(unit: Unit, given: readonly SpelledTask[]): Promise<void> {
  const { tx } = unit
  const rows = given.map(({ task, spells }) => {
    const of = (kind: Spell['kind']) => spells.filter((spell) => spell.kind === kind)
    const bySubject = Map.groupBy(
      spells.filter(({ kind }) => kind !== 'document'),
      ({ subject }) => subject,
    )
    return {
      document: task.document,
      spells: listOf(of('document')),
      responses: [...bySubject].map(([id, told]) => stateRow(id, told)),
    }
  })
  const changed = await tx.from<{ author: string | null; toAuthor: string | null }>(
    rows,
    `UNWIND $rows AS row MATCH (d:Document {id: row.document})
     SET d.spells = row.spells
     WITH d, row
     CALL (d, row) {
       MATCH (d)<-[:FROM]-(r:Response)
       WITH r, [one IN row.responses WHERE one.id = r.id][0] AS one, r.state AS former
       SET r.ownSpells = one.own, r.targetSpells = one.target
       WITH r, one, former WHERE r.open
       SET r.state = one.state, r.targetState = one.targetState, r.stateCause = one.stateCause, r.targetCause = one.targetCause
       WITH r, former WHERE r.act = 'objection' AND coalesce(former, '') <> coalesce(r.state, '')
       RETURN r.author AS author, r.toAuthor AS toAuthor }
     RETURN author, toAuthor`,
  )
  for (const { author, toAuthor } of changed) unit.notePair(author, toAuthor)
  await finish(
    tx,
    given.map(({ task }) => task),
  )
}

function stateRow(id: string, spells: readonly Spell[]) {
  const own = listOf(spells.filter(({ kind }) => kind === 'response'))
  const target = listOf(spells.filter(({ kind }) => kind === 'target'))
  const [now, there] = [spellAt(own, null), spellAt(target, null)]
  return {
    ...{ id, own, target, state: now?.state ?? null, targetState: there?.state ?? null },
    ...{ stateCause: now?.cause ?? null, targetCause: there?.cause ?? null },
  }
}

function listOf(spells: readonly Spell[]): readonly string[] | null {
  return spells.length === 0 ? null : spells.map(packSpell)
}
