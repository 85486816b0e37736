/** What an objection is about: the concept of a response against gold's `concepts`, by the head noun. */
import { readFile } from 'node:fs/promises'
import { singular, words } from '../../graph/words.ts'
import { jsonLines, type Row, share } from '../edits/data.ts'
import { arbital } from '../train/gold.ts'

interface Exported {
  readonly type: string
  readonly id: string
  readonly label?: string
  readonly aliases?: readonly string[]
  readonly act?: string
  readonly document?: string
  readonly exact?: string
  readonly to?: { readonly concept: string | null }
}

/** The last word of a noun phrase before any "of", "in", "for": "safety" in "the safety of act-based agents". */
export function headOf(phrase: string): string {
  const parts = words(phrase)
  const end = parts.findIndex((word, at) => at > 0 && LINKS.has(word))
  return singular((end < 0 ? parts : parts.slice(0, end)).at(-1) ?? '')
}

const LINKS = new Set(['of', 'in', 'for', 'on', 'to', 'with', 'by', 'from', 'as', 'that', 'about'])

/** Among the objections of gold comments that name a concept, how many name one that gold names; and how many name any. */
export async function aboutRows(exportPath: string): Promise<Row[]> {
  const gold = new Map<string, Set<string>>()
  for (const thread of arbital('dev'))
    for (const { id, responses } of thread.comments) {
      const heads = responses.filter(({ act }) => act === 'objection').flatMap(({ concepts }) => concepts.map(headOf))
      if (heads.length > 0) gold.set(`arbital:${id}`, new Set(heads))
    }
  const records = jsonLines<Exported>(await readFile(exportPath, 'utf8'))
  const concepts = new Map(
    records.filter(({ type }) => type === 'concept').map(({ id, label, aliases }) => [id, [label!, ...aliases!]]),
  )
  const objections = records.filter(
    ({ type, act, document }) => type === 'response' && act === 'objection' && gold.has(document ?? ''),
  )
  const named = objections.filter(({ to }) => to?.concept)
  const right = named.filter(({ document, to }) =>
    concepts.get(to!.concept!)?.some((name) => gold.get(document!)!.has(headOf(name))),
  )
  return [
    share('dev: objections that name a concept', named.length, objections.length),
    share('dev: the concept named is one attacked (head noun)', right.length, named.length),
  ]
}
