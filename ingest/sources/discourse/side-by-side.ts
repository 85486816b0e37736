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

function elements(nodes: readonly Node[], name: string): readonly DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = []
  for (const node of nodes) {
    if (!('tagName' in node)) continue
    if (node.tagName === name) found.push(node)
    else found.push(...elements(node.childNodes, name))
  }
  return found
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ('value' in node ? node.value : 'childNodes' in node ? textOf(node.childNodes) : ''))
    .join('')
}
