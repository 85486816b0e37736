/** A hostile input, and short ways to write many of them. */
import type { Api } from '../../support/replay.ts'

export type Content = string | Uint8Array

export interface Hostile {
  /** What is wrong with it. */
  readonly name: string
  /** Name of the file that it is written to; its ending tells the reader. */
  readonly file?: string
  readonly content?: () => Content
  /** Makes a file or folder of its own at the path instead. */
  readonly make?: (path: string) => void
  /** An address that is read instead of a file, and what its server answers. */
  readonly address?: string
  readonly api?: Api
  readonly source?: string
}

export interface Doc {
  readonly [field: string]: unknown
}

/** A record of discussion JSONL; what is not given is well made. */
export function doc(over: Doc = {}): Doc {
  return { source: 'h', id: '1', kind: 'post', revisions: [rev()], ...over }
}

export function rev(over: Doc = {}): Doc {
  return { number: 1, at: '2024-01-01T00:00:00Z', format: 'markdown', body: 'Ships float on water.', ...over }
}

export const lines = (...docs: readonly unknown[]): string => docs.map((one) => `${JSON.stringify(one)}\n`).join('')

/** Cases of one document each, by the body of its only revision. */
export function bodies(format: string, table: Readonly<Record<string, () => string>>): readonly Hostile[] {
  return Object.entries(table).map(([name, body]) => ({
    name: `${format}: ${name}`,
    file: 'body.jsonl',
    content: () => lines(doc({ revisions: [rev({ format, body: body() })] })),
  }))
}

/** Cases of a JSONL file each, by its content. */
export function jsonl(table: Readonly<Record<string, () => Content>>): readonly Hostile[] {
  return Object.entries(table).map(([name, content]) => ({ name, file: 'file.jsonl', content }))
}

/** Cases of one file each, by its name and content. */
export function files(
  table: Readonly<Record<string, readonly [file: string, content: () => Content]>>,
): readonly Hostile[] {
  return Object.entries(table).map(([name, [file, content]]) => ({ name, file, content }))
}

/** Some deep nesting: `open` so often, the middle, `close` as often. */
export const nest = (depth: number, open: string, middle: string, close: string): string =>
  `${open.repeat(depth)}${middle}${close.repeat(depth)}`
