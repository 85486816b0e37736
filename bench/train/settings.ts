/** Settings of training, chosen by cross-validation over threads and by leaving whole corpora out. */
import type { HABIT_FEATURES } from '../../ingest/extract/features.ts'

export const FOLDS = 5

export interface Settings {
  readonly penalty: Readonly<Record<'claim' | 'act' | 'document' | 'sentence' | 'answers' | 'passage', number>>
  /** Weight of a corpus's rows; the first word of its name counts. */
  readonly weights: Readonly<Record<string, number>>
}

export const SETTINGS: Settings = {
  penalty: { claim: 1, act: 4, document: 4, sentence: 3, answers: 1, passage: 2 },
  weights: { train: 1, talk: 0.5, own: 1, issues: 1 },
}

export function weightOf(settings: Settings, corpus: string): number {
  return settings.weights[corpus.split(' ')[0]!] ?? 1
}

/** Feature that takes the base rates of a corpus with habits of its own upon itself: talk pages in dispute, issue threads. */
export const HABITS: readonly (readonly [corpus: string, feature: keyof typeof HABIT_FEATURES])[] = [
  ['talk', 'other corpus'],
  ['issues', 'issue threads'],
]

/** Whether a corpus has habits of its own. */
export function isOther(corpus: string): boolean {
  return HABITS.some(([name]) => corpus.startsWith(name))
}

/** Fold of a group, by a hash that never changes. */
export function foldOf(group: string): number {
  let hash = 7
  for (let at = 0; at < group.length; at++) hash = Math.imul(hash, 31) + group.charCodeAt(at)
  return (hash >>> 0) % FOLDS
}
