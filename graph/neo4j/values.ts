/** Values as the driver takes them, and small conversions between properties and the model. */
import { digest } from '../ids.ts'
import { UNKNOWN_TIME } from '../time.ts'
import { formOf } from '../words.ts'

/** What a parameter may hold. */
export type Cypher =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Int8Array
  | readonly Cypher[]
  | { readonly [name: string]: Cypher }

/** Whole numbers become integers: the driver sends a plain number as a float, which counts nothing and picks nothing. */
export function toCypher(value: Cypher): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (value === undefined) return null
  if (typeof value !== 'object' || value === null || value instanceof Int8Array) return value
  if (Array.isArray(value)) return value.map(toCypher)
  const out: Record<string, unknown> = {}
  for (const [name, each] of Object.entries(value as { readonly [name: string]: Cypher })) out[name] = toCypher(each)
  return out
}

/** What rows sort by, in one string: their time, then their id. */
export function orderOf(at: string | null, id: string): string {
  return `${at ?? UNKNOWN_TIME} ${id}`
}

/** The time in such a string. */
export function momentIn(order: string): string {
  return order.slice(0, order.indexOf(' '))
}

/** Most characters of a text that is the key of an index, whose entries are bounded. */
const LONGEST = 1_000

/** A text as a key: long ones by their beginning and a digest. */
export function keyed(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, 100)}…${digest(text)}`
}

/** Key of the form of a name. */
export function formKey(name: string): string {
  return keyed(formOf(name))
}

/** The runs of three characters of a name, by which names are found that are alike; spaces shown as a sign. */
export function gramsOf(name: string): readonly string[] {
  const text = name.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '␣')
  return Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3))
}

/** A phrase in Lucene's query language. */
export function quoted(words: readonly string[]): string {
  return `"${words.join(' ').replaceAll(/["\\]/g, '\\$&')}"`
}

/** The properties of a map projection (".id, .act") as columns of a result, by their names. */
export function columnsOf(alias: string, projection: string): string {
  const names = projection.split(',').map((property) => property.trim().slice(1))
  return names.map((name) => `${alias}.${name} AS \`${name}\``).join(', ')
}
