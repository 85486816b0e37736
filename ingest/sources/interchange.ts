/** Discussion JSONL, one line: checked, put in canonical form, and told in plain words when it is wrong. */
import { z } from 'zod'
import type { Json, SourceDocument, SourceRevision } from '../../graph/model.ts'
import { DOCUMENT_STATES, FORMATS } from '../../graph/model.ts'
import { instant } from '../../graph/time.ts'
import { shown } from './wrong-field.ts'

export const KINDS = ['post', 'comment', 'answer', 'question', 'wiki', 'status'] as const

const name = z.string().min(1)
const words = z.string().transform((text) => text.toWellFormed())
const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null)
const time = optional(
  z.string().transform((text, context) => {
    const at = instant(text)
    if (at === null) context.issues.push({ code: 'custom', input: text, message: 'time' })
    return at ?? ''
  }),
)
const author = optional(
  z
    .object({ id: name, name: z.string().nullish(), url: z.string().nullish() })
    .transform(({ id, name: shown, url }) => {
      const ref = { id, name: shown ?? id }
      return url == null ? ref : { ...ref, url }
    }),
)
const quote = optional(
  z
    .object({ exact: name, prefix: z.string().nullish(), suffix: z.string().nullish() })
    .transform(({ exact, prefix, suffix }) => ({
      exact,
      ...(prefix == null ? {} : { prefix }),
      ...(suffix == null ? {} : { suffix }),
    })),
)
/** `@` and `~1` part the pieces of a revision's id. */
const key = z
  .string()
  .regex(/^[^@]+$/)
  .refine((text) => !/~\d+$/.test(text))

const revision = z.object({
  key: key.nullish(),
  number: z.number().int(),
  at: time,
  observedAt: time,
  editor: author,
  note: optional(words),
  format: z.enum(FORMATS),
  title: optional(words),
  subtitle: optional(words),
  body: words,
})

const record = z.object({
  source: name,
  id: name,
  kind: z.enum(KINDS),
  title: optional(words),
  subtitle: optional(words),
  url: optional(z.string()),
  author,
  createdAt: time,
  parent: optional(name),
  root: optional(name),
  state: z.enum(DOCUMENT_STATES).nullish(),
  stateAt: time,
  score: z.unknown().optional(),
  aliases: z.array(words).nullish(),
  quote,
  respondsToRevision: optional(name),
  revisions: z.array(revision).min(1),
})

type CheckedRecord = z.infer<typeof record>
type CheckedRevision = z.infer<typeof revision>

/** How a field is to be written, for messages. Looked up by the field's own name. */
const MEND: Readonly<Record<string, string>> = {
  source: 'write the name of the forum, as a string that is not empty',
  id: 'write the id within the source, as a string that is not empty',
  kind: `write one of ${KINDS.join(', ')}`,
  revisions: 'write a list with at least one revision: [{"number":1,"at":…,"format":…,"body":…}]',
  number: 'write a whole number, rising from revision to revision',
  key: 'write a string without "@" and not ending in "~" and digits, once in a document, or leave it out',
  format: `write one of ${FORMATS.join(', ')}`,
  body: 'write the text as a string',
  at: 'write an ISO 8601 time such as "2015-12-17T20:11:44Z", or null',
  state: `write one of ${DOCUMENT_STATES.join(', ')}, or leave it out`,
  aliases: 'write a list of strings, or leave it out',
  author: 'write {"id":"…","name":"…"}, or null',
  quote: 'write {"exact":"…"} with words in it, or null',
  name: 'write a string',
  exact: 'write the words quoted, as a string that is not empty',
}
const SAME_AS: Readonly<Record<string, string>> = {
  createdAt: 'at',
  stateAt: 'at',
  observedAt: 'at',
  editor: 'author',
}
const AS_STRING = 'write a string, or null'

export type Checked = { readonly document: SourceDocument } | { readonly reason: string }

/** Deeper values are refused: they are no discussion, and whoever walks them would run out of stack. */
const DEEPEST = 100

/** Checks one parsed line against the interchange format. */
export function checkRecord(value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: `the line is ${shown(value)}; write one JSON object a line` }
  if (isDeep(value)) return { reason: `the line nests deeper than ${DEEPEST} levels; write plainer values` }
  const checked = record.safeParse(value)
  if (!checked.success)
    return {
      reason: checked.error.issues
        .slice(0, 3)
        .map((issue) => complaint(issue, value))
        .join('. '),
    }
  return wholeReason(checked.data) ?? { document: documentOf(checked.data, value as Fields) }
}

/** What only the record as a whole can show. */
function wholeReason({ id, parent, revisions }: CheckedRecord): { readonly reason: string } | null {
  if (parent === id) return { reason: `parent is ${shown(id)}, the document itself; write null for a root` }
  const seen = new Map<string, number>()
  for (const [at, each] of revisions.entries()) {
    const before = revisions[at - 1]
    if (before !== undefined && each.number <= before.number)
      return {
        reason: `revisions[${at}].number is ${each.number} after ${before.number}; write the oldest revision first, with rising numbers`,
      }
    const first = seen.get(keyOf(each))
    if (first !== undefined)
      return {
        reason: `revisions[${at}].key is ${shown(keyOf(each))}, as that of revisions[${first}]; give each revision a key of its own`,
      }
    seen.set(keyOf(each), at)
  }
  return null
}

const keyOf = ({ key: own, number }: CheckedRevision): string => own ?? String(number)

type Fields = Readonly<Record<string, unknown>>

function documentOf(checked: CheckedRecord, raw: Fields): SourceDocument {
  const { revisions, state, score, aliases } = checked
  const extra = unknownOf(raw, record.shape)
  const notes = extraOfRevisions(revisions, raw.revisions as readonly Fields[])
  if (Object.keys(notes).length > 0) define(extra, 'revisions', notes)
  const { source, id, kind, title, subtitle, url, author: by, createdAt, parent, root } = checked
  const { stateAt, quote: quoted, respondsToRevision } = checked
  return {
    ...{ source, id, kind, title, subtitle, url, author: by, createdAt, parent, root },
    state: state ?? 'live',
    stateAt,
    score: (score ?? null) as Json,
    aliases: aliases ?? [],
    quote: quoted,
    respondsToRevision,
    revisions: revisions.map(revisionOf),
    extra,
  }
}

function revisionOf(checked: CheckedRevision): SourceRevision {
  const { number, at, observedAt, editor, note, format, title, subtitle, body } = checked
  return { key: keyOf(checked), number, at, observedAt, editor, note, format, title, subtitle, body }
}

/** Fields of revisions that the format does not name, by revision key. */
function extraOfRevisions(revisions: readonly CheckedRevision[], raw: readonly Fields[]): { [key: string]: Json } {
  const all: { [key: string]: Json } = {}
  revisions.forEach((each, at) => {
    const own = unknownOf(raw[at]!, revision.shape)
    if (Object.keys(own).length > 0) define(all, keyOf(each), own)
  })
  return all
}

function unknownOf(raw: Fields, known: object): { [key: string]: Json } {
  const unknown: { [key: string]: Json } = {}
  for (const [field, value] of Object.entries(raw))
    if (!Object.hasOwn(known, field)) define(unknown, field, value as Json)
  return unknown
}

/** Sets a field by any name, `__proto__` too. */
function define(target: { [key: string]: Json }, field: string, value: Json): void {
  Object.defineProperty(target, field, { value, enumerable: true, configurable: true, writable: true })
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  const path = issue.path.map(String)
  const field = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  const at = issue.path.reduce<unknown>(
    (inner, part) => (inner as Record<PropertyKey, unknown> | undefined)?.[part],
    value,
  )
  const where = path.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')
  const what = at === undefined ? 'is missing' : `is ${shown(at)}`
  return `${where} ${what}; ${MEND[SAME_AS[field] ?? field] ?? AS_STRING}`
}

function isDeep(value: object): boolean {
  let level: object[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap((each) =>
      Object.values(each).filter((inner): inner is object => typeof inner === 'object' && inner !== null),
    )
  }
  return false
}
