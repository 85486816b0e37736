/**
 * Passages of consecutive Arbital revisions: 200 deleted ones whose nearest lookalike stays, 200 moved ones, and
 * 200 reworded ones that were read and judged (`checked-rewordings.json`: document, revision, hashes of the words
 * before and of the words that count as their rewording).
 */
import { digest, textHash } from '../../graph/ids.ts'
import { wordKey } from '../../graph/words.ts'
import { anchor } from '../../ingest/edits/anchor.ts'
import { dice, grams } from '../../ingest/edits/grams.ts'
import { carry } from '../../ingest/edits/quoted.ts'
import { type TrackInput, track } from '../../ingest/edits/track.ts'
import checked from './checked-rewordings.json' with { type: 'json' }
import { jsonLines, print, type RawDocument, type Row, share, shared, trackInputs } from './data.ts'
import { draw, random } from './random.ts'

const DRAWN = 200
/** A deleted sentence's lookalike has at least this Dice coefficient; a moved one goes past this many others. */
const LOOKALIKE = 0.4
const PAST = 3

interface Pair {
  readonly a: readonly string[]
  readonly b: readonly string[]
}

export function passageRows(): Row[] {
  const file = shared('data/arbital/discussion.jsonl.xz')
  if (file === null) return []
  const documents = jsonLines<RawDocument>(file)
  const pairs = documents.flatMap(pairsOf)
  return [...deleted(pairs), ...moved(pairs), ...reworded(new Map(documents.map((one) => [one.id, one])))]
}

/** Own sentences of each two consecutive revisions that differ. */
function pairsOf(document: RawDocument): Pair[] {
  const texts = trackInputs(document).map(ownSentences)
  return texts.slice(1).flatMap((b, n) => {
    const a = texts[n]!
    return a.join('\n') === b.join('\n') || Math.min(a.length, b.length) < 2 * PAST ? [] : [{ a, b }]
  })
}

function ownSentences({ text, sentences }: TrackInput): string[] {
  return sentences.filter((one) => one.quoteDepth === 0 && !one.code).map((one) => text.slice(one.start, one.end))
}

/** Sentences of six words or more that stand once in both revisions, and within no other sentence. */
function common({ a, b }: Pair): string[] {
  const once = (list: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const one of list) counts.set(wordKey(one), (counts.get(wordKey(one)) ?? 0) + 1)
    return (one: string) => counts.get(wordKey(one)) === 1
  }
  const [inA, inB] = [once(a), once(b)]
  const standing = new Set(b)
  const words = b.map(wordKey)
  const within = (one: string) => words.filter((other) => other.includes(wordKey(one))).length > 1
  const sentences = a.filter((one) => standing.has(one) && inA(one) && inB(one) && wordKey(one).split(' ').length >= 6)
  return sentences.filter((one) => !within(one))
}

/** The first cases that drawn pairs of revisions give. */
function drawCases<T>(pairs: readonly Pair[], next: () => number, caseOf: (pair: Pair) => T[]): T[] {
  const cases: T[] = []
  for (const pair of draw(pairs, pairs.length, next)) {
    if (cases.length === DRAWN) break
    cases.push(...caseOf(pair))
  }
  return cases
}

function deleted(pairs: readonly Pair[]): Row[] {
  const next = random(4)
  const drawn = drawCases(pairs, next, (pair) => {
    const sentence = draw(common(pair), 1, next)[0]
    if (sentence === undefined) return []
    const rest = pair.b.filter((one) => one !== sentence)
    const own = grams(wordKey(sentence))
    const near = Math.max(...rest.map((one) => dice(own, grams(wordKey(one)))))
    return near >= LOOKALIKE ? [{ a: pair.a, b: rest, sentence }] : []
  })
  let [standing, gone, exact, fuzzy] = [0, 0, 0, 0]
  for (const { a, b, sentence } of drawn) {
    const state = fate(a, b, sentence)
    if (state === 'standing') standing++
    if (state === 'gone') gone++
    const found = anchor({ exact: sentence }, b.join('\n'))
    if (found?.how === 'exact') exact++
    if (found?.how === 'fuzzy') fuzzy++
  }
  return [
    share('deleted passages reported as standing', standing, drawn.length),
    share('deleted passages reported as gone', gone, drawn.length),
    share('deleted quotes anchored as exact', exact, drawn.length),
    share('deleted quotes anchored as fuzzy', fuzzy, drawn.length),
  ]
}

function moved(pairs: readonly Pair[]): Row[] {
  const next = random(5)
  const drawn = drawCases(pairs, next, (pair) => {
    const sentence = draw(common(pair), 1, next)[0]
    if (sentence === undefined) return []
    const from = pair.b.indexOf(sentence)
    const rest = pair.b.filter((one) => one !== sentence)
    const places = rest.map((_, at) => at).filter((at) => Math.abs(at - from) >= PAST)
    const to = draw(places, 1, next)[0]
    return to === undefined ? [] : [{ a: pair.a, b: [...rest.slice(0, to), sentence, ...rest.slice(to)], sentence }]
  })
  const standing = drawn.filter(({ a, b, sentence }) => fate(a, b, sentence) === 'standing').length
  const called = drawn.filter(({ a, b, sentence }) => changeOf(a, b, sentence) === 'moved').length
  return [
    share('moved passages found standing', standing, drawn.length),
    share('moved passages called moved', called, drawn.length),
  ]
}

function reworded(documents: ReadonlyMap<string, RawDocument>): Row[] {
  const [hits, missing] = [[] as number[], [] as number[]]
  let fuzzy = 0
  for (const [id, number, before, ...after] of checked as [string, number, string, ...string[]][]) {
    const inputs = trackInputs(documents.get(id)!)
    const index = inputs.findIndex((one) => one.number === number)
    const two = inputs.slice(index - 1, index + 1)
    const [old, now] = two
    const lives = track(two).filter(({ life: [entry] }) => entry?.revision === 0 && hashAt(old!, entry) === before)
    if (lives.length === 0) missing.push(number)
    else hits.push(lives.some(({ life }) => after.includes(hashAt(now!, life[1]!))) ? 1 : 0)
    const { start, end } = lives[0]?.life[0] ?? { start: 0, end: 0 }
    if (anchor({ exact: old!.text.slice(start ?? 0, end ?? 0) }, now!.text) !== null) fuzzy++
  }
  const found = hits.reduce((sum, hit) => sum + hit, 0)
  return [
    share('reworded passages found', found, hits.length),
    share('reworded quotes anchored without their history', fuzzy, hits.length),
    { name: 'reworded passages that the sentences do not show', value: missing.length, n: checked.length },
  ]
}

function hashAt({ text }: TrackInput, { start, end }: { start: number | null; end: number | null }): string {
  return start === null || end === null ? '' : digest(wordKey(text.slice(start, end))).slice(0, 8)
}

/** What became of a sentence of `a` in `b`. */
function fate(a: readonly string[], b: readonly string[], sentence: string): string {
  const inputs = [lines(a, 1), lines(b, 2)]
  const start = inputs[0]!.text.indexOf(sentence)
  return carry({ start, end: start + sentence.length }, 0, 1, inputs, track(inputs)).state
}

function changeOf(a: readonly string[], b: readonly string[], sentence: string): string | undefined {
  const inputs = [lines(a, 1), lines(b, 2)]
  const at = a.indexOf(sentence)
  return track(inputs).find(({ earliest }) => earliest.revision === 0 && earliest.sentence === at)?.life[1]?.change
}

/** A revision of these sentences, one a line. */
function lines(sentences: readonly string[], number: number): TrackInput {
  const text = sentences.join('\n')
  let start = 0
  const spans = sentences.map((sentence, block) => {
    const span = {
      start,
      end: start + sentence.length,
      block,
      kind: 'paragraph',
      quoteDepth: 0,
      code: false,
      struck: false,
    }
    start = span.end + 1
    return span as TrackInput['sentences'][number]
  })
  return { id: String(number), number, text, textHash: textHash(text), sentences: spans }
}

if (import.meta.main) print(passageRows())
