/** JSON-LD in a page: what its scripts say, as a list of plain objects by type. */
import { isObject, type JsonObject } from '../json.ts'
import { elementsOf } from '../page-elements.ts'

export interface Scripts {
  readonly values: readonly unknown[]
  /** What is wrong with scripts that are no JSON. */
  readonly faults: readonly string[]
}

const TYPE = /^\s*application\/ld\+json\b/i

export function scriptsOf(html: string): Scripts {
  const values: unknown[] = []
  const faults: string[] = []
  for (const { attributes, text } of elementsOf(html, new Set(['script']))) {
    if (!TYPE.test(attributes.get('type') ?? '')) continue
    try {
      values.push(JSON.parse(text.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/)|(?:-->|\/\*\]\]>\*\/)\s*$/g, '')))
    } catch {
      faults.push('a script of JSON-LD in the page is no JSON')
    }
  }
  return { values, faults }
}

/** One value, or the values of a list; JSON-LD writes either. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** Types of a node without their vocabulary: `https://schema.org/Comment` is `Comment`. */
export function typesOf(node: JsonObject): readonly string[] {
  return listOf(node['@type']).flatMap((type) =>
    typeof type === 'string'
      ? [type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#'), type.lastIndexOf(':')) + 1)]
      : [],
  )
}

/** The first string of a value: `"x"`, `["x"]`, `{"@value":"x"}`; numbers as text. */
export function stringOf(value: unknown): string | null {
  for (const each of listOf(value)) {
    const said = isObject(each) ? each['@value'] : each
    if (typeof said === 'string' && said.trim() !== '') return said
    if (typeof said === 'number') return String(said)
  }
  return null
}
