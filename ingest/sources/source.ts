/** What a source is: something that reads an address and yields documents. Each file beside this one is one source. */
import type { SourceDocument } from '../../graph/model.ts'

export interface ReadOptions {
  /** Stops the reading at the next item; what was yielded so far is whole. */
  readonly signal?: AbortSignal
}

export interface DocumentItem {
  readonly kind: 'document'
  readonly document: SourceDocument
  /** File and line, or file, or commit: "forum.jsonl:12". */
  readonly where: string
}

/** Something that could not be read; the reading goes on after it. */
export interface BadItem {
  readonly kind: 'bad'
  /** File and line: "forum.jsonl:12". */
  readonly where: string
  readonly file: string
  /** Line in the file, from 1; null where the whole file is meant. */
  readonly line: number | null
  /** What is wrong, with the field, its value and how to mend it. */
  readonly reason: string
}

/** Bytes of the input read so far, of how many (null: not known). */
export interface ProgressItem {
  readonly kind: 'progress'
  readonly file: string
  readonly done: number
  readonly total: number | null
  /** done / total, at most 1; null where the total is not known. */
  readonly share: number | null
}

export type Item = DocumentItem | BadItem | ProgressItem

export interface Source {
  /** As in `--source NAME`. */
  readonly name: string
  /** What it reads, in one line, for the help text. */
  readonly summary: string
  /** True when it reads this address without being named. */
  takes(address: string): boolean | Promise<boolean>
  /** Reads it from beginning to end. Never throws for what the input holds: that becomes bad items. */
  read(address: string, options?: ReadOptions): AsyncIterable<Item>
}

/** One document, or one file, may be so long (in bytes); longer ones are skipped as bad without being held. */
export const LONGEST = 16 * 1024 * 1024

export function bad(file: string, line: number | null, reason: string): BadItem {
  return { kind: 'bad', where: line === null ? file : `${file}:${line}`, file, line, reason }
}

export function progress(file: string, done: number, total: number | null): ProgressItem {
  const share = total === null ? null : total === 0 ? 1 : Math.min(1, done / total)
  return { kind: 'progress', file, done, total, share }
}

/** The message of whatever was thrown; file system errors in plain words. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  return (code !== undefined && PLAIN[code]) || error.message
}

const PLAIN: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder; check the path',
  EACCES: 'not allowed to read it; check its permissions',
  EISDIR: 'it is a folder where a file was expected',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its symbolic links go round in a circle',
}
