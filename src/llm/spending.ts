/** Tokens spent and still to be spent, beside the budget. */
import type { LlmSettings } from './settings.ts'

export interface Tokens {
  readonly input: number
  readonly output: number
}

export const NONE: Tokens = { input: 0, output: 0 }

export function sum(a: Tokens, b: Tokens): Tokens {
  return { input: a.input + b.input, output: a.output + b.output }
}

export function less(a: Tokens, b: Tokens): Tokens {
  return { input: a.input - b.input, output: a.output - b.output }
}

export function total({ input, output }: Tokens): number {
  return input + output
}

/** What tokens cost; null where no price was told. */
export function costOf({ input, output }: Tokens, { price }: LlmSettings): number | null {
  return price === null ? null : (input * price.input + output * price.output) / 1e6
}

/** "210,000 tokens in, 30,000 out, 0.05 by CLAIMTHREAD_LLM_PRICE" */
export function told(tokens: Tokens, settings: LlmSettings): string {
  const cost = costOf(tokens, settings)
  const count = (value: number): string => value.toLocaleString('en')
  const price = cost === null ? '' : `, ${cost.toFixed(cost < 1 ? 4 : 2)} by CLAIMTHREAD_LLM_PRICE`
  return `${count(tokens.input)} tokens in, ${count(tokens.output)} out${price}`
}
