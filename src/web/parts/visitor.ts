/** What a page shows of the person who looks at it: who they are, what they just said, the form that judging goes by. */
import type { Verdict } from '../../../graph/index.ts'
import { type Html, html } from '../html.ts'
import { withParameter } from '../links.ts'
import { JUDGE_FORM } from './judge.ts'

export interface Visitor {
  /** Who is signed in, with the proof that their forms carry; null where nobody is. */
  readonly person: { readonly name: string; readonly csrf: string } | null
  /** What they said a moment ago. */
  readonly said: Verdict | null
}

/** Lists that hide what was rejected, and show it when asked to. */
const HIDING = new Set(['/objections', '/responses', '/claims'])

export function notice({ said }: Visitor, address: string): Html | null {
  if (said === null) return null
  const path = address.split('?')[0]!
  const list = HIDING.has(path) ? withParameter(address, 'judged', said) : `/judgements?verdict=${said}`
  return html`<p class="notice" role="status">You ${said} it. <a href="${list}">Show what was ${said}</a></p>`
}

/** The form that every button of judging belongs to. */
export function judgeForm({ person }: Visitor, address: string): Html {
  if (person === null)
    return html`<form id="${JUDGE_FORM}" action="/login"><input type="hidden" name="back" value="${address}"></form>`
  return html`<form id="${JUDGE_FORM}" method="post" action="/judgements">${proofs(person, address)}</form>`
}

/** Hidden fields that every form of a person who is signed in carries. */
export function proofs({ csrf }: NonNullable<Visitor['person']>, back: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="back" value="${back}">`
}

export function signedIn({ person }: Visitor, address: string): Html {
  if (person === null) return html`<a href="/login?${String(new URLSearchParams({ back: address }))}">Sign in</a>`
  return html`<form class="inline" method="post" action="/logout">${proofs(person, address)}Signed in as ${person.name} <button class="plain">Sign out</button></form>`
}
