/** In which form an answer is wanted: by the ending of the address, else by the `Accept` header. */
import type { Request } from 'express'

export type Form = 'json' | 'html' | 'atom'

const ENDING = /^(\/[^?]*?[^/?])\.(json|atom)(?=\?|$)/
/** Addresses that end so by name. */
const WHOLE = new Set(['/openapi.json'])

export interface Wanted {
  readonly form: Form
  /** The address without its ending. */
  readonly address: string
}

/** HTML is for clients that name it; JSON for all others, and for those that name both alike. */
export function wanted(request: Request): Wanted {
  const [, path, ending] = ENDING.exec(request.url) ?? []
  if (path !== undefined && !WHOLE.has(`${path}.${ending}`)) {
    const rest = request.url.slice(`${path}.${ending}`.length)
    return { form: ending as Form, address: (path === '/index' ? '/' : path) + rest }
  }
  const best = request.accepts(['application/json', 'text/html', 'application/atom+xml'])
  const form = best === 'text/html' ? 'html' : best === 'application/atom+xml' ? 'atom' : 'json'
  return { form, address: request.url }
}

/** An address without parameters that have no value: a form sends its empty fields too. */
export function withoutEmpty(address: string): string {
  const at = address.indexOf('?')
  if (at < 0) return address
  const query = new URLSearchParams(address.slice(at + 1))
  const kept = [...query].filter(([, value]) => value.trim() !== '')
  if (kept.length === query.size) return address
  return kept.length === 0 ? address.slice(0, at) : `${address.slice(0, at)}?${new URLSearchParams(kept)}`
}
