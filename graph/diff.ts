/** The changes between two texts, by words: patience diff, then Myers' greedy diff where no word is unique. */
import { type Changes, canonical, type Section } from './changes.ts'
import { increasing } from './increasing.ts'

const TOKEN = /[\p{L}\p{N}]+|\s+|./gsu
/** Depth of patience diffs within patience diffs, and edits that Myers' diff may look for: bounds for hostile texts. */
const DEPTH = 16
const EDITS = 100

/** A half-open range of tokens on both sides. */
interface Range {
  readonly a: number
  readonly aEnd: number
  readonly b: number
  readonly bEnd: number
}

/** Changes that turn `a` into `b`. Never splits a word, a run of white space, or a surrogate pair. */
export function diff(a: string, b: string): Changes {
  const names = new Map<string, number>()
  const [x, y] = [tokens(a), tokens(b)]
  const [idsA, idsB] = [ids(x, names), ids(y, names)]
  const kept = new Uint8Array(x.length)
  const keptB = new Uint8Array(y.length)
  const keep = (i: number, j: number) => {
    kept[i] = 1
    keptB[j] = 1
  }
  compare(idsA, idsB, { a: 0, aEnd: x.length, b: 0, bEnd: y.length }, keep, 0)
  const sections: Section[] = []
  for (let i = 0, j = 0; i < x.length || j < y.length; ) {
    if (i < x.length && !kept[i]) sections.push([x[i++]!.length, ''])
    else if (j < y.length && !keptB[j]) sections.push([0, y[j++]!])
    else {
      sections.push([x[i++]!.length])
      j++
    }
  }
  return canonical(sections)
}

function tokens(text: string): string[] {
  return text.match(TOKEN) ?? []
}

function ids(list: readonly string[], names: Map<string, number>): Int32Array {
  return Int32Array.from(list, (token) => {
    const id = names.get(token) ?? names.size
    names.set(token, id)
    return id
  })
}

type Keep = (i: number, j: number) => void

function compare(a: Int32Array, b: Int32Array, range: Range, keep: Keep, depth: number): void {
  let { a: i, aEnd: iEnd, b: j, bEnd: jEnd } = range
  while (i < iEnd && j < jEnd && a[i] === b[j]) keep(i++, j++)
  while (i < iEnd && j < jEnd && a[iEnd - 1] === b[jEnd - 1]) keep(--iEnd, --jEnd)
  if (i === iEnd || j === jEnd) return
  const inner = { a: i, aEnd: iEnd, b: j, bEnd: jEnd }
  const anchors = depth < DEPTH ? uniquePairs(a, b, inner) : []
  if (anchors.length === 0) {
    greedy(a, b, inner, keep)
    return
  }
  for (const [p, q] of [...anchors, [iEnd, jEnd] as const]) {
    compare(a, b, { a: i, aEnd: p, b: j, bEnd: q }, keep, depth + 1)
    if (p < iEnd) keep(p, q)
    i = p + 1
    j = q + 1
  }
}

/** Tokens that stand once on either side, those of them that are in one order. */
function uniquePairs(a: Int32Array, b: Int32Array, { a: i, aEnd, b: j, bEnd }: Range): (readonly [number, number])[] {
  const places = (list: Int32Array, from: number, to: number) => {
    const found = new Map<number, number>()
    for (let at = from; at < to; at++) found.set(list[at]!, found.has(list[at]!) ? -1 : at)
    return found
  }
  const inB = places(b, j, bEnd)
  const pairs: (readonly [number, number])[] = []
  for (const [id, at] of places(a, i, aEnd)) {
    const there = inB.get(id) ?? -1
    if (at !== -1 && there !== -1) pairs.push([at, there])
  }
  const ordered = increasing(pairs.map(([, q]) => q))
  return pairs.filter((_, n) => ordered[n])
}

/** E. Myers, An O(ND) difference algorithm (1986), given up beyond `EDITS` edits: then nothing of the range is kept. */
function greedy(a: Int32Array, b: Int32Array, { a: i, aEnd, b: j, bEnd }: Range, keep: Keep): void {
  const [n, m] = [aEnd - i, bEnd - j]
  const limit = Math.min(EDITS, n + m)
  const reach = new Int32Array(2 * limit + 3)
  const middle = limit + 1
  const trace: Int32Array[] = []
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(reach.slice())
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && reach[middle + k - 1]! < reach[middle + k + 1]!)
      let x = down ? reach[middle + k + 1]! : reach[middle + k - 1]! + 1
      while (x < n && x - k < m && a[i + x] === b[j + x - k]) x++
      reach[middle + k] = x
      if (x >= n && x - k >= m) {
        backtrack(trace, middle, n, m, (p, q) => keep(i + p, j + q))
        return
      }
    }
  }
}

function backtrack(trace: readonly Int32Array[], middle: number, n: number, m: number, keep: Keep): void {
  let [x, y] = [n, m]
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits]!
    const k = x - y
    const down = k === -edits || (k !== edits && reach[middle + k - 1]! < reach[middle + k + 1]!)
    const from = down ? k + 1 : k - 1
    const [fromX, fromY] = edits === 0 ? [0, 0] : [reach[middle + from]!, reach[middle + from]! - from]
    while (x > fromX && y > fromY) keep(--x, --y)
    ;[x, y] = [fromX, fromY]
  }
}
