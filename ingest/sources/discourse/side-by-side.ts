/**
 * The two texts of a revision, from the table that Discourse shows of them: a row a line, the former text in its first
 * cell and the later in its second, escaped, with what differs marked up.
 */
import type { DefaultTreeAdapterTypes } from 'parse5'
import { parseFragment } from 'parse5'

export interface SideBySide {
  readonly previous: string
  readonly current: string
}

type Node = DefaultTreeAdapterTypes.ChildNode

/**
 * Texts of both sides. A cell holds its line feed where its line had one; where none does, lines are put on lines of
 * their own.
 */
export function sidesOf(table: string): SideBySide {
  const previous: string[] = []
  const current: string[] = []
  for (const row of elements(parseFragment(table).childNodes, 'tr')) {
    const [left, right] = elements(row.childNodes, 'td')
    const same = left !== undefined && right === undefined
    if (left !== undefined) previous.push(textOf(left.childNodes))
    if (same) current.push(textOf(left.childNodes))
    else if (right !== undefined) current.push(textOf(right.childNodes))
  }
  const joint = [...previous, ...current].some((line) => line.endsWith('\n')) ? '' : '\n'
  return { previous: joined(previous, joint), current: joined(current, joint) }
}

const joined = (lines: readonly string[], joint: string): string =>
  (joint === '' ? lines : lines.filter((line) => line !== '')).join(joint)

/** Elements of a name that stand in no other of it, in order. */
function elements(nodes: readonly Node[], name: string): readonly DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = []
  walk(nodes, (node) => {
    const isNamed = 'tagName' in node && node.tagName === name
    if (isNamed) found.push(node)
    return !isNamed
  })
  return found
}

function textOf(nodes: readonly Node[]): string {
  const parts: string[] = []
  walk(nodes, (node) => {
    if ('value' in node) parts.push(node.value)
    return true
  })
  return parts.join('')
}

/** Visits nodes in order, and what is in those that `enter` lets in. Without recursion, since markup nests at will. */
function walk(nodes: readonly Node[], enter: (node: Node) => boolean): void {
  const waiting = nodes.toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop())
    if (enter(node) && 'childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push(child)
}
