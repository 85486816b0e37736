/** Adapts the fast model to what people judged in a store, where that makes it read better what it was not taught. */
import type { LinkContext, Store } from '../../graph/index.ts'
import { digest } from '../../graph/index.ts'
import { adapt, type Comparison, compare, fastModel, helps, type Lesson, PENALTY, printOf } from '../../ingest/index.ts'
import { Failure } from '../errors.ts'
import { analyserOf } from '../ingestion/reading.ts'
import { keepWeights, modelNameOf, storedModel } from '../models.ts'
import { discussionOf, judgedResponse, latestJudgements } from './judged.ts'
import type { LocalWeights } from './weights.ts'

/** Fewer judged responses teach nothing that could be told from chance. */
export const LEAST_JUDGED = 30

/** Models whose readings people's words are lessons about: what a rule or another reader said teaches this one nothing. */
const FAST = 'fast@'

export interface Retrained extends Comparison {
  /** What reads for the store from now on (with `dryRun`: would). */
  readonly model: string
  readonly was: string
  /** Whether the retrained weights are kept. Not where they read no better than those that ship. */
  readonly helps: boolean
  readonly dryRun: boolean
  /** Of the judged rows, the shipped weights and the penalties: the same judgements give the same weights. */
  readonly digest: string
  /** There are documents that other weights read: `reindex` reads them again. */
  readonly stale: boolean
}

/** Retrains the store's model. Throws `Failure` where too little was judged, or the store's model is another. */
export async function retrain(store: Store, dryRun: boolean): Promise<Retrained> {
  const was = (await storedModel(store)) ?? 'fast'
  refuseOthers(was)
  const found = await lessonsOf(store)
  if (found.length < LEAST_JUDGED) throw new Failure(tooFew(found.length))
  const base = fastModel()
  const lessons = found.map(({ lesson }) => lesson)
  const comparison = compare(base, lessons)
  if (comparison === null)
    throw new Failure(`All ${found.length} judged responses stand in one document: judge some of another one.`)
  const over = printOf(base)
  const sum = digest(over, JSON.stringify(PENALTY), ...found.map(({ row }) => row))
  const better = helps(comparison)
  const weights: LocalWeights | null = better
    ? {
        ...{ name: `local-${sum.slice(0, 8)}`, digest: sum, over, judged: found.length },
        changes: adapt(base, lessons),
      }
    : null
  const model = dryRun ? modelNameOf(weights) : await keepWeights(store, weights)
  const stale = (await store.stale(analyserOf(weights), null, 1)).length > 0
  return { model, was, helps: better, dryRun, digest: sum, stale, ...comparison }
}

/** Reads with the weights that ship again. */
export async function forget(store: Store): Promise<Pick<Retrained, 'model' | 'was' | 'stale'>> {
  const was = (await storedModel(store)) ?? 'fast'
  refuseOthers(was)
  const model = await keepWeights(store, null)
  return { model, was, stale: (await store.stale(analyserOf(null), null, 1)).length > 0 }
}

function refuseOthers(model: string): void {
  if (model !== 'fast' && !model.startsWith('fast+'))
    throw new Failure(`This store's model is ${model}: retrain adapts the fast model alone.`)
}

function tooFew(found: number): string {
  return (
    `Retraining needs ${LEAST_JUDGED} judged responses of the fast model, and this store has ${found}. ` +
    'Confirm, reject or correct more: on the pages of claimthread serve, or by POST /judgements.'
  )
}

interface Found {
  readonly lesson: Lesson
  /** What the digest is made of. */
  readonly row: string
}

/** Lessons of everything that was judged and still has its words, in order of ids. */
export async function lessonsOf(store: Store): Promise<readonly Found[]> {
  const contexts = new Map<string, LinkContext | null>()
  const found: Found[] = []
  for (const said of await latestJudgements(store)) {
    const judged = said.kind === 'response' ? await judgedResponse(store, said) : null
    if (judged === null || !judged.row.model.startsWith(FAST) || judged.row.exact === '') continue
    const { row, act, not } = judged
    const { id } = row.document
    if (!contexts.has(id)) contexts.set(id, await store.linkContext(id))
    const context = contexts.get(id) ?? null
    if (context === null || context.subject.document.state === 'deleted') continue
    const sentence = sentenceOf(context, row)
    if (sentence === null && !row.main) continue
    const group = await discussionOf(store, id)
    const lesson = { group, context, sentence, main: row.main, act, not }
    found.push({ lesson, row: JSON.stringify([said.subject, row.main, act, not]) })
  }
  return found
}

/** The response's sentence among the subject's, by its words; null where it has none. */
function sentenceOf({ subject }: LinkContext, row: { readonly claim: string | null; readonly exact: string }) {
  const same = subject.sentences.findIndex(({ claim }) => claim === row.claim)
  const at = same >= 0 ? same : subject.sentences.findIndex(({ exact }) => exact === row.exact)
  return at < 0 ? null : at
}
