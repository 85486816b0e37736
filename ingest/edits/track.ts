/**
 * Sentences carried through a document's revisions: introduced, kept, reworded, moved, withdrawn, restored, struck.
 *
 * A revision whose text stood before is a revert: its sentences are those of the earlier revision, no diff is made.
 * A split sentence goes on in its most similar part; the other part is introduced. When sentences merge, the
 * merged one carries all of them: each keeps its life, with the merged sentence's span, and a part that later
 * stands alone again takes its own life with it.
 */

import { increasing } from '../../graph/increasing.ts'
import type { Change } from '../../graph/model.ts'
import { memo } from '../memo.ts'
import type { Sentence } from '../text/plain.ts'
import { interner, type Key } from './intern.ts'
import { type Life, type LifeEntry, type Place, type Sleepers, sleepers } from './lives.ts'
import { match } from './match.ts'
import { merged } from './merged.ts'

export type { LifeEntry }

export interface TrackInput {
  readonly id: string
  readonly number: number
  readonly text: string
  readonly textHash: string
  readonly sentences: readonly Sentence[]
}

export interface Track {
  /** Where its earliest wording stands: index of the revision, and of the sentence in its `sentences`. */
  readonly earliest: { readonly revision: number; readonly sentence: number }
  /** Which sentence with those words it is in that revision, from 0; no two tracks share words and number. */
  readonly nth: number
  /** One entry for each revision from the introduction to the withdrawal, and again from a restoration. */
  readonly life: readonly LifeEntry[]
}

/** Tracks of the document's own sentences (not quoted, not code), in order of introduction. Revisions oldest first. */
export function track(revisions: readonly TrackInput[]): readonly Track[] {
  const key = interner()
  const tracks: Life[] = []
  const history: Place[][] = []
  const byHash = new Map<string, number>()
  /** First number not yet given to a track with those words. */
  const numbers = new Map<string, number>()
  const asleep = sleepers()
  revisions.forEach((revision, index) => {
    const places = ownSentences(revision, key)
    const before = history.at(-1) ?? []
    const same = byHash.get(revision.textHash)
    if (same !== undefined && history[same]!.length === places.length) repeat(history[same]!, places)
    else carry(before, places, asleep, matched(revisions[index - 1], revision, before, places))
    introduce(places, index, numbers, tracks)
    record(before, places, revision, index, asleep)
    byHash.set(revision.textHash, index)
    history.push(places)
  })
  return tracks.map(({ earliest, nth, life }) => ({ earliest, nth, life }))
}

function ownSentences(revision: TrackInput, key: (sentence: string) => Key): Place[] {
  const places: Place[] = []
  revision.sentences.forEach((sentence, index) => {
    if (sentence.quoteDepth > 0 || sentence.code) return
    places.push({ sentence: index, key: key(revision.text.slice(sentence.start, sentence.end)), lives: [] })
  })
  return places
}

function repeat(earlier: readonly Place[], places: readonly Place[]): void {
  places.forEach((place, n) => {
    place.lives.push(...earlier[n]!.lives)
  })
}

/** Matches of two texts, by their sentences; the texts are kept to be sure. */
const matches = memo<readonly Sentence[], WeakMap<readonly Sentence[], { a: string; b: string; to: Int32Array }>>()

/** Which sentence before is which now; of two texts that were matched lately, what was found then. A list of one's own. */
function matched(
  old: TrackInput | undefined,
  now: TrackInput,
  before: readonly Place[],
  places: readonly Place[],
): Int32Array {
  const find = () => match(before.map(keyOf), places.map(keyOf))
  if (old === undefined) return find()
  const known = matches.of(old.sentences, '', () => new WeakMap())
  const found = known.get(now.sentences)
  if (found !== undefined && found.a === old.text && found.b === now.text) return found.to.slice()
  const to = find()
  known.set(now.sentences, { a: old.text, b: now.text, to: to.slice() })
  return to
}

function keyOf({ key }: Place): Key {
  return key
}

/** Gives each place the lives that it continues: woken by their own words, matched, merged in, or nearly their words. */
function carry(before: readonly Place[], places: readonly Place[], asleep: Sleepers, to: Int32Array): void {
  const a = before.map((place) => place.key)
  const b = places.map((place) => place.key)
  const given = new Set<Life>()
  const give = (place: Place, life: Life) => {
    if (given.has(life)) return
    given.add(life)
    place.lives.push(life)
  }
  const from = new Int32Array(b.length).fill(-1)
  to.forEach((j, i) => {
    if (j !== -1) from[j] = i
  })
  places.forEach((place, j) => {
    if (from[j] !== -1 && a[from[j]!]!.id === place.key.id) return
    const woken = asleep.wake(place.key)
    if (!woken) return
    give(place, woken)
    if (from[j] !== -1) to[from[j]!] = -1
  })
  const pass = (into: Int32Array) =>
    before.forEach((place, i) => {
      if (into[i] !== -1) for (const life of place.lives) give(places[into[i]!]!, life)
    })
  pass(to)
  pass(merged(a, b, to))
  for (const { place, life } of asleep.wakeSimilar(places.filter((place) => place.lives.length === 0)))
    give(place, life)
}

function introduce(places: readonly Place[], revision: number, numbers: Map<string, number>, tracks: Life[]): void {
  if (places.every((place) => place.lives.length > 0)) return
  const seen = new Map<string, number>()
  for (const place of places) {
    const words = place.key.words
    const before = seen.get(words) ?? 0
    seen.set(words, before + 1)
    if (place.lives.length > 0) continue
    const nth = Math.max(before, numbers.get(words) ?? 0)
    numbers.set(words, nth + 1)
    const earliest = { revision, sentence: place.sentence }
    const life: Life = { earliest, nth, life: [], own: place.key, state: 'standing' }
    place.lives.push(life)
    tracks.push(life)
  }
}

/** Writes what the revision did to each life, and puts to sleep those that it withdrew or merged. */
function record(
  before: readonly Place[],
  places: readonly Place[],
  revision: TrackInput,
  index: number,
  asleep: Sleepers,
): void {
  const previous = new Map<Life, number>()
  before.forEach((place, i) => {
    for (const life of place.lives) previous.set(life, i)
  })
  const mains = places.map((place) => place.lives[0]!).filter((life) => previous.has(life))
  const inOrder = increasing(mains.map((life) => previous.get(life)!))
  const moved = new Set(mains.filter((_, n) => !inOrder[n]))
  const put = (life: Life, state: Life['state']) => {
    if (life.state === state) return
    life.state = state
    if (state !== 'standing') asleep.put(life)
  }
  const standing = new Set<Life>()
  for (const place of places) {
    const { start, end, struck } = revision.sentences[place.sentence]!
    const punctuation = joinsWhole(place)
    for (const life of place.lives) {
      standing.add(life)
      const old = previous.get(life)
      const same = punctuation || (old !== undefined && before[old]!.key.id === place.key.id)
      life.life.push({ revision: index, start, end, change: changeOf(life, struck, same, moved.has(life)) })
      if (place.lives.length === 1) life.own = place.key
      put(life, place.lives.length === 1 ? 'standing' : 'merged')
    }
  }
  for (const life of previous.keys()) {
    if (standing.has(life)) continue
    life.life.push({ revision: index, start: null, end: null, change: 'withdrawn' })
    put(life, 'withdrawn')
  }
}

function changeOf({ life, state }: Life, struck: boolean, same: boolean, moved: boolean): Change {
  const last = life.at(-1)
  if (struck) return 'struck'
  if (!last) return 'introduced'
  if (state === 'withdrawn' || last.change === 'struck') return 'restored'
  if (!same) return 'reworded'
  return moved ? 'moved' : 'kept'
}

/** The merged sentence is its parts with other punctuation between them, no word more or less. */
function joinsWhole({ key, lives }: Place): boolean {
  if (lives.length < 2) return false
  const length = lives.reduce((sum, life) => sum + life.own.words.length + 1, -1)
  return length === key.words.length && lives.every((life) => key.words.includes(life.own.words))
}
