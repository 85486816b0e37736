/** What responds to a claim, objections first, and the thread below each. */
import type { ThreadNode } from '../../../graph/index.ts'
import { ACT_ORDER } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { responseItem } from './response.ts'

/** Answers deeper than this stand at its depth: nesting is for the eye. */
const DEEPEST = 12

export function threadList(nodes: readonly ThreadNode[], clocks: string): Html {
  const children = Map.groupBy(nodes, ({ answers }) => answers)
  const rank = ({ response }: ThreadNode): number => ACT_ORDER.indexOf(response.act)
  const list = (under: string | null, depth: number): Html | null => {
    const here = children.get(under)
    if (here === undefined) return null
    const ordered = under === null ? here.toSorted((a, b) => rank(a) - rank(b)) : here
    const items = ordered.map(({ response }) => {
      const below = list(response.id, depth + 1)
      return html`<li>${responseItem(response, { clocks, bare: under === null || response.to.response === under })}${below}</li>`
    })
    return html`<ol class="thread${depth > DEEPEST ? ' flat' : ''}">${items}</ol>`
  }
  return list(null, 0) ?? html`<p class="empty">Nobody has responded to it yet.</p>`
}
