/** Where known names stand: in claims and in titles. Learned in either order: text first or name first. */
import { BETWEEN, wordsOfForm } from '../search.ts'
import type { FormIndex } from './forms.ts'
import type { Unit } from './unit.ts'
import { quoted } from './values.ts'

/** The known forms in words that are in normal form, wordings apart. */
export function formsIn(forms: FormIndex, words: string): readonly string[] {
  const found = new Set<string>()
  if (words !== '') for (const wording of words.split(` ${BETWEEN} `)) forms.match(wording.split(' '), found)
  return [...found]
}

/** Finds newly learned names in everything read before. Documents that mention them are to be linked again. */
export async function learnNames(unit: Unit, forms: readonly string[]): Promise<void> {
  const { tx, marks, refiled } = unit
  const rows = forms.map((form) => ({ form, query: quoted(wordsOfForm(form)) }))
  const claims = await tx.from<{ form: string; claim: string; document: string }>(
    rows,
    `UNWIND $rows AS row CALL db.index.fulltext.queryNodes('claim_words', row.query) YIELD node AS c
     MATCH (c)-[:IN]->(d:Document) RETURN row.form AS form, c.id AS claim, d.id AS document`,
  )
  for (const { document } of claims) marks.link.add(document)
  await tx.each(
    claims.map(({ form, claim }) => ({ form, claim })),
    `UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (f:Form {form: row.form})
     MERGE (c)-[m:MENTIONS]->(f) SET m.form = row.form, m.kind = c.kind, m.order = c.order`,
  )
  const titles = await tx.from<{ form: string; document: string }>(
    rows,
    `UNWIND $rows AS row CALL db.index.fulltext.queryNodes('title_words', row.query) YIELD node AS d
     RETURN row.form AS form, d.id AS document`,
  )
  await tx.each(
    titles.map(({ form, document }) => ({ form, document })),
    `UNWIND $rows AS row MATCH (d:Document {id: row.document}) MATCH (f:Form {form: row.form}) MERGE (d)-[:TITLED]->(f)`,
  )
  // Responses that are about a name as of now: to claims that mention it, to documents titled with it.
  const about = await tx.from<{ element: string }>(
    forms,
    `UNWIND $rows AS form MATCH (f:Form {form: form})
     CALL (f) {
       MATCH (f)<-[:MENTIONS]-(:Claim)<-[:TO]-(r:Response) RETURN r
       UNION MATCH (f)<-[:TITLED]-(:Document)<-[:TO]-(r:Response) RETURN r }
     RETURN elementId(r) AS element`,
  )
  for (const { element } of about) refiled.add(element)
}

/** Takes names that no document defines any more out of everything. */
export async function forgetNames(unit: Unit, forms: readonly string[]): Promise<void> {
  const { tx, marks, refiled } = unit
  const documents = await tx.from<{ id: string }>(
    forms,
    `UNWIND $rows AS form MATCH (:Form {form: form})<-[:MENTIONS]-(:Claim)-[:IN]->(d:Document) RETURN DISTINCT d.id AS id`,
  )
  for (const { id } of documents) marks.link.add(id)
  const responses = await tx.from<{ element: string }>(
    forms,
    'UNWIND $rows AS form MATCH (:Form {form: form})<-[:ABOUT]-(r) RETURN DISTINCT elementId(r) AS element',
  )
  for (const { element } of responses) refiled.add(element)
  await tx.each(forms, 'UNWIND $rows AS form MATCH (:Form {form: form})<-[m:MENTIONS|TITLED]-() DELETE m')
}

/** Responses to these documents as wholes are filed anew. */
export async function refileWholes({ tx, refiled }: Unit, documents: readonly string[]): Promise<void> {
  const found = await tx.from<{ element: string }>(
    documents,
    'UNWIND $rows AS id MATCH (:Document {id: id})<-[:TO]-(r:Response) RETURN elementId(r) AS element',
  )
  for (const { element } of found) refiled.add(element)
}
