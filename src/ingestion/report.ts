/** What an ingest tells of itself: while it goes on, and when it is done. Plain values that print as JSON. */
import type { PutOutcome, PutReport } from '../../graph/index.ts'
import type { Fresh } from './prepare.ts'
import type { Usage } from './replies.ts'

export interface BadItem {
  readonly file: string
  /** Line in the file, from 1; null where the whole file is meant. */
  readonly line: number | null
  readonly reason: string
}

export interface ReadItem {
  readonly document: string
  readonly outcome: 'added' | 'changed' | 'unchanged'
}

/** Two texts for one revision, and which was kept. */
export interface ConflictItem {
  readonly revision: string
  readonly detail: string
}

/** Things left out for one reason: how many, and the first of them. */
export interface SkippedReport {
  readonly reason: string
  readonly count: number
  readonly first: string
}

export interface PlanReport {
  readonly address: string
  readonly requests: number
  readonly what: string
  /** False: at least so many. */
  readonly exact: boolean
}

export interface IngestReport {
  readonly documents: { readonly added: number; readonly changed: number; readonly unchanged: number }
  /** The first documents, with what became of each; `MOST_NAMED` at most. */
  readonly items: readonly ReadItem[]
  /** Revisions that the store had not known. */
  readonly revisions: number
  readonly claims: {
    readonly added: number
    readonly kept: number
    readonly removed: number
    /** By revisions that the store had not known. */
    readonly reworded: number
    readonly withdrawn: number
  }
  /** Documents read against what they answer, and the responses found in them. */
  readonly linked: number
  readonly responses: number
  /** What could not be read; everything else is stored. At most `MOST_LISTED` are listed; `badCount` counts all. */
  readonly bad: readonly BadItem[]
  readonly badCount: number
  readonly conflicts: readonly ConflictItem[]
  readonly conflictCount: number
  /** What was left out by rule, and is no fault. */
  readonly skipped: readonly SkippedReport[]
  /** Requests sent over HTTP. */
  readonly requests: number
  /** Of a dry run: what would be fetched. */
  readonly plan: readonly PlanReport[]
  /** What the language model took; null where the store has none. */
  readonly languageModel: Usage | null
  /** The run was stopped before its end: what is counted here is stored. */
  readonly stopped: boolean
  readonly seconds: number
}

export type Phase = 'reading' | 'linking' | 'states' | 'done'

export interface IngestProgress {
  readonly phase: Phase
  /** Documents read, linked or settled so far in this phase. */
  readonly done: number
  /** How many there are in all, where that is known. */
  readonly total: number | null
  /** Share of the input's bytes that has been read, where that is known. */
  readonly share: number | null
  readonly file: string | null
}

export type OnProgress = (progress: IngestProgress) => void

/** How far the reading is: told when more was read, and when more was stored. */
export interface Meter {
  read(share: number | null, file: string): void
  stored(documents: number): void
}

export function openMeter(onProgress: OnProgress): Meter {
  let now: IngestProgress = { phase: 'reading', done: 0, total: null, share: null, file: null }
  const tell = (part: Partial<IngestProgress>): void => {
    now = { ...now, ...part }
    onProgress(now)
  }
  return {
    read: (share, file) => tell({ share, file }),
    stored: (documents) => tell({ done: now.done + documents }),
  }
}

const MOST_LISTED = 1000
const MOST_NAMED = 100

/** Counts up while a run goes on; `report` gives the value. */
export interface Tally {
  put(outcomes: readonly PutOutcome[], claims: PutReport['claims'], fresh: readonly Fresh[]): void
  unchanged(count: number): void
  read(item: ReadItem): void
  linked(documents: number, responses: number): void
  bad(item: BadItem): void
  conflict(item: ConflictItem): void
  skipped(where: string, reason: string): void
  plan(item: PlanReport): void
  report(stopped: boolean): IngestReport
}

export function openTally(): Tally {
  const started = performance.now()
  const documents = { added: 0, changed: 0, unchanged: 0 }
  const claims = { added: 0, kept: 0, removed: 0, reworded: 0, withdrawn: 0 }
  const sums = { revisions: 0, linked: 0, responses: 0, badCount: 0, conflictCount: 0 }
  const items: ReadItem[] = []
  const bad: BadItem[] = []
  const conflicts: ConflictItem[] = []
  const skipped = new Map<string, SkippedReport>()
  const plan: PlanReport[] = []
  return {
    put(outcomes, { added, kept, removed }, fresh) {
      for (const outcome of outcomes) documents[outcome] += 1
      claims.added += added
      claims.kept += kept
      claims.removed += removed
      for (const { revisions, reworded, withdrawn } of fresh) {
        sums.revisions += revisions
        claims.reworded += reworded
        claims.withdrawn += withdrawn
      }
    },
    unchanged(count) {
      documents.unchanged += count
    },
    read(item) {
      if (items.length < MOST_NAMED) items.push(item)
    },
    linked(count, responses) {
      sums.linked += count
      sums.responses += responses
    },
    bad(item) {
      sums.badCount += 1
      if (bad.length < MOST_LISTED) bad.push(item)
    },
    conflict(item) {
      sums.conflictCount += 1
      if (conflicts.length < MOST_LISTED) conflicts.push(item)
    },
    skipped(where, reason) {
      const { count, first } = skipped.get(reason) ?? { count: 0, first: where }
      skipped.set(reason, { reason, count: count + 1, first })
    },
    plan(item) {
      plan.push(item)
    },
    report(stopped) {
      const seconds = Math.round(performance.now() - started) / 1000
      const listed = { bad: [...bad], conflicts: [...conflicts], skipped: [...skipped.values()], plan: [...plan] }
      return {
        documents: { ...documents },
        items: [...items],
        claims: { ...claims },
        ...sums,
        ...listed,
        requests: 0,
        languageModel: null,
        stopped,
        seconds,
      }
    },
  }
}
