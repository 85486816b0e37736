/** States, written as spells: of documents, of their responses, and of what those answer. */
import type { Spell } from '../model.ts'
import type { Task } from '../store.ts'
import { finish, timely } from './marks.ts'
import { packSpell, spellAt } from './spells.ts'
import type { Unit } from './unit.ts'

export interface SpelledTask {
  readonly task: Task
  readonly spells: readonly Spell[]
}

/** Replaces the spells of documents and of their responses, and writes today's states. */
export async function putStates(unit: Unit, all: readonly SpelledTask[]): Promise<void> {
  const { tx } = unit
  const given = await timely(tx, all)
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
    unit.mark,
  )
}

/** The states of one response, today's and all. */
export function stateRow(id: string, spells: readonly Spell[]) {
  const own = listOf(spells.filter(({ kind }) => kind === 'response'))
  const target = listOf(spells.filter(({ kind }) => kind === 'target'))
  const [now, there] = [spellAt(own, null), spellAt(target, null)]
  return {
    ...{ id, own, target, state: now?.state ?? null, targetState: there?.state ?? null },
    ...{ stateCause: now?.cause ?? null, targetCause: there?.cause ?? null },
  }
}

/** Spells as they are kept; null: none. */
export function listOf(spells: readonly Spell[]): readonly string[] | null {
  return spells.length === 0 ? null : spells.map(packSpell)
}
