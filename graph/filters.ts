/**
 * The filters of questions: one row each gives its URL parameter, the rows it applies to, its help text, what it adds
 * to the question's English sentence, its SQL and its Cypher. What can be asked of a list is what stands here.
 *
 * Names in both: `r` response, `c` claim, `d` document, `k` concept, `a` author, `g` disagreement; a hit is a `c`.
 * `target` and `sense` choose the index that a question goes by (each store's ranges.ts) and add no condition.
 */
import {
  asked,
  type Cypher,
  changedThen,
  claimStateThen,
  claimVerdictIs,
  claimWords,
  heldThen,
  holdsWords,
  listed,
  spokenIn,
  timed,
  verdictIs,
} from './cypher.ts'
import { ACTS, CHANGES, type Iso, RESPONSE_STATES, TARGET_STATES } from './model.ts'
import type { FilterValues, RowKind } from './question.ts'
import {
  type Condition,
  changed,
  claimState,
  claimTime,
  claimVerdict,
  compares,
  dated,
  found,
  foundDocument,
  isIn,
  type Meant,
  type Sql,
  sourceOf,
  stateAt,
  verdict,
} from './sql.ts'
import { CLAIM_THRESHOLD, RESPONSE_THRESHOLD } from './views.ts'

export type { Condition, Meant } from './sql.ts'

export type FilterSchema =
  | { readonly type: 'text' | 'date' }
  | { readonly type: 'number'; readonly least: number; readonly most: number }
  | { readonly type: 'enum'; readonly values: readonly string[]; readonly many: boolean }

export interface Filter<K extends keyof FilterValues = keyof FilterValues> {
  /** The URL parameter. */
  readonly name: string
  readonly key: K
  readonly kinds: readonly RowKind[]
  readonly help: string
  readonly schema: FilterSchema
  /** What it adds to "objections …": null where the value is told elsewhere in the sentence. */
  readonly sentence: (value: NonNullable<FilterValues[K]>, kind: RowKind) => string | null
  /** Its condition for each kind of row; also called where it was not asked, since some hold by default. */
  readonly sql: { readonly [Kind in RowKind]?: Sql }
  /** The same in Cypher, over parameters that `cypherParams` gives. */
  readonly cypher: { readonly [Kind in RowKind]?: Cypher }
}

const filter = <K extends keyof FilterValues>(row: Filter<K>): Filter => row as unknown as Filter

const day = (time: Iso): string => time.replace(/T00:00:00Z$/, '')
const STATES: Readonly<Record<string, string>> = { open: 'still open', met_by_edit: 'met by an edit' }
const or = (values: readonly string[]): string => values.map((value) => STATES[value] ?? value).join(' or ')
const LISTS: readonly RowKind[] = ['response', 'claim', 'document', 'disagreement']

export const FILTERS: readonly Filter[] = [
  filter({
    name: 'target',
    key: 'target',
    kinds: LISTS,
    help: 'What is spoken of: a concept by any of its names, a document, a claim, a response, or a person',
    schema: { type: 'text' },
    sentence: (value, kind) => `${kind === 'response' ? 'to' : 'about'} ${value}`,
    sql: {},
    cypher: {},
  }),
  filter({
    name: 'sense',
    key: 'sense',
    kinds: LISTS,
    help: 'Which of several senses of the target is meant: an id that an earlier answer listed',
    schema: { type: 'text' },
    sentence: () => null,
    sql: {},
    cypher: {},
  }),
  filter({
    name: 'act',
    key: 'act',
    kinds: ['response'],
    help: 'What the response does',
    schema: { type: 'enum', values: ACTS, many: true },
    sentence: () => null,
    sql: { response: ({ filters }) => isIn('r.act', filters.act) },
    cypher: { response: listed('act', 'r.act IN $act') },
  }),
  filter({
    name: 'author',
    key: 'author',
    kinds: ['response', 'claim', 'document', 'hit', 'disagreement'],
    help: 'Who says it: a name or an id',
    schema: { type: 'text' },
    sentence: (value) => `by ${value}`,
    sql: {
      response: ({ authors }) => isIn('r.author', authors),
      claim: ({ authors }) => isIn('c.author', authors),
      document: ({ authors }) => isIn('d.author', authors),
      hit: ({ authors }) => isIn('c.author', authors),
      disagreement: ({ authors }) => isIn('g.author', authors),
    },
    cypher: {
      response: asked('author', 'r.author IN $authors'),
      claim: asked('author', 'c.author IN $authors'),
      document: asked('author', 'd.author IN $authors'),
      hit: asked('author', 'c.author IN $authors'),
      disagreement: asked('author', 'g.author IN $authors'),
    },
  }),
  filter({
    name: 'against',
    key: 'against',
    kinds: ['response', 'disagreement'],
    help: 'Whose words are responded to: a name or an id',
    schema: { type: 'text' },
    sentence: (value) => `against ${value}`,
    sql: {
      response: ({ against }) => isIn('r.to_author', against),
      disagreement: ({ against }) => isIn('g.against', against),
    },
    cypher: {
      response: asked('against', 'r.toAuthor IN $against'),
      disagreement: asked('against', 'g.against IN $against'),
    },
  }),
  filter({
    name: 'state',
    key: 'state',
    kinds: ['response'],
    help: 'What became of the response',
    schema: { type: 'enum', values: RESPONSE_STATES, many: true },
    sentence: (values) => or(values),
    sql: { response: ({ filters, asOf }) => stateAt('response', 'r.state', filters.state, asOf) },
    cypher: { response: heldThen('state', 'r.state', 'r.ownSpells') },
  }),
  filter({
    name: 'target-state',
    key: 'targetState',
    kinds: ['response'],
    help: 'What became of the passage that it answers',
    schema: { type: 'enum', values: TARGET_STATES, many: true },
    sentence: (values) => `with a target that is ${or(values)}`,
    sql: { response: ({ filters, asOf }) => stateAt('target', 'r.target_state', filters.targetState, asOf) },
    cypher: { response: heldThen('targetState', 'r.targetState', 'r.targetSpells') },
  }),
  filter({
    name: 'change',
    key: 'change',
    kinds: ['claim'],
    help: 'What an edit did to the claim; with since and before, when',
    schema: { type: 'enum', values: CHANGES, many: true },
    sentence: (values) => or(values),
    sql: { claim: changed },
    cypher: { claim: changedThen },
  }),
  filter({
    name: 'claim-state',
    key: 'claimState',
    kinds: ['claim'],
    help: 'Whether the claim still stands',
    schema: { type: 'enum', values: ['standing', 'withdrawn'], many: false },
    sentence: (value) => (value === 'standing' ? 'still standing' : 'withdrawn'),
    sql: { claim: claimState },
    cypher: { claim: claimStateThen },
  }),
  filter({
    name: 'since',
    key: 'since',
    kinds: ['response', 'claim', 'document', 'hit', 'disagreement'],
    help: 'Said at this time or later',
    schema: { type: 'date' },
    sentence: (value) => `since ${day(value)}`,
    sql: {
      response: ({ filters }) => dated('r.moment', '>=', filters.since),
      claim: claimTime('>=', 'since'),
      document: ({ filters }) => dated('d.moment', '>=', filters.since),
      hit: ({ filters }) => dated('c.moment', '>=', filters.since),
    },
    cypher: {
      response: timed('since', 'r'),
      claim: timed('since', 'c', 'change'),
      document: timed('since', 'd'),
      hit: timed('since', 'c'),
    },
  }),
  filter({
    name: 'before',
    key: 'before',
    kinds: ['response', 'claim', 'document', 'hit', 'disagreement'],
    help: 'Said earlier than this time',
    schema: { type: 'date' },
    sentence: (value) => `before ${day(value)}`,
    sql: {
      response: ({ filters }) => dated('r.moment', '<', filters.before),
      claim: claimTime('<', 'before'),
      document: ({ filters }) => dated('d.moment', '<', filters.before),
      hit: ({ filters }) => dated('c.moment', '<', filters.before),
    },
    cypher: {
      response: timed('before', 'r'),
      claim: timed('before', 'c', 'change'),
      document: timed('before', 'd'),
      hit: timed('before', 'c'),
    },
  }),
  filter({
    name: 'document',
    key: 'document',
    kinds: ['response', 'claim', 'hit'],
    help: 'The document that it is said in: its id or its URL',
    schema: { type: 'text' },
    sentence: (value) => `in ${value}`,
    sql: {
      response: ({ document }) => compares('r.document', '=', document ?? undefined),
      claim: ({ document }) => compares('c.document', '=', document ?? undefined),
      hit: ({ document }) => compares('c.document', '=', document ?? undefined),
    },
    cypher: {
      response: spokenIn('document', '(r)-[:FROM]', 'id'),
      claim: spokenIn('document', '(c)-[:IN]', 'id'),
      hit: spokenIn('document', '(c)-[:IN]', 'id'),
    },
  }),
  filter({
    name: 'source',
    key: 'source',
    kinds: ['response', 'claim', 'document', 'author', 'hit', 'disagreement'],
    help: 'The forum or folder that it was read from',
    schema: { type: 'text' },
    sentence: (value) => `at ${value}`,
    sql: {
      response: sourceOf('r.document'),
      claim: sourceOf('c.document'),
      document: ({ filters }) => compares('d.source', '=', filters.source),
      author: ({ filters }) => compares('a.source', '=', filters.source),
      hit: sourceOf('c.document'),
      disagreement: ({ filters }) => compares('(SELECT source FROM author WHERE row = g.author)', '=', filters.source),
    },
    cypher: {
      response: spokenIn('source', '(r)-[:FROM]', 'source'),
      claim: spokenIn('source', '(c)-[:IN]', 'source'),
      document: asked('source', 'd.source = $source'),
      author: asked('source', 'a.source = $source'),
      hit: spokenIn('source', '(c)-[:IN]', 'source'),
      disagreement: asked('source', 'EXISTS { MATCH (p:Author {id: g.author}) WHERE p.source = $source }'),
    },
  }),
  filter({
    name: 'min-confidence',
    key: 'minConfidence',
    kinds: ['response', 'claim'],
    help: `How sure the reading must be, from 0 to 1; unless asked, ${RESPONSE_THRESHOLD}, and the main act of each document`,
    schema: { type: 'number', least: 0, most: 1 },
    sentence: (value) => `with confidence ${value} or more`,
    sql: {
      response: ({ filters: { minConfidence } }) =>
        minConfidence === undefined
          ? { sql: '(r.confidence >= ? OR r.main = 1)', values: [RESPONSE_THRESHOLD] }
          : compares('r.confidence', '>=', minConfidence),
      claim: ({ filters: { minConfidence } }) => ({
        sql: `(c.probability >= ? OR c.verdict = 'confirmed')`,
        values: [minConfidence ?? CLAIM_THRESHOLD],
      }),
    },
    cypher: {
      response: ({ filters }) =>
        filters.minConfidence === undefined ? '(r.confidence >= $confidence OR r.main)' : 'r.confidence >= $confidence',
      claim: () => `(c.probability >= $probability OR coalesce(c.verdict, '') = 'confirmed')`,
    },
  }),
  filter({
    name: 'judged',
    key: 'judged',
    kinds: ['response', 'claim', 'hit'],
    help: 'What people said of the reading; rejected ones are left out unless asked for',
    schema: { type: 'enum', values: ['confirmed', 'rejected', 'corrected', 'none'], many: false },
    sentence: (value) => (value === 'none' ? 'not judged' : `${value} by a person`),
    sql: { response: verdict('r.verdict'), claim: claimVerdict, hit: claimVerdict },
    cypher: { response: verdictIs('r.verdict'), claim: claimVerdictIs, hit: claimVerdictIs },
  }),
  filter({
    name: 'q',
    key: 'q',
    kinds: ['response', 'claim', 'document', 'concept', 'author', 'hit'],
    help: 'Words that it must hold; a phrase in quotation marks',
    schema: { type: 'text' },
    sentence: (value, kind) =>
      kind === 'concept' || kind === 'author' ? `named like "${value}"` : `with the words ${value}`,
    sql: { response: found('r.claim'), claim: found('c.row'), document: foundDocument },
    cypher: {
      response: asked('q', `EXISTS { MATCH (r)-[:SAYS]->(c:Claim) WHERE ${claimWords} }`),
      claim: asked('q', claimWords),
      document: asked(
        'q',
        `(${holdsWords('d.titleWords')} OR EXISTS { MATCH (d)<-[:IN]-(c:Claim) WHERE ${claimWords} })`,
      ),
    },
  }),
]

/** The conditions of a question on rows of a kind, in the order of the table. */
export function conditions(kind: RowKind, meant: Meant): readonly Condition[] {
  return FILTERS.map(({ sql }) => sql[kind]?.(meant) ?? null).filter((condition) => condition !== null)
}

/** The same in Cypher; `cypherParams` of graph/cypher.ts gives the parameters. */
export function cypherConditions(kind: RowKind, meant: Meant<string>): readonly string[] {
  return FILTERS.map(({ cypher }) => cypher[kind]?.(meant) ?? null).filter((condition) => condition !== null)
}
