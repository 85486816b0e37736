/**
 * The schema: what is unique, and by which indexes questions go. An ordered index ends in `order` (a row's time and
 * id), so that one range of it is a page; the planner takes it as the order when all its columns stand in ORDER BY.
 *
 * (:Source…) is no node: a document names its source.
 * (:Revision)-[:OF]->(:Document)           its wordings packed in a list (graph/neo4j/wordings.ts)
 * (:Claim)-[:IN]->(:Document)              its later life in lists (graph/neo4j/lives.ts)
 * (:Document)-[:REPLIES_TO]->(:Document)   where the parent was read
 * (:Document)-[:CREDITS]->(:Author)        the name that it gives an author or editor
 * (:Document)-[:CITES|NAMED]->(:Address)   what it refers to; the page names that it is found by
 * (:Document)-[:DEFINES]->(:Concept)       a name that it teaches; closed, not removed
 * (:Document)-[:READS]->(:Form)            how it reads a name; (:Form)-[:MEANS]->(:Concept) sums that up
 * (:Document)-[:TITLED]->(:Form), (:Claim)-[:MENTIONS]->(:Form)   where names stand
 * (:Response)-[:FROM]->(:Document), -[:SAYS]->(:Claim), -[:TO]->(:Claim|Document), -[:ABOUT]->(:Form)
 * (:PromptedEdit)-[:READ_IN]->(:Document)
 * (:Author)-[:OBJECTS_TO]->(:Author)       counted, pair by pair
 */
import { Unusable } from '../store.ts'
import type { Db } from './db.ts'

/** Version of this schema. */
const SCHEMA = 3

const UNIQUE: readonly (readonly [label: string, property: string])[] = [
  ['Store', 'name'],
  ['Setting', 'name'],
  ['Author', 'id'],
  ['Document', 'id'],
  ['Revision', 'id'],
  ['Claim', 'id'],
  ['Concept', 'id'],
  ['Form', 'form'],
  ['Address', 'key'],
  ['Judgement', 'id'],
  ['Redirect', 'former'],
]

/** Ranges over nodes: label and columns. */
const NODES: readonly (readonly [label: string, columns: string])[] = [
  ['Author', 'key, id'],
  ['Document', 'parent, order'],
  ['Document', 'root, order'],
  ['Document', 'author, order'],
  ['Document', 'source, order'],
  ['Document', 'order'],
  ['Document', 'analyser, id'],
  ['Document', 'place'],
  ['Document', 'linkMark'],
  ['Document', 'statesMark'],
  ['Claim', 'author, kind, order'],
  ['Claim', 'kind, order'],
  ['Claim', 'kind, probability, id'],
  ['Claim', 'verdict, order'],
  ['Concept', 'weight, id'],
  ['Concept', 'form'],
  ['Concept', 'merged'],
  ['Form', 'changed'],
  ['Response', 'id'],
  ['Response', 'author, open, act, order'],
  ['Response', 'toDocument, open, act, order'],
  ['Response', 'toClaim, open, act, order'],
  ['Response', 'toResponse, open, act, order'],
  ['Response', 'toAuthor, open, act, order'],
  ['Response', 'author, toAuthor, open, act'],
  ['Response', 'toForm'],
  ['Response', 'open, act, order'],
  ['Response', 'open, act, confidence, id'],
  ['Response', 'state, open, act, order'],
  ['Response', 'targetState, open, act, order'],
  ['Response', 'verdict, open, act, order'],
  ['PromptedEdit', 'document'],
  ['PromptedEdit', 'edited'],
  ['Judgement', 'subject'],
  ['Judgement', 'at, id'],
  ['Judgement', 'target'],
  ['Judgement', 'document'],
  ['Judgement', 'answered'],
  ['Redirect', 'id'],
]

/** Indexes of earlier versions in whose place others stand. */
const REPLACED: readonly string[] = ['document_root']

/** Ranges over relationships. */
const RELATIONSHIPS: readonly (readonly [type: string, columns: string])[] = [
  ['MENTIONS', 'form, kind, order'],
  ['ABOUT', 'form, open, act, order'],
  ['DEFINES', 'form'],
  ['DEFINES', 'page'],
  ['OBJECTS_TO', 'id'],
  ['OBJECTS_TO', 'author, newest, id'],
  ['OBJECTS_TO', 'against, newest, id'],
  ['OBJECTS_TO', 'newest, id'],
  ['OBJECTS_TO', 'objections, id'],
]

/** Full text over words that are in normal form already: the analyser only cuts at spaces. */
const TEXTS: readonly (readonly [name: string, labels: string, property: string])[] = [
  ['claim_words', 'Claim', 'words'],
  ['title_words', 'Document', 'titleWords'],
  ['name_grams', 'Author|Form', 'grams'],
]

const nameOf = (subject: string, columns: string): string => `${subject}_${columns.replaceAll(', ', '_')}`.toLowerCase()
const listOf = (alias: string, columns: string): string =>
  columns
    .split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ')

const constraints = (): readonly string[] =>
  UNIQUE.map(
    ([label, property]) =>
      `CREATE CONSTRAINT ${nameOf(label, property)} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`,
  )

const indexes = (): readonly string[] => [
  ...NODES.map(
    ([label, columns]) =>
      `CREATE RANGE INDEX ${nameOf(label, columns)} IF NOT EXISTS FOR (n:${label}) ON (${listOf('n', columns)})`,
  ),
  ...RELATIONSHIPS.map(
    ([type, columns]) =>
      `CREATE RANGE INDEX ${nameOf(type, columns)} IF NOT EXISTS FOR ()-[r:${type}]-() ON (${listOf('r', columns)})`,
  ),
  ...TEXTS.map(
    ([name, labels, property]) =>
      `CREATE FULLTEXT INDEX ${name} IF NOT EXISTS FOR (n:${labels}) ON EACH [n.${property}]
       OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace'}}`,
  ),
]

/** Names of all indexes; each constraint has one of its own. */
const indexNames = (): readonly string[] => [
  ...[...UNIQUE, ...NODES, ...RELATIONSHIPS].map(([subject, columns]) => nameOf(subject, columns)),
  ...TEXTS.map(([name]) => name),
]

export interface Opening {
  /** Nothing is written. */
  readonly readOnly: boolean
  /** A store that is being filled, or whose filling was broken off, will do (graph/neo4j/bulk). */
  readonly unfinished: boolean
}

/** Brings the database's schema up to date. Throws `Unusable` for what is another program's, newer, or half filled. */
export async function migrate(db: Db, { readOnly, unfinished }: Opening): Promise<void> {
  const { schema, filling } = await versionOf(db)
  if (filling !== null && unfinished) return
  if (filling !== null) {
    const reason = `a copy of ${filling} into it is under way or was broken off: run that copy (again) to its end`
    throw new Unusable(db.address.shown, reason)
  }
  if (schema === SCHEMA) return readOnly ? undefined : mend(db)
  if (readOnly) throw new Unusable(db.address.shown, 'there is no store in it yet: open it once for writing')
  // Several processes may be first at once: every statement says "if not exists", and one that meets another is run again.
  const replaced = REPLACED.map((name) => `DROP INDEX ${name} IF EXISTS`)
  for (const statement of [...replaced, ...constraints(), ...indexes()]) await db.write((tx) => tx.run(statement))
  await awaitIndexes(db)
  await db.write((tx) =>
    tx.run(
      "MERGE (s:Store {name: 'claimthread'}) ON CREATE SET s.names = 0, s.mark = 0, s.rows = 0 SET s.schema = $schema",
      {
        schema: SCHEMA,
      },
    ),
  )
}

/** Builds indexes that are missing, whoever took them away: without them answers are slow or wrong. */
async function mend(db: Db): Promise<void> {
  const found = await db.read((tx) => tx.all<{ name: string }>('SHOW INDEXES YIELD name RETURN name'))
  const names = new Set(found.map(({ name }) => name))
  if (indexNames().every((name) => names.has(name))) return
  await buildKeys(db)
  await buildAll(db)
}

// ---- filling ------------------------------------------------------------------------------------------------------

/** Keys that nodes are looked up by while a store is filled. */
const KEPT: ReadonlySet<string> = new Set(['Store', 'Setting', 'Author', 'Document', 'Concept', 'Form', 'Address'])

/** Takes away what a store that is filled need not keep up to date. */
export async function takeAway(db: Db): Promise<void> {
  const unique = UNIQUE.filter(([label]) => !KEPT.has(label)).map(([label, property]) => nameOf(label, property))
  const others = [...NODES, ...RELATIONSHIPS].map(([subject, columns]) => nameOf(subject, columns))
  await db.write(async (tx) => {
    for (const name of unique) await tx.run(`DROP CONSTRAINT ${name} IF EXISTS`)
    for (const name of [...others, ...TEXTS.map(([text]) => text)]) await tx.run(`DROP INDEX ${name} IF EXISTS`)
  })
}

/** Builds what is missing of the keys. */
export async function buildKeys(db: Db): Promise<void> {
  for (const statement of constraints()) await db.alongside(statement)
}

/** Builds what is missing of the other indexes, in one reading of the whole, and waits for them. */
export async function buildAll(db: Db): Promise<void> {
  await db.write(async (tx) => {
    for (const statement of indexes()) await tx.run(statement)
  })
  await awaitIndexes(db)
}

/** Throws where an index could not be built. */
function awaitIndexes(db: Db): Promise<void> {
  return db.alongside('CALL db.awaitIndexes(86400)')
}

async function versionOf(db: Db): Promise<{ readonly schema: number; readonly filling: string | null }> {
  const found = await db.read(async (tx) => ({
    ...((await tx.get<{ schema: number; filling: string | null }>(
      "MATCH (s:Store {name: 'claimthread'}) RETURN s.schema AS schema, s.filling AS filling",
    )) ?? { schema: 0, filling: null }),
    empty: (await tx.get('MATCH (n) WHERE NOT n:ClaimthreadTest RETURN 1 AS one LIMIT 1')) === undefined,
  }))
  if (found.schema === 0 && !found.empty)
    throw new Unusable(db.address.shown, 'the database holds something else already')
  if (found.schema > SCHEMA) {
    throw new Unusable(
      db.address.shown,
      `its schema is version ${found.schema} and this program knows ${SCHEMA}: update the program`,
    )
  }
  return found
}
