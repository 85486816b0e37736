/**
 * Revised sentences of student essays (ArgRewrite): which sentence of the new draft continues an old one, and which
 * old one a new one comes from, over all sentences that the pack has of that draft. Positions are not used.
 * Nine of the 187 old sentences of dev were split, so that naming one sentence each cannot pass .952.
 */
import { affinities } from '../../ingest/edits/affinity.ts'
import { type Candidate, candidates } from '../../ingest/edits/candidates.ts'
import { interner, type Key } from '../../ingest/edits/intern.ts'
import { jsonLines, print, type Row, share, shared } from './data.ts'

interface Revised {
  readonly id: string
  readonly op: string
  readonly parent_text: string
  readonly text: string
}

export function argRewriteRows(split: 'train' | 'dev' = 'dev'): Row[] {
  const file = shared(`corpora/pack/${split}/revision_argrewrite.jsonl`)
  if (file === null) return []
  const drafts = new Map<string, Revised[]>()
  for (const row of jsonLines<Revised>(file)) {
    const draft = row.id.split('-').slice(0, 3).join('-')
    drafts.set(draft, [...(drafts.get(draft) ?? []), row])
  }
  const measure = (score: Score) => {
    const sums = { n: 0, forward: 0, any: 0, back: 0 }
    for (const rows of drafts.values()) count(rows, score, sums)
    return sums
  }
  const ours = measure(affinities)
  const trivial = measure((pairs) => pairs.map((pair) => pair.dice))
  const n = ours.n
  return [
    share(`ArgRewrite ${split}: new sentence of an old one`, ours.forward, n, trivial.forward / n),
    share(`ArgRewrite ${split}: the same, any part of a split`, ours.any, n, trivial.any / n),
    share(`ArgRewrite ${split}: old sentence of a new one`, ours.back, n, trivial.back / n),
  ]
}

type Score = (pairs: readonly Candidate[], a: readonly Key[], b: readonly Key[]) => number[]

interface Sums {
  n: number
  forward: number
  any: number
  back: number
}

function count(rows: readonly Revised[], score: Score, sums: Sums): void {
  const key = interner()
  const distinct = (texts: readonly string[]) => [...new Set(texts.filter((text) => text.trim() !== ''))]
  const old = distinct(rows.map((row) => row.parent_text))
  const now = distinct(rows.map((row) => row.text))
  const [a, b] = [old.map(key), now.map(key)]
  const pairs = candidates(a, b, 0)
  const scores = score(pairs, a, b)
  const best = (side: 'a' | 'b', index: number): Candidate | undefined => {
    const found = pairs.map((pair, n) => ({ pair, score: scores[n]! })).filter(({ pair }) => pair[side] === index)
    return found.sort((x, y) => y.score - x.score)[0]?.pair
  }
  for (const { op, parent_text, text } of rows) {
    if (!op.startsWith('Modify') || parent_text.trim() === '' || text.trim() === '') continue
    sums.n++
    const next = now[best('a', old.indexOf(parent_text))?.b ?? -1]
    if (next === text) sums.forward++
    if (rows.some((row) => row.parent_text === parent_text && row.text === next)) sums.any++
    if (old[best('b', now.indexOf(text))?.a ?? -1] === parent_text) sums.back++
  }
}

if (import.meta.main) print([...argRewriteRows('train'), ...argRewriteRows('dev')])
