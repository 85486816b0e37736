/** From what a source gave to what can be put: merged with what is stored, analysed where that says something new. */
import { isDeepStrictEqual } from 'node:util'
import type { Analysis, Change, Known, Put, SourceDocument, Store } from '../../graph/index.ts'
import { documentId, isGone, mergeRecords, recordDigest, revisionId } from '../../graph/index.ts'
import { forgetReadings } from '../../ingest/index.ts'
import type { Pool } from './pool.ts'
import { type Reading, recordOf } from './readings.ts'
import type { Tally } from './report.ts'

/** Revisions of a document that the store had not known, and what they did to claims. */
export interface Fresh {
  readonly revisions: number
  readonly reworded: number
  readonly withdrawn: number
}

/** A batch that is ready to be put. */
export interface Prepared {
  readonly puts: readonly Put[]
  /** The readings behind the puts, to prepare again what changed meanwhile. */
  readonly readings: ReadonlyMap<string, readonly Reading[]>
  /** What is new of each document. */
  readonly fresh: ReadonlyMap<string, Fresh>
  readonly unchanged: number
}

export interface PrepareOptions {
  readonly store: Store
  readonly pool: Pool
  readonly tally: Tally
  readonly observedAt: string
}

interface Merging {
  readonly known: Known | null
  readonly record: SourceDocument
  /** Read from the source itself: what it says now is what counts, not when it said it before. */
  readonly live: boolean
}

export async function prepare(
  readings: ReadonlyMap<string, readonly Reading[]>,
  { store, pool, tally, observedAt }: PrepareOptions,
): Promise<Prepared> {
  const known = await store.known([...readings.keys()])
  const merged = [...readings].flatMap(([id, records]) => merge(known.get(id) ?? null, records, observedAt, tally))
  const news = merged.filter((one) => isNews(one, pool.analyser))
  // What a source deleted must not stay in memory either.
  if (news.some(({ record }) => isGone(record.state))) forgetReadings()
  const results = await pool.analyse(news.map(({ record }) => record))
  const puts: Put[] = []
  const fresh = new Map<string, Fresh>()
  for (const [index, result] of results.entries()) {
    const { known: before, record } = news[index]!
    if ('value' in result) {
      puts.push({ analysis: result.value, base: before?.digest ?? null })
      fresh.set(documentId(record.source, record.id), freshOf(result.value, before?.record ?? null))
    } else
      tally.bad({
        file: documentId(record.source, record.id),
        line: null,
        reason: `cannot be analysed: ${result.failed}`,
      })
  }
  return { puts, readings, fresh, unchanged: merged.length - news.length }
}

function freshOf({ document, record, wordings }: Analysis, before: SourceDocument | null): Fresh {
  const known = new Set(before?.revisions.map(({ key }) => revisionId(document.id, key)))
  const count = (change: Change): number =>
    wordings.reduce((sum, one) => sum + (one.change === change && !known.has(one.revision) ? 1 : 0), 0)
  return {
    revisions: Math.max(0, record.revisions.length - known.size),
    ...{ reworded: count('reworded'), withdrawn: count('withdrawn') },
  }
}

/** No readings: what is stored is to be analysed again. A document that is gone meanwhile gives nothing. */
function merge(known: Known | null, readings: readonly Reading[], observedAt: string, tally: Tally): Merging[] {
  let record = known?.record ?? null
  for (const reading of readings) {
    const next = recordOf(reading, record, observedAt)
    if (next === null) continue
    const merged = mergeRecords(record, next, observedAt)
    record = merged.record
    for (const { revision, kept, dropped } of merged.conflicts) {
      tally.conflict({ revision, detail: `two texts: ${kept} is kept, ${dropped} is not` })
    }
  }
  return record === null ? [] : [{ known, record, live: readings.some((each) => each.kind === 'gone' || each.live) }]
}

/**
 * Whether a merged record says more than the store holds. A clock that moved matters only where the source dates its
 * observations itself: else readings are observed in the order that they come in.
 */
function isNews({ known, record, live }: Merging, analyser: string): boolean {
  if (known === null || known.analyser !== analyser || known.digest !== recordDigest(record)) return true
  const dated = !live && record.revisions.some((revision) => revision.observedAt !== null)
  return dated && !isDeepStrictEqual(known.record.clock, record.clock)
}
