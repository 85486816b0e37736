/** A revision's text with its claims marked where they stand, and the margin beside it. */
import type { ResponseRow } from '../../../graph/index.ts'
import { CLAIM_THRESHOLD } from '../../../graph/index.ts'
import { addressOf } from '../../answers/addresses.ts'
import { count } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import type { Reading } from '../reading.ts'
import { byClaim } from '../reading.ts'
import { prose } from '../text/blocks.ts'
import type { Marked } from '../text/inline.ts'
import { partOf } from '../text/parts.ts'
import { margin } from './margin.ts'
import { partLinks } from './part-links.ts'

export interface MarkedOptions {
  readonly clocks: string
  /** Which part of a long text; the first unless asked. */
  readonly part?: number
  /** Address of the page, for the way to the other parts. */
  readonly address: string
  /** What an edit did, by claim: a class for its words, and what the margin says. */
  readonly changes?: ReadonlyMap<string, { readonly change: string; readonly said: Html }>
}

export function markedText(
  { plain, view, responses }: Reading,
  { clocks, changes, part = 1, address }: MarkedOptions,
): Html {
  const answers = byClaim(responses)
  const claims = (view?.sentences ?? [])
    .filter(({ claim, kind, probability }) => {
      const shown = kind === 'assertion' && probability >= CLAIM_THRESHOLD
      return shown || answers.has(claim) || changes?.has(claim)
    })
    .map(({ claim, start, end, change }): Marked => {
      const rows = answers.get(claim) ?? []
      const classes = [classOf(rows), changes?.get(claim)?.change ?? '', change === 'struck' ? 'struck' : '']
      return {
        ...{ claim, start, end, classes: classes.filter((one) => one !== '').join(' ') },
        after:
          rows.length > 0 &&
          html`<sup class="n"><a href="${addressOf('claim', claim, clocks)}" aria-label="${count(rows.length, 'response')} to this claim">${rows.length}</a></sup>`,
      }
    })
    .sort((a, b) => a.start - b.start)
  const said = new Map([...(changes ?? [])].map(([claim, { said }]) => [claim, said]))
  const { blocks, number, count: parts } = partOf(plain.blocks, part)
  const text = prose(
    { ...plain, blocks },
    { claims, beside: (here) => margin(here, { text: plain.text, clocks, responses: answers, changes: said }) },
  )
  const links = partLinks(address, number, parts)
  return html`${links}${text}${links}`
}

/** How a claim is marked: by the gravest thing that was said to it. */
function classOf(rows: readonly ResponseRow[]): string {
  if (rows.length === 0) return ''
  const objections = rows.filter(({ act }) => act === 'objection')
  if (objections.some(({ state }) => state === 'open')) return 'contested'
  return objections.length > 0 ? 'objected' : 'spoken'
}
