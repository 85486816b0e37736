/** Finds the cue phrases of cues.ts in tokens: one walk of a trie from each position. */
import { CUE_NAMES, CUES } from './cues.ts'

interface Node {
  readonly next: Map<string, Node>
  /** Cues whose phrase ends here, as a bit set over two words. */
  low: number
  high: number
}

const root: Node = newNode()
for (const [index, name] of CUE_NAMES.entries()) for (const phrase of CUES[name]!) add(phrase, index)

function newNode(): Node {
  return { next: new Map(), low: 0, high: 0 }
}

/** Adds all readings of a phrase: each slot is a choice, and one in brackets may be left out. */
function add(phrase: string, cue: number): void {
  const slots = phrase.split(' ').map((slot) => {
    const optional = slot.length > 2 && slot.startsWith('(') && slot.endsWith(')')
    const choices = (optional ? slot.slice(1, -1) : slot).split('|')
    return optional ? [...choices, null] : choices
  })
  let ends = new Set<Node>([root])
  for (const choices of slots) ends = step(ends, choices)
  for (const end of ends) {
    if (end === root) continue
    if (cue < 31) end.low |= 1 << cue
    else end.high |= 1 << (cue - 31)
  }
}

function step(from: ReadonlySet<Node>, choices: readonly (string | null)[]): Set<Node> {
  const to = new Set<Node>()
  for (const node of from) {
    for (const choice of choices) {
      if (choice === null) {
        to.add(node)
        continue
      }
      let next = node.next.get(choice)
      if (!next) {
        next = newNode()
        node.next.set(choice, next)
      }
      to.add(next)
    }
  }
  return to
}

/** Calls `found` for each token position where at least one cue phrase begins, with the cues as two bit sets. */
export function eachCue(tokens: readonly string[], found: (at: number, low: number, high: number) => void): void {
  for (let at = 0; at < tokens.length; at++) {
    let node = root.next.get(tokens[at]!)
    let low = 0
    let high = 0
    for (let ahead = at + 1; node; ahead++) {
      low |= node.low
      high |= node.high
      node = ahead < tokens.length ? node.next.get(tokens[ahead]!) : undefined
    }
    if (low !== 0 || high !== 0) found(at, low, high)
  }
}
