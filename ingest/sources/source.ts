/** What a source is: something that reads an address and yields documents. Each file beside this one is one source. */
import type { DocumentState, Iso, SourceDocument } from '../../graph/model.ts'
import type { Client } from '../fetch/client.ts'

export interface ReadOptions {
  /** Stops the reading at the next item; what was yielded so far is whole. */
  readonly signal?: AbortSignal
  /** Fetches over HTTP, politely. Sources that read files do without. */
  readonly client?: Client
  /** Where the last reading ended, as its last cursor item said; null or absent: from the beginning. */
  readonly cursor?: string | null
  /** Only what was written or changed since then, where there is no cursor. */
  readonly since?: Iso | null
  /** About how many documents are wanted: a source may ask for smaller pages; whoever reads stops at the limit. */
  readonly limit?: number
  /** Say what would be asked for (plan items), with as few requests as that takes, and yield no document. */
  readonly dryRun?: boolean
  /** The web address that a file was fetched from. */
  readonly page?: string
}

export interface DocumentItem {
  readonly kind: 'document'
  readonly document: SourceDocument
  /** File and line, or file, or commit, or address: "forum.jsonl:12". */
  readonly where: string
  /**
   * True where the source keeps no history: the one revision is the wording of now. A wording that differs from the one
   * stored becomes a further revision, of origin `observed`.
   */
  readonly current?: boolean
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

/** Something that was left out by rule, and is no fault: an empty file, a moderator's notice. */
export interface SkippedItem {
  readonly kind: 'skipped'
  readonly where: string
  /** The same words for the same rule: the report counts by them. */
  readonly reason: string
}

/** How much of the input has been read, of how much (null: not known): bytes of files, documents or requests elsewhere. */
export interface ProgressItem {
  readonly kind: 'progress'
  readonly file: string
  readonly done: number
  readonly total: number | null
  /** done / total, at most 1; null where the total is not known. */
  readonly share: number | null
}

/** Everything yielded before it is whole: a later reading may begin here. Stored once all that came before is stored. */
export interface CursorItem {
  readonly kind: 'cursor'
  /** The source's own, opaque to everybody else. */
  readonly cursor: string
}

/** In a dry run: requests that a reading would send. */
export interface PlanItem {
  readonly kind: 'plan'
  readonly requests: number
  /** What they are for, and what may add to them. */
  readonly what: string
  /** False where what is known now does not tell how many more there are. */
  readonly exact: boolean
}

/** A document that its source shows no more. Says nothing where it was never stored. */
export interface GoneItem {
  readonly kind: 'gone'
  readonly source: string
  readonly id: string
  readonly state: Extract<DocumentState, 'deleted' | 'unavailable'>
  readonly at: Iso | null
}

/** All that the source shows of a thread now: what is stored of it and not named here is unavailable. */
export interface WholeItem {
  readonly kind: 'whole'
  readonly source: string
  /** Native id of the thread's root, which is in `ids` too. */
  readonly root: string
  readonly ids: readonly string[]
}

export type Item = DocumentItem | BadItem | SkippedItem | ProgressItem | CursorItem | PlanItem | GoneItem | WholeItem

/** One thing that `claimthread doctor SOURCE` looked at. */
export interface Check {
  readonly what: string
  readonly state: 'ok' | 'missing' | 'wrong'
  readonly said: string
}

export interface Source {
  /** As in `--source NAME`. */
  readonly name: string
  /** What it reads, in one line, for the help text. */
  readonly summary: string
  /** True for a source that is read over HTTP: its addresses are not fetched beforehand. */
  readonly live?: boolean
  /** True where a file alone does not tell what its document is called: a fetched page is its web address. */
  readonly nameless?: boolean
  /** True when it reads this address without being named. */
  takes(address: string): boolean | Promise<boolean>
  /** Reads it from the cursor, or the beginning, to the end. Never throws for what the input holds: that becomes bad items. */
  read(address: string, options?: ReadOptions): AsyncIterable<Item>
  /** Fetches one small page and says what differs from what is expected (`claimthread doctor NAME [ADDRESS]`). */
  check?(address: string | undefined, client: Client): Promise<readonly Check[]>
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
