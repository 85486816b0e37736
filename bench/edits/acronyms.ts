/** Short and long forms of MED1250 (biomedical abstracts, public domain) against the `acronym` rule, as pairs. */
import { acronym } from '../../ingest/extract/concepts/acronym.ts'
import { sentences } from '../../ingest/text/sentences.ts'
import { plainText } from '../../ingest/text/text.ts'
import { jsonLines, type Row, shared, wilson } from './data.ts'

interface Abstract {
  readonly text: string
  readonly pairs: readonly { readonly sf: string; readonly lf: string }[]
}

const key = (short: string, long: string): string => `${short}\0${long}`.toLowerCase().replace(/[\s-]+/g, ' ')

/** Precision, recall and F1 of pairs; empty where the corpus is missing. */
export function acronymRows(split: 'train' | 'dev' = 'dev'): Row[] {
  const file = shared(`corpora/pack/${split}/acronym_med1250.jsonl`)
  if (file === null) return []
  let right = 0
  let found = 0
  let gold = 0
  for (const { text, pairs: labelled } of jsonLines<Abstract>(file)) {
    const pairs = new Set(labelled.map(({ sf, lf }) => key(sf, lf)))
    const plain = plainText({ format: 'text', title: null, subtitle: null, body: text })
    const read = sentences(plain).map(({ start, end }) => ({
      text: plain.text.slice(start, end),
      heading: false,
      revision: '',
      current: true,
    }))
    const input = { kind: 'post', title: null, aliases: [], sentences: read, revision: '' }
    const named = new Set(acronym.apply(input, []).map(({ name, long }) => key(name, long)))
    found += named.size
    gold += pairs.size
    right += [...named].filter((pair) => pairs.has(pair)).length
  }
  const f1 = (2 * right) / Math.max(1, found + gold)
  return [
    {
      name: `MED1250 ${split}: precision of pairs`,
      value: right / Math.max(1, found),
      n: found,
      ...wilson(right, found),
    },
    { name: `MED1250 ${split}: recall of pairs`, value: right / Math.max(1, gold), n: gold, ...wilson(right, gold) },
    { name: `MED1250 ${split}: F1 of pairs`, value: f1, n: gold },
  ]
}
