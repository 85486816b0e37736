/** The shape of every row that is answered, as zod schemas: the description in /openapi.json, and what the tests check. */
import { z } from 'zod'
import type { RowKind } from '../../graph/index.ts'
import {
  ACTS,
  CHANGES,
  CLAIM_KINDS,
  DOCUMENT_STATES,
  RESPONSE_STATES,
  TARGET_STATES,
  VERDICTS,
} from '../../graph/index.ts'

const id = z.string().describe('Id, stable between runs; percent-encode it in paths')
const time = z.string().nullable().describe('ISO 8601 in UTC; null when the source does not say')
const self = z.string().describe('Address of this thing here')
const offset = z.int().nonnegative().describe('UTF-16 units in the text of the revision')
const counts = z.record(z.string(), z.int()).describe('How many responses, by act')
const json = z.json().describe('As the source gives it')

const author = z.object({ id, name: z.string(), self }).nullable()
const document = z.object({
  id,
  kind: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable().describe('Where it stands at its source'),
  state: z.enum(DOCUMENT_STATES),
  self,
})

const judgement = z
  .object({
    verdict: z.enum(VERDICTS),
    act: z.enum(ACTS).nullable(),
    target: z.string().nullable(),
    by: z.string(),
    at: z.string(),
  })
  .nullable()
  .describe('The latest word of a person on it')

const response = z.object({
  id,
  self,
  act: z.enum(ACTS),
  exact: z.string().describe('Its exact words'),
  author,
  at: time,
  permalink: z.string().nullable().describe('The document at its source'),
  document,
  claim: id.nullable(),
  revision: z.string(),
  start: offset,
  end: offset,
  to: z.object({
    document: document.nullable(),
    claim: id.nullable(),
    concept: z.object({ id, label: z.string(), self }).nullable(),
    response: id.nullable(),
    revision: z.string().nullable().describe('The revision that was answered'),
    start: offset.nullable(),
    end: offset.nullable(),
    exact: z.string().nullable().describe('The exact words that it answers'),
    now: z.string().nullable().describe('Those words as they stand now, where that differs'),
    author,
  }),
  state: z.enum(RESPONSE_STATES).nullable(),
  targetState: z.enum(TARGET_STATES).nullable(),
  stateCause: z.string().nullable().describe('What brought the state about: a response, revision or document'),
  confidence: z.number(),
  rule: z.string(),
  model: z.string(),
  evidence: z.string().nullable().describe('The words that the rule went by'),
  main: z.boolean().describe('It says what the document as a whole does'),
  judgement,
  reading: z
    .object({
      act: z.enum(ACTS),
      confidence: z.number(),
      to: z.object({ document: z.string().nullable(), claim: z.string().nullable(), exact: z.string().nullable() }),
    })
    .nullable()
    .describe('What the machine read, where a person judged it'),
})

const history = z.object({
  revision: z.string(),
  number: z.number(),
  at: time,
  change: z.enum(CHANGES),
  start: offset.nullable(),
  end: offset.nullable(),
  exact: z.string().nullable(),
  polarity: z.boolean().describe('The rewording turned its sense round'),
  content: z
    .number()
    .nullable()
    .describe('Probability that the rewording changed what is said, not only how; null for other changes'),
})

const claim = z.object({
  id,
  self,
  kind: z.enum(CLAIM_KINDS),
  text: z.string().describe('Its current words, or its last when it was withdrawn'),
  permalink: z.string().nullable(),
  document,
  author,
  at: time,
  state: z.enum(['standing', 'withdrawn']),
  probability: z.number(),
  concepts: z.array(z.string()),
  responses: counts,
  judgement,
  history: z.array(history).describe('One entry for each revision that changed it'),
})

const documentRow = document.extend({
  permalink: z.string().nullable(),
  source: z.string(),
  subtitle: z.string().nullable(),
  author,
  createdAt: time,
  parent: document.nullable(),
  root: document.nullable(),
  stateAt: time,
  score: json,
  language: z.string(),
  revisions: z.int(),
  revision: z.object({ id: z.string(), number: z.number(), at: time, origin: z.string(), text: z.string() }).nullable(),
  replies: z.array(z.string()),
})

const concept = z.object({
  id,
  self,
  label: z.string(),
  aliases: z.array(z.object({ name: z.string(), rule: z.string(), document: z.string() })),
  page: z.string().nullable(),
  claims: z.int(),
  responses: counts,
})

const authorRow = z.object({
  id,
  self,
  name: z.string(),
  source: z.string(),
  url: z.string().nullable(),
  documents: z.int(),
})

const hit = z.object({
  id,
  self,
  claim: id,
  kind: z.enum(CLAIM_KINDS),
  text: z.string(),
  permalink: z.string().nullable(),
  document,
  author,
  at: time,
})

const disagreement = z.object({
  id,
  self: self.describe('The objections that it counts'),
  author: author.unwrap(),
  against: author.unwrap(),
  objections: z.int(),
  open: z.int(),
  newest: time,
})

export const ROW_SCHEMAS = {
  response,
  claim,
  document: documentRow,
  concept,
  author: authorRow,
  hit,
  disagreement,
} as const satisfies Record<RowKind, z.ZodObject>

const sense = z.object({
  kind: z.string(),
  id,
  label: z.string(),
  weight: z.number().describe('How many documents speak for this sense'),
  self: z.string().nullable(),
  pin: z.string().describe('This question, asked of this sense alone'),
})

export const TARGET_SCHEMA = sense
  .extend({ asked: z.string(), others: z.array(sense).describe('What else the name may mean') })
  .nullable()

/** A page of rows, with what was asked and how it was understood. */
export function pageSchema<S extends z.ZodObject>(row: S) {
  return z.object({
    asked: z.string().describe('The question in English'),
    self: z.string().describe('Its address'),
    target: TARGET_SCHEMA,
    asOf: time,
    knownBy: time,
    rows: z.array(row),
    next: z.string().nullable().describe('Address of the next page'),
  })
}
