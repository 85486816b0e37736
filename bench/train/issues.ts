/**
 * Issue threads of ArguLens (MIT), labelled here by ../shared/gold/GUIDE.md: `bench/train/issues/NUMBER.jsonl` has labels and
 * sentence numbers only, the words are read from ../shared/corpora. The corpus keeps neither who wrote a sentence nor where a
 * comment ends: both are as the labels' author read them.
 */
import { existsSync } from 'node:fs'
import type { Act } from '../../graph/model.ts'
import { type GoldComment, type GoldThread, readLines, SHARED } from './gold.ts'

/** A comment, by the corpus's sentence numbers; comments are named by their first one. */
interface Labels {
  readonly sentences: readonly number[]
  /** Set where the corpus gives the sentence apart from the comment that it was part of: a reading of it is a guess. */
  readonly stray?: boolean
  readonly author: string
  readonly claims: readonly number[]
  readonly act: Act
  readonly answers: number | null
  readonly responses: readonly {
    readonly s: readonly number[]
    readonly act: Act
    readonly doc: number | null
    readonly target: readonly number[]
  }[]
}

const MINUTES = 47

/**
 * Labelled issue threads of a part; the first comment stands for the post, the others hang under it, as on GitHub. Sentences that
 * the corpus tore from their comments are left out.
 */
export function issueThreads(part: 'train' | 'dev'): GoldThread[] {
  const issues = new Map<string, Map<number, string>>()
  for (const line of readLines(new URL(`corpora/pack/${part}/claim_argulens.jsonl`, SHARED))) {
    const { id, group, text } = JSON.parse(line) as { id: string; group: string; text: string }
    const sentences = issues.get(group) ?? new Map<number, string>()
    issues.set(group, sentences.set(Number(id.slice(id.lastIndexOf('-') + 1)), text))
  }
  return [...issues].flatMap(([group, sentences]) => {
    const url = new URL(`./issues/${group}.jsonl`, import.meta.url)
    if (!existsSync(url)) return []
    const labels = readLines(url).map((line) => JSON.parse(line) as Labels)
    return [
      thread(
        group,
        sentences,
        labels.filter(({ stray }) => !stray),
      ),
    ]
  })
}

function thread(group: string, sentences: ReadonlyMap<number, string>, labels: readonly Labels[]): GoldThread {
  const first = labels[0]!
  const page = first.sentences[0]!
  const numbersOf = new Map(labels.map((one) => [one.sentences[0]!, one.sentences]))
  const idOf = (comment: number): string => `issue-${group}-${comment}`
  const keyOf = (comment: number, sentence: number): string =>
    `${comment === page ? 'P' : 'S'}${numbersOf.get(comment)!.indexOf(sentence) + 1}`
  const comments = labels.slice(1).map((one, at): GoldComment => {
    const own = one.sentences
    return {
      id: idOf(own[0]!),
      author: one.author,
      at: new Date(Date.UTC(2016, 0, 1, 0, at * MINUTES)).toISOString(),
      parent: idOf(page),
      sentences: own.map((number) => sentences.get(number)!),
      claims: one.claims.map((number) => own.indexOf(number) + 1),
      act: one.act,
      answers: one.answers === null ? null : idOf(one.answers),
      responses: one.responses.map(({ s, act, doc, target }) => ({
        s: s.map((number) => own.indexOf(number) + 1),
        act,
        doc: doc === null ? null : idOf(doc),
        target: doc === null ? [] : target.map((number) => keyOf(doc, number)),
        concepts: [],
      })),
    }
  })
  return {
    page: idOf(page),
    title: null,
    subtitle: null,
    author: first.author,
    kind: 'post',
    sentences: first.sentences.map((number) => sentences.get(number)!),
    comments,
    corpus: `issues ${group}`,
  }
}
