/** Definitions of documents: versioned, and what they add to the senses of forms and the spellings of concepts. */
import { contributions, isUsable } from '../concepts.ts'
import { conceptId, conceptOfForm } from '../ids.ts'
import type { Analysis, Definition } from '../model.ts'
import type { Unit } from './unit.ts'
import { formKey, gramsOf, keyed } from './values.ts'

interface Stored extends Omit<Definition, 'document'> {
  readonly element: string
  readonly document: string
  readonly concept: string
}

interface Weight {
  readonly form: string
  readonly concept: string
  readonly weight: number
}

const keyOf = ({ name, long, rule, revision }: Omit<Definition, 'document'>) => `${name}\0${long}\0${rule}\0${revision}`

/** Writes what documents define; definitions that they no longer give are closed. */
export async function writeDefinitions(
  unit: Unit,
  analyses: readonly Analysis[],
  stored: readonly string[],
): Promise<void> {
  const former = Map.groupBy(await openDefinitions(unit, stored), ({ document }) => document)
  const concerned = analyses.filter(({ definitions, document }) => definitions.length > 0 || former.has(document.id))
  if (concerned.length === 0) return
  const gone: string[] = []
  const opened: Definition[] = []
  const changed: Analysis[] = []
  const spellings = new Map<string, Map<string, number>>()
  for (const analysis of concerned) {
    const id = analysis.document.id
    const given = analysis.definitions.filter(isUsable)
    const next = new Map(given.map((definition) => [keyOf(definition), definition]))
    const closed = (former.get(id) ?? []).filter((definition) => !next.delete(keyOf(definition)))
    if (closed.length + next.size === 0) continue
    changed.push(analysis)
    gone.push(...closed.map(({ element }) => element))
    opened.push(...[...next.values()].map((definition) => ({ ...definition, document: id })))
    countSpellings(spellings, former.get(id) ?? [], given)
  }
  await unit.tx.each(
    gone,
    `UNWIND $rows AS row MATCH ()-[n:DEFINES]->() WHERE elementId(n) = row
     SET n.open = false, n.learnedTo = $learnedAt REMOVE n.page`,
    { learnedAt: unit.learnedAt },
  )
  await ensureForms(
    unit,
    opened.flatMap(({ name, long }) => [name, long]),
  )
  await ensureConcepts(
    unit,
    opened.map(({ long }) => long),
  )
  await openRows(
    unit,
    opened,
    new Set(analyses.filter(({ document }) => document.kind === 'wiki').map(({ document }) => document.id)),
  )
  await writeContributions(unit, changed)
  await writeSpellings(unit, spellings)
}

function openDefinitions({ tx }: Unit, documents: readonly string[]): Promise<Stored[]> {
  return tx.from<Stored>(
    documents,
    `UNWIND $rows AS id MATCH (d:Document {id: id})-[n:DEFINES]->(k:Concept) WHERE n.open
     RETURN elementId(n) AS element, id AS document, n.name AS name, n.long AS long, n.rule AS rule,
       n.revision AS revision, k.id AS concept`,
  )
}

async function openRows(
  { tx, learnedAt }: Unit,
  opened: readonly Definition[],
  wiki: ReadonlySet<string>,
): Promise<void> {
  const rows = opened.map(({ document, revision, name, long, rule }) => ({
    ...{ document, revision, name, long, rule, form: formKey(name), concept: conceptId(long) },
    // By this a concept finds its page among many that define it.
    page: rule === 'title' && wiki.has(document) ? conceptId(long) : null,
  }))
  await tx.each(
    rows,
    `UNWIND $rows AS row MATCH (d:Document {id: row.document}) MATCH (k:Concept {id: row.concept})
     CREATE (d)-[:DEFINES {name: row.name, long: row.long, rule: row.rule, revision: row.revision, form: row.form,
       open: true, learnedFrom: $learnedAt, page: row.page}]->(k)`,
    { learnedAt },
  )
}

/** Makes the forms of names that are not there yet; they are findable by likeness from now on. */
export async function ensureForms({ tx }: Unit, names: readonly string[]): Promise<void> {
  const rows = [...new Set(names.map(formKey))].map((form) => ({ form, grams: gramsOf(form).join(' ') }))
  await tx.each(
    rows,
    'UNWIND $rows AS row MERGE (f:Form {form: row.form}) ON CREATE SET f.known = false, f.changed = -1, f.grams = row.grams',
  )
}

/** Makes the concepts that long forms name. The forms are there. */
export async function ensureConcepts({ tx }: Unit, longs: readonly string[]): Promise<void> {
  const rows = [...new Map(longs.map((long) => [conceptId(long), long]))].map(([id, long]) => ({
    ...{ id, long, form: formKey(long) },
  }))
  await tx.each(
    rows,
    `UNWIND $rows AS row MERGE (k:Concept {id: row.id})
     ON CREATE SET k.form = row.form, k.label = row.long, k.weight = 0, k.spellings = '{}'`,
  )
}

/** Replaces what documents say of the senses of forms, and brings the sums up to date. */
export async function writeContributions(unit: Unit, analyses: readonly Analysis[]): Promise<void> {
  const { tx } = unit
  const ids = analyses.map(({ document }) => document.id)
  const deltas = new Map<string, Weight>()
  const shift = ({ form, concept, weight }: Weight, sign: 1 | -1) => {
    const key = `${form}\0${concept}`
    deltas.set(key, { form, concept, weight: (deltas.get(key)?.weight ?? 0) + sign * weight })
  }
  const former = await tx.from<Weight>(
    ids,
    `UNWIND $rows AS id MATCH (:Document {id: id})-[o:READS]->(f:Form)
     RETURN f.form AS form, o.concept AS concept, o.weight AS weight`,
  )
  for (const row of former) shift(row, -1)
  await tx.each(ids, 'UNWIND $rows AS id MATCH (:Document {id: id})-[o:READS]->() DELETE o')
  const rows = analyses.flatMap(({ document, definitions }) =>
    contributions(definitions.filter(isUsable), document.kind === 'wiki').map(({ form, concept, weight }) => ({
      ...{ document: document.id, form: keyed(form), concept: conceptOfForm(concept), weight },
    })),
  )
  for (const row of rows) shift(row, 1)
  await tx.each(
    rows,
    `UNWIND $rows AS row MATCH (d:Document {id: row.document}) MATCH (f:Form {form: row.form})
     CREATE (d)-[:READS {form: row.form, concept: row.concept, weight: row.weight}]->(f)`,
  )
  await weigh(
    unit,
    [...deltas.values()].filter(({ weight }) => weight !== 0),
  )
}

async function weigh({ tx, touchedForms, touchedConcepts }: Unit, deltas: readonly Weight[]): Promise<void> {
  await tx.each(
    deltas.map(({ form, concept, weight }) => ({ form, concept, weight })),
    `UNWIND $rows AS row MATCH (f:Form {form: row.form}) MATCH (k:Concept {id: row.concept})
     MERGE (f)-[s:MEANS]->(k) SET s.weight = coalesce(s.weight, 0) + row.weight
     WITH s WHERE s.weight <= 0 DELETE s`,
  )
  for (const { form, concept } of deltas) {
    touchedForms.add(form)
    touchedConcepts.add(concept)
  }
}

/** How many more or fewer documents write a concept's long form in which way. */
export function countSpellings(
  spellings: Map<string, Map<string, number>>,
  former: readonly Pick<Definition, 'long'>[],
  given: readonly Pick<Definition, 'long'>[],
): void {
  const before = new Set(former.map(({ long }) => long))
  const now = new Set(given.map(({ long }) => long))
  for (const long of new Set([...before, ...now])) {
    const counts = spellings.get(conceptId(long)) ?? new Map<string, number>()
    spellings.set(
      conceptId(long),
      counts.set(long, (counts.get(long) ?? 0) + Number(now.has(long)) - Number(before.has(long))),
    )
  }
}

/** Brings the spellings of concepts up to date. */
export async function writeSpellings(
  { tx, touchedConcepts }: Unit,
  spellings: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Promise<void> {
  const found = await tx.from<{ id: string; spellings: string }>(
    [...spellings.keys()],
    'UNWIND $rows AS id MATCH (k:Concept {id: id}) RETURN id, k.spellings AS spellings',
  )
  const rows = found.map(({ id, spellings: former }) => {
    const counts = JSON.parse(former) as Record<string, number>
    for (const [long, by] of spellings.get(id)!) counts[long] = (counts[long] ?? 0) + by
    const left = Object.entries(counts).filter(([, count]) => count > 0)
    return { id, spellings: JSON.stringify(Object.fromEntries(left)) }
  })
  await tx.each(rows, 'UNWIND $rows AS row MATCH (k:Concept {id: row.id}) SET k.spellings = row.spellings')
  for (const id of spellings.keys()) touchedConcepts.add(id)
}
