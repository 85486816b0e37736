/** Parameters of questions as zod schemas: one for each filter of graph/filters.ts, and those that every reading takes. */
import { z } from 'zod'
import type { Act, FilterSchema, FilterValues, Question, RowKind } from '../../graph/index.ts'
import { FILTERS, instant, SORTS } from '../../graph/index.ts'

export const DEFAULT_LIMIT = 50
export const MOST_LIMIT = 1000

const words = z.string().trim().min(1, 'must not be empty').max(500, 'must have 500 characters at most')

/** In an address a plus sign is read as a blank: the commonest way to get a time with an offset wrong. */
function dateHint(text: string): string {
  const isLost = / \d\d:?\d\d$/.test(text) && instant(text.replace(/ (?=\d\d:?\d\d$)/, '+')) !== null
  const hint = isLost ? '; write the + of an offset as %2B' : ''
  return `must be an ISO 8601 date or time, like 2018-05-01 or 2018-05-01T12:00:00Z${hint}`
}

export const time = z
  .string()
  .refine((text) => instant(text) !== null, { error: ({ input }) => dateHint(String(input)) })
  .overwrite((text) => instant(text) ?? text)
  .meta({ format: 'date-time', examples: ['2018-05-01', '2018-05-01T12:00:00Z'] })

/** One or several of a fixed set: repeated, or with commas between; hyphens are as good as underscores. */
function several(values: readonly string[]) {
  const split = (given: unknown): unknown =>
    [given]
      .flat()
      .flatMap((one) =>
        typeof one === 'string' ? one.split(',').map((part) => part.trim().replaceAll('-', '_')) : one,
      )
  return z.preprocess(split, z.array(z.enum(values)).min(1))
}

/** A filter's values as zod checks them. */
function schemaOf(schema: FilterSchema): z.ZodType {
  switch (schema.type) {
    case 'text':
      return words
    case 'date':
      return time
    case 'number': {
      const said = `must be a number from ${schema.least} to ${schema.most}`
      return z.coerce.number(said).min(schema.least, said).max(schema.most, said)
    }
    case 'enum':
      return schema.many ? several(schema.values) : z.enum(schema.values)
  }
}

const HELP = {
  'as-of': 'Only what had been said by then; states as they were then',
  'known-by': 'Only what this store had learned by then',
  sort: 'Order of the rows',
  limit: `How many rows, ${MOST_LIMIT} at most`,
  cursor: 'Where the next page begins: as the answer before gave it',
} as const

/** The two clocks, which every reading takes. */
export const CLOCKS = {
  'as-of': time.optional().describe(HELP['as-of']),
  'known-by': time.optional().describe(HELP['known-by']),
}

const LIMITS = `must be a whole number from 1 to ${MOST_LIMIT}`
const limit = z.coerce.number(LIMITS).int(LIMITS).min(1, LIMITS).max(MOST_LIMIT, LIMITS)

export const PAGING = {
  sort: z.enum(SORTS).default('newest').describe(HELP.sort),
  limit: limit.default(DEFAULT_LIMIT).describe(HELP.limit),
  cursor: z.string().max(2000).optional().describe(HELP.cursor),
}

type Shape = Record<string, z.ZodType>

/** All parameters of a list of `rows`; `without` leaves out the filter that the address itself gives. */
export function listQuery(rows: RowKind, without: readonly (keyof FilterValues)[] = []): z.ZodObject {
  const shape: Shape = {}
  for (const { name, key, kinds, help, schema } of FILTERS) {
    if (!kinds.includes(rows) || without.includes(key)) continue
    const needed = rows === 'hit' && key === 'q'
    shape[name] = (needed ? schemaOf(schema) : schemaOf(schema).optional()).describe(help)
  }
  return z.object({ ...shape, ...PAGING, ...CLOCKS })
}

/** The question that checked parameters ask. */
export function questionOf<K extends RowKind>(
  rows: K,
  params: Readonly<Record<string, unknown>>,
  act: Act | null,
): Question<K> {
  const filters: Record<string, unknown> = act === null ? {} : { act: [act] }
  for (const { key, name } of FILTERS) {
    if (params[name] !== undefined) filters[key] = params[name]
  }
  return {
    kind: rows,
    filters: filters as FilterValues,
    sort: params.sort as Question['sort'],
    limit: params.limit as number,
    cursor: (params.cursor as string | undefined) ?? null,
    ...clocksOf(params),
  }
}

export function clocksOf(params: Readonly<Record<string, unknown>>): Pick<Question, 'asOf' | 'knownBy'> {
  return {
    asOf: (params['as-of'] as string | undefined) ?? null,
    knownBy: (params['known-by'] as string | undefined) ?? null,
  }
}

/** The query that asks this question again, in a fixed order; `cursor` and defaults are left out. */
export function queryOf(question: Question, without: readonly string[] = []): URLSearchParams {
  const query = new URLSearchParams()
  const filters = question.filters as Readonly<Record<string, unknown>>
  for (const { key, name } of FILTERS) {
    const value = filters[key]
    if (value !== undefined && !without.includes(name))
      query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  if (question.sort !== 'newest') query.set('sort', question.sort)
  if (question.limit !== DEFAULT_LIMIT) query.set('limit', String(question.limit))
  if (question.asOf !== null) query.set('as-of', question.asOf)
  if (question.knownBy !== null) query.set('known-by', question.knownBy)
  return query
}
