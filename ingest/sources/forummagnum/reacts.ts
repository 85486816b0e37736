/** Reactions as evidence: who reacted how to which words of a post or comment. */
import type { Json } from '../../../graph/model.ts'

/** Reactions that take a stance, and which; the others (thanks, laughter) are kept without one. */
const STANCES: Readonly<Record<string, 'against' | 'for' | 'asks' | 'concedes'>> = {
  agree: 'for',
  verified: 'for',
  betTrue: 'for',
  locallyValid: 'for',
  crux: 'for',
  yeswhatimean: 'for',
  disagree: 'against',
  verifiedFalse: 'against',
  betFalse: 'against',
  shakyPremise: 'against',
  locallyInvalid: 'against',
  nonSequitur: 'against',
  strawman: 'against',
  miss: 'against',
  coveredAlready: 'against',
  notacrux: 'against',
  muddled: 'against',
  tooManyAssumptions: 'against',
  examples: 'asks',
  why: 'asks',
  taboo: 'asks',
  changemind: 'concedes',
  'changed-mind-on-point': 'concedes',
}

type One = Readonly<Record<string, unknown>>

/** Reactions of an `extendedScore`, whatever its voting system, in a fixed order. */
export function reactsOf(extendedScore: unknown): readonly Json[] {
  const reacts = (extendedScore as { readonly reacts?: unknown } | null | undefined)?.reacts
  if (typeof reacts !== 'object' || reacts === null) return []
  const found = Object.entries(reacts).flatMap(([react, uses]) =>
    (Array.isArray(uses) ? (uses as readonly unknown[]) : []).flatMap((use) => oneOf(react, use)),
  )
  return found.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function oneOf(react: string, use: unknown): { readonly [name: string]: Json }[] {
  if (typeof use !== 'object' || use === null) return []
  const { userId, displayName, reactType, quotes } = use as One
  const words = Array.isArray(quotes) ? quotes.filter((quote): quote is string => typeof quote === 'string') : []
  return [
    {
      react,
      ...(Object.hasOwn(STANCES, react) ? { stance: STANCES[react]! } : {}),
      by: typeof userId === 'string' ? userId : null,
      name: typeof displayName === 'string' ? displayName : null,
      type: typeof reactType === 'string' ? reactType : 'created',
      ...(words.length > 0 ? { quotes: words } : {}),
    },
  ]
}
