/** HTML as a browser reads it: names of its elements with their attributes, and its text. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

export interface Read {
  /** "a", "href=/claims", … in the order of the source. */
  readonly shape: readonly string[]
  readonly text: string
}

export function readHtml(source: string): Read {
  const shape: string[] = []
  let text = ''
  // Deep nesting is part of what is tested: no recursion.
  const open: Node[] = [...parseFragment(source).childNodes].reverse()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('value' in node) text += node.value
    if ('attrs' in node) shape.push(node.tagName, ...node.attrs.map(({ name, value }) => `${name}=${value}`))
    if ('childNodes' in node) open.push(...[...node.childNodes].reverse())
  }
  return { shape, text }
}
