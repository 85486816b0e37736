/** The lives of a document's sentences while they are being tracked, and those of them that sleep. */

import type { Change } from '../../graph/model.ts'
import { candidates } from './candidates.ts'
import type { Key } from './intern.ts'

/** What one revision did to a sentence. */
export interface LifeEntry {
  /** Index of the revision. */
  readonly revision: number
  /** Null when the revision withdrew it. */
  readonly start: number | null
  readonly end: number | null
  /** `struck` in every revision where it stands struck through. */
  readonly change: Change
}

export interface Life {
  readonly earliest: { readonly revision: number; readonly sentence: number }
  readonly nth: number
  readonly life: LifeEntry[]
  /** Its last wording that was its own, not a merged sentence's. */
  own: Key
  /** `merged`: its words stand within another's sentence. */
  state: 'standing' | 'merged' | 'withdrawn'
}

/** One tracked sentence of one revision with the lives that it carries; the first is its own, others were merged in. */
export interface Place {
  readonly sentence: number
  readonly key: Key
  readonly lives: Life[]
}

/** Lives that sleep: withdrawn, or merged into another sentence. A sentence with their words wakes them. */
export interface Sleepers {
  put: (life: Life) => void
  /** Takes out one whose own last words are these. */
  wake: (key: Key) => Life | undefined
  /** For places without a life, withdrawn lives with nearly their words. Takes them out. */
  wakeSimilar: (places: readonly Place[]) => { place: Place; life: Life }[]
}

/** Least Dice coefficient of a withdrawn sentence that comes back in other words. */
const RETURNS = 0.75
/** How many withdrawn lives, newest first, are compared with what is new. */
const COMPARED = 2000

export function sleepers(): Sleepers {
  const byKey = new Map<number, Life[]>()
  const withdrawn = new Set<Life>()
  const asleep = (life: Life, key: Key) => life.state !== 'standing' && life.own.id === key.id
  return {
    put(life) {
      const list = byKey.get(life.own.id)
      if (list) list.push(life)
      else byKey.set(life.own.id, [life])
      if (life.state === 'withdrawn') withdrawn.add(life)
    },
    wake(key) {
      const list = byKey.get(key.id)
      for (let life = list?.pop(); life; life = list?.pop()) {
        if (!asleep(life, key)) continue
        withdrawn.delete(life)
        return life
      }
      return undefined
    },
    wakeSimilar(places) {
      const pool = [...withdrawn].filter((life) => life.state === 'withdrawn').slice(-COMPARED)
      const keys = places.map((place) => place.key)
      const pairs = candidates(pool.map((life) => life.own), keys, RETURNS) // biome-ignore format: one line
      const [lives, taken] = [new Set<number>(), new Set<number>()]
      return pairs
        .sort((x, y) => y.dice - x.dice || x.b - y.b || x.a - y.a)
        .flatMap(({ a, b }) => {
          if (lives.has(a) || taken.has(b)) return []
          lives.add(a)
          taken.add(b)
          withdrawn.delete(pool[a]!)
          return [{ place: places[b]!, life: pool[a]! }]
        })
    },
  }
}
