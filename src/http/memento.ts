/** Answers of the past (RFC 7089): `as-of` makes a memento, whose original is the same address without it. */
import type { Clocks } from '../../graph/index.ts'
import { withParameter } from '../web/links.ts'
import type { Links } from './headers.ts'
import { httpDate } from './headers.ts'

export interface Memento {
  readonly links: Links
  readonly headers: Readonly<Record<string, string>>
}

/** Links and headers of an answer on these clocks, given its address. */
export function memento({ asOf }: Clocks, address: string): Memento {
  if (asOf === null) return { links: {}, headers: {} }
  return { links: { original: present(address) }, headers: { 'Memento-Datetime': httpDate(asOf) } }
}

/** An address without `as-of`. */
export function present(address: string): string {
  return withParameter(address, 'as-of', null)
}
