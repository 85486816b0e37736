/**
 * Copies one store into another, whatever they are made of: a SQLite file moves up to Neo4j, and back. Through the
 * port alone: what was learned when is told again in that order, so the copy knows what the original knew at each date.
 * It goes on where it was broken off, and at the end both stores are counted and read through.
 */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Archive, ArchivedResponse, Learned } from './archive.ts'
import type { Analysis, Iso, Linked, Response, Spell } from './model.ts'
import type { Counts, Filling, Put, Store, Task, TaskKind } from './store.ts'

export interface CopyOptions {
  /** Named values of the application to carry over. */
  readonly settings?: readonly string[]
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: CopyProgress) => void
}

export interface CopyProgress {
  readonly phase: 'documents' | 'links' | 'states' | 'verify'
  /** Documents done in this phase, of how many. */
  readonly done: number
  readonly total: number
}

export interface CopyReport {
  /** False where the signal ended it; the next call goes on. */
  readonly whole: boolean
  readonly counts: Counts
  /** Of every record of the export, the same in both stores. */
  readonly digest: string
}

/** Thrown where the copy is not the original: what differs. */
export class Differs extends Error {
  constructor(what: string) {
    super(`the copy is not the original: ${what}`)
    this.name = 'Differs'
  }
}

/** Documents that are read and written at a time. */
const PAGE = 100
/** Documents that are read at a time while others are written. */
const SOME = 20
/** Where a copy stands, in the settings of the store that is written. */
const BOOKMARK = 'copying'
/** A mark that no task outlives. */
const DONE = Number.MAX_SAFE_INTEGER

const PHASES = ['documents', 'links', 'states'] as const
type Phase = (typeof PHASES)[number]

/** Where a copy stands: documents up to `after` are done in this phase. */
interface Bookmark {
  readonly from: string
  readonly phase: Phase
  readonly after: string | null
  readonly done: number
}

/**
 * Copies `from` into `to`, which is empty or holds the beginning of this copy. Throws `Differs` when the copy is not the
 * original in the end, and an error when `from` has work left to do, which ingest ends.
 */
export async function copy(from: Store, to: Store, options: CopyOptions = {}): Promise<CopyReport> {
  const { signal, onProgress = () => {} } = options
  await refuseUnfinished(from)
  const total = (await from.counts()).documents
  const filling = await to.fill?.(from.address)
  if (filling != null && !(await filled(from, filling, { signal, onProgress, total })))
    return { whole: false, counts: await to.counts(), digest: '' }
  if (filling == null && !(await putAll(from, to, { signal, onProgress, total })))
    return { whole: false, counts: await to.counts(), digest: '' }
  for (const name of options.settings ?? []) {
    const value = await from.setting(name)
    if (value !== null) await to.setting(name, value)
  }
  onProgress({ phase: 'verify', done: total, total })
  return { whole: true, ...(await verify(from, to)) }
}

interface Course {
  readonly signal: AbortSignal | undefined
  readonly onProgress: (progress: CopyProgress) => void
  readonly total: number
}

/** By the way that the store has into an empty one. False where the signal ended it. */
async function filled(from: Store, filling: Filling, { signal, onProgress, total }: Course): Promise<boolean> {
  for (;;) {
    const archives = await archivesAfter(from, filling.after, SOME)
    if (archives.length === 0) break
    await filling.add(archives)
    onProgress({ phase: 'documents', done: filling.done, total })
    // What is written meanwhile gets its turn: a store in this process reads without giving way.
    await setImmediate()
    if (!signal?.aborted) continue
    await filling.rest()
    return false
  }
  onProgress({ phase: 'links', done: total, total })
  await filling.finish()
  return true
}

async function archivesAfter(from: Store, after: string | null, limit: number): Promise<readonly Archive[]> {
  const ids = await from.stale('', after, limit)
  return (await Promise.all(ids.map((id) => from.archive(id)))).filter((archive) => archive !== null)
}

/** Through the port, as it was told. False where the signal ended it. */
async function putAll(from: Store, to: Store, { signal, onProgress, total }: Course): Promise<boolean> {
  let at: Bookmark | null = await readBookmark(from, to)
  while (at !== null) {
    const ids: readonly string[] = await from.stale('', at.after, PAGE)
    const archives = (await Promise.all(ids.map((id) => from.archive(id)))).filter((archive) => archive !== null)
    await WRITE[at.phase](to, archives)
    onProgress({ phase: at.phase, done: at.done + ids.length, total })
    at = following(at, ids)
    await to.setting(BOOKMARK, at === null ? '' : JSON.stringify(at))
    if (at !== null && signal?.aborted) return false
  }
  return true
}

async function refuseUnfinished(from: Store): Promise<void> {
  const [links, states] = [await from.tasks('link', 1), await from.tasks('states', 1)]
  if (links.length + states.length > 0)
    throw new Error(`${from.address} has documents that are not linked yet: ingest into it once more, then copy`)
}

async function readBookmark(from: Store, to: Store): Promise<Bookmark> {
  const start: Bookmark = { from: from.address, phase: 'documents', after: null, done: 0 }
  const stored = await to.setting(BOOKMARK)
  if (stored === null || stored === '') return start
  const found = JSON.parse(stored) as Bookmark
  return found.from === from.address ? found : start
}

function following(at: Bookmark, ids: readonly string[]): Bookmark | null {
  if (ids.length > 0) return { ...at, after: ids.at(-1)!, done: at.done + ids.length }
  const phase = PHASES[PHASES.indexOf(at.phase) + 1]
  return phase === undefined ? null : { ...at, phase, after: null, done: 0 }
}

const WRITE: Readonly<Record<Phase, (to: Store, archives: readonly Archive[]) => Promise<void>>> = {
  documents: putDocuments,
  links: putResponses,
  states: putStates,
}

// ---- documents -----------------------------------------------------------------------------------------------------

/** A document as it was known at a time. */
interface Stage {
  readonly at: Iso
  readonly analysis: Analysis
}

/** Puts documents as they were first known, then as they were known next, until they are as they are. */
async function putDocuments(to: Store, archives: readonly Archive[]): Promise<void> {
  const known = await to.known(archives.map(({ analysis }) => analysis.document.id))
  const steps = archives.flatMap((archive) => {
    const stages = stagesOf(archive)
    const stored = known.get(archive.analysis.document.id)?.digest ?? null
    const reached = stages.findIndex(({ analysis }) => analysis.digest === stored)
    return stages.slice(reached + 1).map(({ at, analysis }, nth): Put & { readonly at: Iso } => {
      return { at, analysis, base: nth === 0 ? stored : stages[reached + nth]!.analysis.digest }
    })
  })
  for (const [at, puts] of byTime(steps)) await to.put(puts, at)
}

function stagesOf({ analysis, learned, definitions }: Archive): readonly Stage[] {
  const times = new Set([...Object.values(learned), ...definitions.flatMap(timesOf)])
  const sorted = [...times].sort()
  return sorted.map((at, nth) => {
    const revisions = analysis.revisions.filter(({ id }) => learned[id]! <= at)
    const ids = new Set(revisions.map(({ id }) => id))
    const last = nth === sorted.length - 1
    const then = {
      ...analysis,
      revisions,
      claims: analysis.claims.filter(({ introduced }) => ids.has(introduced)),
      wordings: analysis.wordings.filter(({ revision }) => ids.has(revision)),
      definitions: definitions.filter((definition) => holdsAt(definition, at)),
      digest: `${analysis.digest}#${nth}`,
    }
    return { at, analysis: last ? analysis : { ...then, wordings: then.wordings.filter(isOf(then.claims)) } }
  })
}

function isOf(claims: Analysis['claims']): (wording: { readonly claim: string }) => boolean {
  const ids = new Set(claims.map(({ id }) => id))
  return ({ claim }) => ids.has(claim)
}

// ---- responses -----------------------------------------------------------------------------------------------------

/** Tells again what was linked when; then what people said of it, and former ids. */
async function putResponses(to: Store, archives: readonly Archive[]): Promise<void> {
  const stored = await Promise.all(archives.map(({ analysis }) => to.archive(analysis.document.id)))
  const steps = archives.flatMap((archive, at) => linksSince(archive, reachedBy(stored[at] ?? null)))
  for (const [at, links] of byTime(steps)) {
    await to.putLinks(links, at)
    // A version that is closed later keeps the states that it had then.
    await to.putSpells(
      links.map(({ task: { document }, states }) => ({ task: task('states', document), spells: states })),
    )
  }
  await to.lead(archives.flatMap(({ redirects }) => redirects))
  // The latest first: the responses carry it already, and an earlier word must not open versions of its own.
  for (const judgement of archives.flatMap(({ judgements }) => judgements.toReversed())) await to.judge(judgement)
}

/** The last time of which the copy tells, after which it goes on. */
function reachedBy(stored: Archive | null): Iso {
  return [...(stored?.responses ?? []), ...(stored?.promptedEdits ?? [])].flatMap(timesOf).sort().at(-1) ?? ''
}

function linksSince({ analysis, responses, promptedEdits }: Archive, reached: Iso) {
  const document = analysis.document.id
  const times = [...new Set([...responses, ...promptedEdits].flatMap(timesOf))].sort()
  const since = times.filter((at) => at > reached)
  // One at least, so that the task is closed; without rows its time tells nothing.
  const told = times.length === 0 ? [NEVER] : since
  return told.map((at) => {
    const held = responses.filter((response) => holdsAt(response, at))
    const linked: Linked = {
      document,
      responses: held.map(bare),
      promptedEdits: promptedEdits.filter((edit) => holdsAt(edit, at)),
    }
    return { at, task: task('link', document), linked, states: held.flatMap(statesOf) }
  })
}

/** The response alone. */
function bare(archived: ArchivedResponse): Response {
  const { id, act, document, claim, revision, start, end, exact, author, at, to } = archived
  const { confidence, rule, model, evidence, main, judged } = archived
  return {
    ...{ id, act, document, claim, revision, start, end, exact, author, at, to },
    ...{ confidence, rule, model, evidence, main, ...(judged === undefined ? {} : { judged }) },
  }
}

function statesOf({ id, state, stateCause, targetState, targetCause }: ArchivedResponse): readonly Spell[] {
  const always = { subject: id, from: null, to: null }
  return [
    ...(state === null ? [] : [{ ...always, kind: 'response', state, cause: stateCause } as const]),
    ...(targetState === null ? [] : [{ ...always, kind: 'target', state: targetState, cause: targetCause } as const]),
  ]
}

const NEVER: Iso = '0000-01-01T00:00:00Z'

function task(kind: TaskKind, document: string): Task {
  return { kind, document, mark: DONE }
}

async function putStates(to: Store, archives: readonly Archive[]): Promise<void> {
  await to.putSpells(archives.map(({ analysis, spells }) => ({ task: task('states', analysis.document.id), spells })))
}

// ---- time ----------------------------------------------------------------------------------------------------------

function timesOf({ learnedFrom, learnedTo }: Learned): readonly Iso[] {
  return learnedTo === null ? [learnedFrom] : [learnedFrom, learnedTo]
}

function holdsAt({ learnedFrom, learnedTo }: Learned, at: Iso): boolean {
  return learnedFrom <= at && (learnedTo === null || learnedTo > at)
}

/** Steps of one time together, the earliest first. */
function byTime<S extends { readonly at: Iso }>(steps: readonly S[]): readonly (readonly [Iso, readonly S[]])[] {
  return [...Map.groupBy(steps, ({ at }) => at)].sort(([a], [b]) => (a < b ? -1 : 1))
}

// ---- proof ---------------------------------------------------------------------------------------------------------

async function verify(from: Store, to: Store): Promise<Pick<CopyReport, 'counts' | 'digest'>> {
  const [counts, original] = [await to.counts(), await from.counts()]
  for (const [name, count] of Object.entries(original)) {
    const copied = counts[name as keyof Counts]
    if (copied !== count) throw new Differs(`${copied} ${name} instead of ${count}`)
  }
  const [digest, wanted] = [await digestOf(to), await digestOf(from)]
  if (digest !== wanted) throw new Differs('the records of their exports')
  return { counts, digest }
}

/** Digest of all that a store exports, with our own clocks; rows that never held at any time are no part of it. */
export async function digestOf(store: Store): Promise<string> {
  const hash = createHash('sha256')
  for await (const line of store.export({ minConfidence: 0, withClocks: true })) {
    const { learnedFrom, learnedTo } = JSON.parse(line) as { learnedFrom?: string; learnedTo?: string | null }
    if (learnedFrom === undefined || learnedFrom !== learnedTo) hash.update(`${line}\n`)
  }
  return hash.digest('hex')
}
