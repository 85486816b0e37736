/** Settings of the language model, from the environment. Nothing is sent anywhere unless a store is made for it. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'

export interface LlmSettings {
  /** Address of an OpenAI-compatible endpoint, up to and with its version: http://127.0.0.1:11434/v1 */
  readonly url: string
  readonly key: string | null
  /** The endpoint's name of the model. */
  readonly model: string
  /** Tokens, in and out together, that one run may take. */
  readonly budget: number
  /** Price of a million tokens in and out, in whatever currency; null when it is not told. */
  readonly price: { readonly input: number; readonly output: number } | null
  /** Requests under way at once. */
  readonly parallel: number
  /** Requests a minute; null: as many as the endpoint takes. */
  readonly rate: number | null
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number
  /** How often one request is tried. */
  readonly tries: number
  /** The wait after the first failed try, in milliseconds; it doubles with each. */
  readonly waitMs: number
  /** File that keeps answers. */
  readonly cache: string
}

type Env = Readonly<Record<string, string | undefined>>

/** Reads the settings; `model` is the model that the store was made with, null for a new one. Throws `UsageError`. */
export function llmSettings(env: Env, model: string | null): LlmSettings {
  const given = textOf(env, 'CLAIMTHREAD_LLM_MODEL') ?? model
  if (given === null) throw new UsageError('CLAIMTHREAD_LLM_MODEL is not set: the name of the model at the endpoint.')
  if (model !== null && given !== model) {
    throw new UsageError(
      `CLAIMTHREAD_LLM_MODEL is "${given}", and the store was made with "${model}": a store keeps one model. Make another store for the other.`,
    )
  }
  return {
    url: urlOf(env),
    key: textOf(env, 'CLAIMTHREAD_LLM_KEY'),
    model: given,
    budget: numberOf(env, 'CLAIMTHREAD_LLM_BUDGET', 1_000_000),
    price: priceOf(env),
    parallel: numberOf(env, 'CLAIMTHREAD_LLM_PARALLEL', 4),
    rate: textOf(env, 'CLAIMTHREAD_LLM_RATE') === null ? null : numberOf(env, 'CLAIMTHREAD_LLM_RATE', 0),
    timeoutMs: 1000 * numberOf(env, 'CLAIMTHREAD_LLM_TIMEOUT', 120),
    tries: numberOf(env, 'CLAIMTHREAD_LLM_TRIES', 5),
    waitMs: 1000,
    cache: textOf(env, 'CLAIMTHREAD_LLM_CACHE') ?? join(cacheFolder(env), 'claimthread', 'llm.db'),
  }
}

function textOf(env: Env, name: string): string | null {
  const text = env[name]?.trim()
  return text === undefined || text === '' ? null : text
}

function urlOf(env: Env): string {
  const text = textOf(env, 'CLAIMTHREAD_LLM_URL')
  if (text === null) {
    throw new UsageError(
      'CLAIMTHREAD_LLM_URL is not set: the address of an OpenAI-compatible endpoint, like http://127.0.0.1:11434/v1.',
    )
  }
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError('CLAIMTHREAD_LLM_URL must be an http or https address, like http://127.0.0.1:11434/v1.')
  if (url.username !== '' || url.password !== '')
    throw new UsageError('CLAIMTHREAD_LLM_URL must hold no password: use CLAIMTHREAD_LLM_KEY.')
  return text.replace(/\/+$/, '')
}

function numberOf(env: Env, name: string, otherwise: number): number {
  const text = textOf(env, name)
  if (text === null) return otherwise
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`${name} must be a whole number from 1 on, not "${text}".`)
  return Number(text)
}

function priceOf(env: Env): LlmSettings['price'] {
  const text = textOf(env, 'CLAIMTHREAD_LLM_PRICE')
  if (text === null) return null
  const [input, output, ...more] = text.split(',').map(Number)
  if (input === undefined || output === undefined || more.length > 0 || !(input >= 0) || !(output >= 0))
    throw new UsageError(`CLAIMTHREAD_LLM_PRICE must be two numbers, in and out per million tokens: 0.15,0.60`)
  return { input, output }
}

function cacheFolder(env: Env): string {
  return textOf(env, 'XDG_CACHE_HOME') ?? join(homedir(), '.cache')
}
