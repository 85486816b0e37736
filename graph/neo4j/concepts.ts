/** Settles names after a unit of work: which are known, how concepts are labelled, which merge into which. */
import { mergesInto } from '../concepts.ts'
import { forgetNames, learnNames } from './mentions.ts'
import type { Unit } from './unit.ts'

/** Brings every touched form and concept up to date. */
export async function settleNames(unit: Unit): Promise<void> {
  const forms = [...unit.touchedForms]
  const own = await unit.tx.from<{ id: string }>(
    forms,
    'UNWIND $rows AS form MATCH (k:Concept {form: form}) RETURN k.id AS id',
  )
  for (const { id } of own) unit.touchedConcepts.add(id)
  await settleConcepts(unit, [...unit.touchedConcepts])
  await settleForms(unit, forms)
  unit.touchedForms.clear()
  unit.touchedConcepts.clear()
}

async function settleForms(unit: Unit, forms: readonly string[]): Promise<void> {
  const states = await unit.tx.from<{ form: string; known: boolean; named: boolean }>(
    forms,
    `UNWIND $rows AS form MATCH (f:Form {form: form})
     RETURN form, f.known AS known, EXISTS { (f)-[:MEANS]->() } AS named`,
  )
  const changes = states
    .filter(({ known, named }) => known !== named)
    .map(({ form, named }) => ({ form, known: named }))
  await learnNames(
    unit,
    changes.filter(({ known }) => known).map(({ form }) => form),
  )
  await forgetNames(
    unit,
    changes.filter(({ known }) => !known).map(({ form }) => form),
  )
  await unit.forms.change(unit.tx, changes)
  await dropUnused(
    unit,
    states.filter(({ named }) => !named).map(({ form }) => form),
  )
}

interface Settled {
  readonly id: string
  readonly form: string
  readonly spellings: string
  readonly senses: readonly { readonly concept: string; readonly weight: number }[]
  readonly page: string | null
}

/** Labels, weights, pages and merging of concepts. */
export async function settleConcepts(unit: Unit, ids: readonly string[]): Promise<void> {
  const { tx } = unit
  const found = await tx.from<Settled>(
    ids,
    `UNWIND $rows AS id MATCH (k:Concept {id: id})
     RETURN id, k.form AS form, k.spellings AS spellings,
       COLLECT { MATCH (:Form {form: k.form})-[s:MEANS]->(o:Concept) RETURN {concept: o.id, weight: s.weight} } AS senses,
       COLLECT { MATCH (d:Document)-[n:DEFINES]->() WHERE n.page = id RETURN d.id ORDER BY d.id LIMIT 1 }[0] AS page`,
  )
  // Named by responses only, as they write it.
  const unspelt = found.filter(({ spellings }) => spellings === '{}')
  const named = await tx.from<{ form: string; label: string | null }>(
    unspelt.map(({ form }) => form),
    `UNWIND $rows AS form
     CALL (form) { MATCH (r:Response) WHERE r.toForm = form
       WITH r.toConcept AS name, count(*) AS n ORDER BY n DESC, name LIMIT 1 RETURN name }
     RETURN form, name AS label`,
  )
  const labels = new Map(named.map(({ form, label }) => [form, label]))
  const rows = found.map(({ id, form, spellings, senses, page }) => {
    const label = mostSpelt(spellings) ?? labels.get(form) ?? null
    const weight = senses.find(({ concept }) => concept === id)?.weight ?? 0
    return { id, page, label, weight, merged: mergesInto(id, senses, page === null ? label : null) }
  })
  await tx.each(
    rows,
    `UNWIND $rows AS row MATCH (k:Concept {id: row.id})
     SET k.label = coalesce(row.label, k.label), k.weight = row.weight, k.page = row.page, k.merged = row.merged`,
  )
}

/** The spelling of most documents; of several, the first in the alphabet. */
function mostSpelt(spellings: string): string | null {
  const counts = Object.entries(JSON.parse(spellings) as Record<string, number>)
  counts.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return counts[0]?.[0] ?? null
}

/** Removes forms that nothing names any more, with the concepts that they would label. */
async function dropUnused({ tx }: Unit, forms: readonly string[]): Promise<void> {
  const unused = await tx.from<{ form: string }>(
    forms,
    `UNWIND $rows AS form MATCH (f:Form {form: form})
     WHERE NOT EXISTS { MATCH ()-[n:DEFINES]->() WHERE n.form = form }
       AND NOT EXISTS { MATCH (k:Concept {form: form})<-[:DEFINES]-() }
       AND NOT EXISTS { MATCH (r:Response) WHERE r.toForm = form }
     RETURN form`,
  )
  await tx.each(
    unused.map(({ form }) => form),
    `UNWIND $rows AS form MATCH (f:Form {form: form})
     OPTIONAL MATCH (k:Concept {form: form})
     CALL (k) { MATCH (o:Concept) WHERE o.merged = k.id REMOVE o.merged }
     DETACH DELETE k, f`,
  )
}
