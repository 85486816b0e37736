/** Authors. A person's name is the one that most of their documents give, so that no order of arrival decides it. */
import type { Analysis, Author } from '../model.ts'
import { wordKey } from '../words.ts'
import type { Unit } from './unit.ts'
import { gramsOf, keyed } from './values.ts'

/** Makes the authors that are not there yet. */
export async function ensureAuthors({ tx }: Unit, analyses: readonly Analysis[]): Promise<void> {
  const authors = new Map<string, Author>()
  for (const author of analyses.flatMap((analysis) => analysis.authors))
    if (!authors.has(author.id)) authors.set(author.id, author)
  const rows = [...authors.values()].map(({ id, source, name, url }) => ({
    id,
    cells: { source, url, ...named(name) },
  }))
  await tx.each(rows, 'UNWIND $rows AS row MERGE (a:Author {id: row.id}) ON CREATE SET a += row.cells')
}

function named(name: string) {
  return { name, key: keyed(wordKey(name)), grams: gramsOf(name).join(' ') }
}

/** Takes away what documents credited before; gives the people concerned. */
export async function uncredit({ tx }: Unit, documents: readonly string[]): Promise<readonly string[]> {
  const found = await tx.from<{ author: string }>(
    documents,
    'UNWIND $rows AS id MATCH (:Document {id: id})-[:CREDITS]->(a:Author) RETURN DISTINCT a.id AS author',
  )
  await tx.each(documents, 'UNWIND $rows AS id MATCH (:Document {id: id})-[c:CREDITS]->() DELETE c')
  return found.map(({ author }) => author)
}

/** Names people anew: those whose credits went, and those whom these documents name otherwise than they are shown. */
export async function renameAuthors(
  { tx }: Unit,
  analyses: readonly Analysis[],
  gone: readonly string[],
): Promise<void> {
  const given = analyses.flatMap(({ authors }) => authors.map(({ id, name, url }) => ({ id, name, url })))
  const other = await tx.from<{ id: string }>(
    given,
    `UNWIND $rows AS row MATCH (a:Author {id: row.id})
     WHERE a.name <> row.name OR coalesce(a.url, '') <> coalesce(row.url, '') RETURN DISTINCT a.id AS id`,
  )
  await countNames({ tx }, [...new Set([...gone, ...other.map(({ id }) => id)])])
}

/** Gives people the names that most documents give them. */
export async function countNames({ tx }: Pick<Unit, 'tx'>, authors: readonly string[]): Promise<void> {
  const best = await tx.from<{ id: string; name: string; url: string | null }>(
    authors,
    `UNWIND $rows AS id MATCH (:Author {id: id})<-[c:CREDITS]-()
     WITH id, c.name AS name, c.url AS url, count(*) AS n ORDER BY n DESC, name, coalesce(url, '')
     WITH id, head(collect({name: name, url: url})) AS best RETURN id, best.name AS name, best.url AS url`,
  )
  await tx.each(
    best.map(({ id, name, url }) => ({ id, cells: { url, ...named(name) } })),
    'UNWIND $rows AS row MATCH (a:Author {id: row.id}) SET a += row.cells',
  )
}
