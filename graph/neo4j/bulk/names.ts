/** Names and people of a store that is filled: what documents teach is written with them, what it sums up to at the end. */
import type { Archive } from '../../archive.ts'
import { isUsable } from '../../concepts.ts'
import { conceptId } from '../../ids.ts'
import { wordsOfForm } from '../../search.ts'
import { formOf } from '../../words.ts'
import { settleConcepts } from '../concepts.ts'
import type { Db } from '../db.ts'
import { countSpellings, ensureConcepts, ensureForms, writeContributions, writeSpellings } from '../definitions.ts'
import { settlePairs } from '../disagreements.ts'
import { FormIndex } from '../forms.ts'
import { countNames } from '../people.ts'
import { begin, type Unit } from '../unit.ts'
import { formKey, quoted } from '../values.ts'
import { MENTIONED, tie } from './ties.ts'

/** Rows that are settled in one transaction. */
const PAGE = 500

/** Writes definitions, those that were closed as well, and makes the names that responses give. The documents are there. */
export async function writeNames(unit: Unit, archives: readonly Archive[]): Promise<void> {
  const defined = archives.flatMap(({ definitions }) => definitions.filter(isUsable))
  const said = archives.flatMap(({ responses }) =>
    responses.flatMap(({ to: { concept } }) => (concept === null || formOf(concept) === '' ? [] : [concept])),
  )
  if (defined.length + said.length === 0) return
  await ensureForms(unit, [...defined.flatMap(({ name, long }) => [name, long]), ...said])
  await ensureConcepts(unit, [...defined.map(({ long }) => long), ...said])
  const pages = new Set(
    archives.flatMap(({ analysis: { document } }) => (document.kind === 'wiki' ? [document.id] : [])),
  )
  await unit.tx.each(
    defined.map(({ document, revision, name, long, rule, learnedFrom, learnedTo }) => ({
      ...{ document, concept: conceptId(long) },
      cells: {
        ...{ name, long, rule, revision, form: formKey(name), open: learnedTo === null, learnedFrom, learnedTo },
        page: learnedTo === null && rule === 'title' && pages.has(document) ? conceptId(long) : null,
      },
    })),
    `UNWIND $rows AS row MATCH (d:Document {id: row.document}) MATCH (k:Concept {id: row.concept})
     CREATE (d)-[n:DEFINES]->(k) SET n = row.cells`,
  )
  const teaching = archives.map(({ analysis }) => analysis).filter(({ definitions }) => definitions.length > 0)
  const spellings = new Map<string, Map<string, number>>()
  for (const { definitions } of teaching) countSpellings(spellings, [], definitions.filter(isUsable))
  await writeContributions(unit, teaching)
  await writeSpellings(unit, spellings)
}

/** Finds the names that mean something in everything that was read; a name is known when it has been found. */
export async function learnAll(db: Db): Promise<void> {
  const forms = new FormIndex()
  for (;;) {
    const found = await db.read((tx) =>
      tx.all<{ form: string }>(
        `MATCH (f:Form) WHERE NOT f.known AND EXISTS { (f)-[:MEANS]->() } RETURN f.form AS form LIMIT ${PAGE}`,
      ),
    )
    if (found.length === 0) return
    await tie(
      db,
      MENTIONED,
      found.map(({ form }) => ({ form, query: quoted(wordsOfForm(form)) })),
    )
    await db.write(async (tx) => {
      const unit = await begin(tx, forms, '')
      await forms.change(
        tx,
        found.map(({ form }) => ({ form, known: true })),
      )
      await unit.flush()
    })
    forms.committed()
  }
}

/** Labels and merges concepts, names people, counts who objects to whom. Each does no harm when it is done again. */
export async function sumUp(db: Db): Promise<void> {
  await inUnits(db, 'MATCH (k:Concept) RETURN k.id AS id', (unit, rows: readonly { readonly id: string }[]) =>
    settleConcepts(
      unit,
      rows.map(({ id }) => id),
    ),
  )
  await inUnits(
    db,
    `MATCH (a:Author)<-[c:CREDITS]-() WHERE a.name <> c.name OR coalesce(a.url, '') <> coalesce(c.url, '')
     RETURN DISTINCT a.id AS id`,
    (unit, rows: readonly { readonly id: string }[]) =>
      countNames(
        unit,
        rows.map(({ id }) => id),
      ),
  )
  await inUnits(
    db,
    `MATCH (r:Response) WHERE r.act = 'objection' AND r.author <> r.toAuthor
     RETURN DISTINCT r.author AS author, r.toAuthor AS against`,
    (unit, rows: readonly { readonly author: string; readonly against: string }[]) => {
      for (const { author, against } of rows) unit.notePair(author, against)
      return settlePairs(unit)
    },
  )
}

async function inUnits<R>(db: Db, cypher: string, work: (unit: Unit, rows: readonly R[]) => Promise<void>) {
  const rows = await db.read((tx) => tx.all<R>(cypher))
  for (let at = 0; at < rows.length; at += PAGE)
    await db.write(async (tx) => work(await begin(tx, new FormIndex(), ''), rows.slice(at, at + PAGE)))
}
