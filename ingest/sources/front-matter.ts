/** YAML front matter of a Markdown file: its fields, and the text after it. */
import { parseDocument } from 'yaml'
import type { Json } from '../../graph/model.ts'
import { instant } from '../../graph/time.ts'

export interface FrontMatter {
  readonly fields: ReadonlyMap<string, Json>
  readonly body: string
}

/** Thrown when front matter is no YAML map; `line` is the line in the file, from 1. */
export class BadFrontMatter extends Error {
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.name = 'BadFrontMatter'
    this.line = line
  }
}

const FENCED = /^\ufeff?---[ \t]*\r?\n(?:([\s\S]{0,65536}?)\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/
const NONE: ReadonlyMap<string, Json> = new Map()

/**
 * Front matter must be the first bytes of the file. Read as YAML 1.2 core, so that `no`, `12:30` and dates stay what
 * was written. Throws `BadFrontMatter`.
 */
export function frontMatter(text: string): FrontMatter {
  const fenced = FENCED.exec(text)
  if (fenced === null) return { fields: NONE, body: text.replace(/^\ufeff/, '') }
  const document = parseDocument(fenced[1] ?? '', { version: '1.2', schema: 'core', prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) {
    const [message] = error.message.split('\n')
    // How deep a parser goes before its stack is full differs from one machine to the next.
    const said = /call stack/i.test(message!) ? 'it is nested too deep; write it flat' : message!
    throw new BadFrontMatter(said, 1 + (error.linePos?.[0].line ?? 1))
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  if (value === null) return { fields: NONE, body: text.slice(fenced[0].length) }
  if (typeof value !== 'object' || Array.isArray(value)) {
    // A text between two rules is no front matter.
    return { fields: NONE, body: text.replace(/^\ufeff/, '') }
  }
  return { fields: new Map(Object.entries(value as { [key: string]: Json })), body: text.slice(fenced[0].length) }
}

/** The first of these fields that is a word or a number, as a string. */
export function wordOf({ fields }: FrontMatter, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields.get(name)
    if (typeof value === 'number') return String(value)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return null
}

/** The first of these fields that is a time. */
export function timeOf(front: FrontMatter, ...names: readonly string[]): string | null {
  for (const name of names) {
    const word = wordOf(front, name)
    const at = word === null ? null : instant(word)
    if (at !== null) return at
  }
  return null
}

/** All words of these fields: a list, or a string with commas. */
export function listOf({ fields }: FrontMatter, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = fields.get(name)
    const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
    return parts.flatMap((part: Json) =>
      typeof part === 'string' || typeof part === 'number' ? [String(part).trim()] : [],
    )
  })
}
