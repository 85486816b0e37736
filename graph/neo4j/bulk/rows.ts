/** A document with all that is kept of it, as lists of values: they are told without their names, which the statement has. */
import type { Archive, ArchivedResponse } from '../../archive.ts'
import type { Judgement } from '../../model.ts'
import { rowsOf } from '../documents.ts'
import type { FormIndex } from '../forms.ts'
import { cellsOf } from '../responses.ts'
import { listOf, stateRow } from '../states.ts'
import type { Cypher } from '../values.ts'

type Cells = Readonly<Record<string, Cypher>>

/** Nodes that hang on a document. Names of relationships are the schema's; what else they are tied to comes later. */
const PARTS = [
  { part: 'revisions', node: 'Revision', tie: 'OF' },
  { part: 'claims', node: 'Claim', tie: 'IN' },
  { part: 'responses', node: 'Response', tie: 'FROM' },
  { part: 'edits', node: 'PromptedEdit', tie: 'READ_IN' },
] as const

type Part = (typeof PARTS)[number]['part']

/** A document that is to be written, by cells of its nodes. */
export interface FilledDocument extends Readonly<Record<Part, readonly Cells[]>> {
  readonly document: Cells
  readonly credits: readonly (readonly (string | null)[])[]
  readonly cites: readonly string[]
  readonly names: readonly string[]
}

/** Gives the number of a version of a response or prompted edit; later ones are larger. */
export type Numbering = () => number

/** `forms` knows no name: where names stand is found when all are known. */
export function filledDocument(archive: Archive, forms: FormIndex, next: Numbering): FilledDocument {
  const { analysis, learned, promptedEdits, spells, judgements } = archive
  const { id, document, revisions, claims, credits, cites, names } = rowsOf(forms, analysis)
  const verdicts = latestVerdicts(judgements)
  const bySubject = Map.groupBy(spells, ({ subject }) => subject)
  const states = listOf(spells.filter(({ kind }) => kind === 'document'))
  return {
    document: { id, ...document, spells: states },
    revisions: revisions.map((row) => ({ id: row.id, learnedAt: learned[row.id]!, ...row.cells })),
    claims: claims.map((row) => ({ id: row.id, ...row.cells, verdict: verdicts.get(row.id) ?? null })),
    responses: archive.responses.map((response) => {
      const told = (bySubject.get(response.id) ?? []).filter(({ kind }) => kind !== 'document')
      return responseCells(response, stateRow(response.id, told), next)
    }),
    edits: promptedEdits.map(({ response, document, edited, revision, at, confidence, rule, evidence, ...clocks }) => ({
      ...{ response, document, edited, revision, at, confidence, rule, evidence, open: clocks.learnedTo === null },
      ...{ learnedFrom: clocks.learnedFrom, learnedTo: clocks.learnedTo, row: next() },
    })),
    credits: credits.map(({ author, name, url }) => [author, name, url]),
    ...{ cites, names },
  }
}

function latestVerdicts(judgements: readonly Judgement[]): ReadonlyMap<string, string> {
  const sorted = judgements.toSorted((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1))
  return new Map(sorted.map(({ subject, verdict }) => [subject, verdict]))
}

/** The version that holds has today's states; a closed one those that it had then. Whom it answers is found by its ties. */
function responseCells(response: ArchivedResponse, now: ReturnType<typeof stateRow>, next: Numbering): Cells {
  const { learnedFrom, learnedTo, state, targetState, stateCause, targetCause } = response
  const open = learnedTo === null
  const { own, target, id: _, ...today } = now
  return {
    ...cellsOf(response, { row: next(), toAuthor: null, learnedAt: learnedFrom }),
    ...{ open, learnedTo, ownSpells: own, targetSpells: target },
    ...(open ? today : { state, targetState, stateCause, targetCause }),
  }
}

/** The statement that writes documents, and its rows; both follow the names of the cells. */
export function creation(documents: readonly FilledDocument[]): { readonly cypher: string; readonly rows: Cypher[] } {
  const own = namesOf(documents.map(({ document }) => document))
  const parts = PARTS.map(({ part, node, tie }) => {
    return { part, node, tie, names: namesOf(documents.flatMap((document) => document[part])) }
  })
  const cypher = `UNWIND $rows AS row
    WITH row, row[0] AS own, row[1] AS parts
    CREATE (d:Document ${literal(own, 'own')})
    ${parts
      .map(
        ({ node, tie, names }, at) =>
          `FOREACH (one IN parts[${at}] | CREATE (:${node} ${literal(names, 'one')})-[:${tie}]->(d))`,
      )
      .join('\n    ')}
    FOREACH (one IN row[2] | MERGE (a:Author {id: one[0]}) CREATE (d)-[:CREDITS {name: one[1], url: one[2]}]->(a))
    FOREACH (key IN row[3] | MERGE (a:Address {key: key}) CREATE (d)-[:CITES]->(a))
    FOREACH (key IN row[4] | MERGE (a:Address {key: key}) CREATE (d)-[:NAMED]->(a))`
  const rows = documents.map((document) => [
    listed(own, document.document),
    parts.map(({ part, names }) => document[part].map((cells) => listed(names, cells))),
    ...[document.credits, document.cites, document.names],
  ])
  return { cypher, rows }
}

/** Names of the cells; rows of one kind have the same. */
const namesOf = (rows: readonly Cells[]): readonly string[] => Object.keys(rows[0] ?? {})
const listed = (names: readonly string[], cells: Cells): Cypher[] => names.map((name) => cells[name])
const literal = (names: readonly string[], list: string): string =>
  `{${names.map((name, at) => `\`${name}\`: ${list}[${at}]`).join(', ')}}`
