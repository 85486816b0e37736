/** Settings of training, chosen by cross-validation over threads and by leaving whole corpora out. */
export const FOLDS = 5

export interface Settings {
  readonly penalty: Readonly<Record<'claim' | 'act' | 'document' | 'sentence' | 'answers' | 'passage', number>>
  /** Weight of a corpus's rows; the first word of its name counts. */
  readonly weights: Readonly<Record<string, number>>
}

export const SETTINGS: Settings = {
  penalty: { claim: 1, act: 4, document: 4, sentence: 3, answers: 1, passage: 2 },
  weights: { train: 1, talk: 0.5, own: 1, issues: 0.3 },
}

export function weightOf(settings: Settings, corpus: string): number {
  return settings.weights[corpus.split(' ')[0]!] ?? 1
}

/** Corpora whose base rates are their own (talk pages in dispute, issue threads). */
export function isOther(corpus: string): boolean {
  return corpus.startsWith('talk') || corpus.startsWith('issues')
}

/** Fold of a group, by a hash that never changes. */
export function foldOf(group: string): number {
  let hash = 7
  for (let at = 0; at < group.length; at++) hash = Math.imul(hash, 31) + group.charCodeAt(at)
  return (hash >>> 0) % FOLDS
}
