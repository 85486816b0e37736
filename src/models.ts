/** The model of a store: fixed when the store is made, so that every way of ingesting into it gives the same graph. */
import type { Store } from '../graph/index.ts'
import { fastModel, NoEncoder, openEncoder, printOf } from '../ingest/index.ts'
import { Failure, UsageError } from './errors.ts'
import type { Tier } from './ingestion/reading.ts'
import type { ReplyReader } from './ingestion/replies.ts'
import { modelName, openReader } from './llm/reader.ts'
import { llmSettings } from './llm/settings.ts'
import { type LocalWeights, readWeights } from './training/weights.ts'

/** What `--model` takes. */
export const MODELS = ['fast', 'accurate', 'llm'] as const
export type Model = (typeof MODELS)[number]

/** The setting of the store that holds its model: "fast", "fast+local-DIGEST", "accurate", or "llm/NAME". */
export const MODEL_SETTING = 'model'
const LLM = 'llm/'
/** The setting that holds what a retrained store adds to the shipped weights. */
export const WEIGHTS_SETTING = 'weights'
const LOCAL = 'fast+'

export type Env = Readonly<Record<string, string | undefined>>

function kindOf(stored: string): Model {
  if (stored.startsWith(LOCAL)) return 'fast'
  return stored.startsWith(LLM) ? 'llm' : (stored as Model)
}

export function modelOption(text: string | undefined): Model | undefined {
  if (text === undefined) return undefined
  const model = MODELS.find((one) => one === text)
  if (model === undefined) throw new UsageError(`--model must be one of ${MODELS.join(', ')}, not "${text}".`)
  return model
}

/** The store's model as it is kept; a store that holds documents and names none was made by the fast model. */
export async function storedModel(store: Store): Promise<string | null> {
  const stored = await store.setting(MODEL_SETTING)
  if (stored !== null) return stored
  return (await store.counts()).documents > 0 ? 'fast' : null
}

/** Fixes the model of a new store, and checks that it is the one that was asked for. Throws `UsageError`. */
export async function fixModel(store: Store, asked: Model | undefined, env: Env): Promise<string> {
  const stored = await storedModel(store)
  if (stored === null) {
    const model = asked === 'llm' ? modelName(llmSettings(env, null)) : (asked ?? 'fast')
    // Before it is fixed: a store for a model that cannot be used here could not be read into.
    await tierOf(model)
    await store.setting(MODEL_SETTING, model)
    return model
  }
  if (asked !== undefined && asked !== kindOf(stored)) {
    throw new UsageError(
      `--model ${asked}: this store was made with ${stored}, and a store keeps its model. Make another with --store.`,
    )
  }
  return stored
}

/** Name of the fast model with these weights; null: with those that ship. */
export function modelNameOf(weights: LocalWeights | null): string {
  return weights === null ? 'fast' : `${LOCAL}${weights.name}`
}

/** Makes the store read with these weights from now on; null: with those that ship. Gives the model's name. */
export async function keepWeights(store: Store, weights: LocalWeights | null): Promise<string> {
  const model = modelNameOf(weights)
  // The weights first: a store that names them has them, also after a crash between the two.
  if (weights !== null) await store.setting(WEIGHTS_SETTING, JSON.stringify(weights))
  await store.setting(MODEL_SETTING, model)
  if (weights === null) await store.setting(WEIGHTS_SETTING, '')
  return model
}

/** What a store was retrained to; null: it reads with the weights that ship. Throws `Failure` where it cannot be read with. */
export async function weightsOf(store: Store): Promise<LocalWeights | null> {
  const model = await storedModel(store)
  if (model === null || !model.startsWith(LOCAL)) return null
  const weights = readWeights(await store.setting(WEIGHTS_SETTING))
  const mend = 'Run claimthread retrain to make them anew, or claimthread retrain --forget for the weights that ship.'
  if (weights === null || modelNameOf(weights) !== model)
    throw new Failure(`This store's model is ${model}, and the weights in it are not those. ${mend}`)
  if (weights.over !== printOf(fastModel()))
    throw new Failure(`This store's model is ${model}, made over the weights of another version. ${mend}`)
  return weights
}

/** What reads in the pool's threads for a store's model. Throws `Failure` where that cannot be used here. */
export async function tierOf(model: string): Promise<Tier> {
  if (kindOf(model) !== 'accurate') return 'fast'
  try {
    await openEncoder()
    return 'accurate'
  } catch (error) {
    throw error instanceof NoEncoder ? new Failure(`This store's model is accurate: ${error.message}.`) : error
  }
}

/** The reader of replies for a store's model; null: the pool's threads read them. */
export function readerOf(
  model: string,
  env: Env,
  signal: AbortSignal,
  say: (message: string) => void,
): ReplyReader | null {
  return kindOf(model) === 'llm' ? openReader(llmSettings(env, model.slice(LLM.length)), signal, say) : null
}
