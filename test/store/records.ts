/** The records of an export as schemas (docs/interchange.md), for tests to hold exports against. */
import { z } from 'zod'
import { ACTS, CHANGES, CLAIM_KINDS, DOCUMENT_STATES, RESPONSE_STATES, TARGET_STATES } from '../../graph/index.ts'

const time = z.iso.datetime({ offset: false })
const offset = z.int().nonnegative()
const text = z.string().min(1)
const claimId = z.string().regex(/^c[0-9a-f]{20}$/)
const responseId = z.string().regex(/^r[0-9a-f]{20}$/)
const conceptId = z.string().regex(/^k[0-9a-f]{20}$/)
const learned = { learnedFrom: time.optional(), learnedTo: time.nullable().optional() }
const probability = z.number().min(0).max(1)

const source = z.strictObject({ type: z.literal('source'), id: text, kind: text, url: z.url().nullable() })
const author = z.strictObject({
  type: z.literal('author'),
  id: text,
  source: text,
  name: z.string(),
  url: z.string().nullable(),
})
const document = z.strictObject({
  type: z.literal('document'),
  id: text,
  source: text,
  kind: text,
  title: z.string().nullable(),
  subtitle: z.string().nullable(),
  url: z.string().nullable(),
  author: text.nullable(),
  createdAt: time.nullable(),
  parent: text.nullable(),
  root: text.nullable(),
  state: z.enum(DOCUMENT_STATES),
  stateAt: time.nullable(),
  score: z.json(),
  aliases: z.array(z.string()),
  quote: z.object({ exact: z.string(), prefix: z.string().optional(), suffix: z.string().optional() }).nullable(),
  respondsToRevision: z.string().nullable(),
  language: text,
  extra: z.record(z.string(), z.json()),
})
const revision = z.strictObject({
  type: z.literal('revision'),
  id: text,
  document: text,
  // A revision found inside a text stands between those of the source.
  number: z.number().positive(),
  at: time.nullable(),
  text: z.string(),
  key: text,
  origin: z.enum(['api', 'observed', 'in-text']),
  editor: text.nullable(),
  note: z.string().nullable(),
  format: z.enum(['markdown', 'html', 'text']),
  observedAt: time.optional(),
})
const claim = z.strictObject({
  type: z.literal('claim'),
  id: claimId,
  document: text,
  kind: z.enum(CLAIM_KINDS),
  text: z.string(),
  state: z.enum(['standing', 'withdrawn']),
  probability,
  concepts: z.array(conceptId),
})
const wording = z
  .strictObject({
    type: z.literal('wording'),
    claim: claimId,
    revision: text,
    start: offset.nullable(),
    end: offset.nullable(),
    exact: z.string().nullable(),
    change: z.enum(CHANGES),
  })
  .refine(
    ({ change, start, end, exact }) => (change === 'withdrawn') === (start === null && end === null && exact === null),
  )
  .refine(({ start, end, exact }) => start === null || end === null || exact?.length === end - start)
const concept = z.strictObject({ type: z.literal('concept'), id: conceptId, label: text, aliases: z.array(text) })
const reading = z.strictObject({
  act: z.enum(ACTS),
  confidence: probability,
  to: z.strictObject({
    document: text.nullable(),
    revision: text.nullable(),
    start: offset.nullable(),
    end: offset.nullable(),
    exact: z.string().nullable(),
  }),
})
const response = z.strictObject({
  type: z.literal('response'),
  id: responseId,
  act: z.enum(ACTS),
  document: text,
  claim: claimId.nullable(),
  revision: text,
  start: offset,
  end: offset,
  exact: z.string(),
  to: z.strictObject({
    document: text.nullable(),
    claim: claimId.nullable(),
    concept: conceptId.nullable(),
    response: responseId.nullable(),
    revision: text.nullable(),
    start: offset.nullable(),
    end: offset.nullable(),
    exact: z.string().nullable(),
  }),
  confidence: probability,
  rule: text,
  model: text,
  targetState: z.enum(TARGET_STATES).nullable(),
  state: z.enum(RESPONSE_STATES).nullable(),
  main: z.boolean(),
  reading: reading.optional(),
  ...learned,
})
const promptedEdit = z.strictObject({
  type: z.literal('prompted_edit'),
  response: responseId.nullable(),
  document: text,
  edited: text.nullable(),
  revision: text.nullable(),
  confidence: probability,
  rule: text,
  ...learned,
})
const spell = z.strictObject({
  type: z.literal('spell'),
  kind: z.enum(['response', 'target', 'document']),
  subject: text,
  state: z.enum([...RESPONSE_STATES, ...TARGET_STATES, ...DOCUMENT_STATES]),
  from: time.nullable(),
  to: time.nullable(),
  cause: text.nullable(),
})
const judgement = z.strictObject({
  type: z.literal('judgement'),
  id: text,
  subject: text,
  verdict: z.enum(['confirmed', 'rejected', 'corrected']),
  act: z.enum(ACTS).nullable(),
  target: z.string().nullable(),
  by: text,
  at: time,
  exact: z.string(),
  targetExact: z.string().nullable(),
})

export const RECORD = z.discriminatedUnion('type', [
  ...[source, author, document, revision, claim, wording, concept, response, promptedEdit, spell, judgement],
] as const)
