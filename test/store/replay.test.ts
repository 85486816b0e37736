/**
 * As-of, replayed: a store that holds everything, asked as of a date, against a store that had only seen what was said
 * by then. Documents, revisions, texts, spans and target states are the same. An act may be read otherwise today, but
 * only where something later bears on it: a reply, an edit of one of the two ends.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, ResponseRow, Row, RowKind, Store } from '../../graph/index.ts'
import { type Filled, filled, question } from '../support/graph.ts'

interface Record {
  readonly id: string
  readonly parent: string | null
  readonly createdAt: string
  readonly revisions: readonly { readonly at: string | null }[]
}

const time = (text: string | null): string => (text ?? '').slice(0, 19)

/** The discussion as it was: documents and revisions up to then. */
function until(records: readonly Record[], date: string): string[] {
  return records
    .filter(({ createdAt }) => time(createdAt) <= time(date))
    .map((record) => ({ ...record, revisions: record.revisions.filter(({ at }) => time(at) <= time(date)) }))
    .filter(({ revisions }) => revisions.length > 0)
    .map((record) => JSON.stringify(record))
}

async function all<K extends RowKind>(store: Store, kind: K, asOf: string | null): Promise<Row<K>[]> {
  const rows: Row<K>[] = []
  let cursor: string | null = null
  do {
    const answer: Answer<K> = await store.ask(
      question(kind, { minConfidence: 0 }, { limit: 1000, asOf, cursor } as Partial<ReturnType<typeof question<K>>>),
    )
    rows.push(...answer.rows)
    cursor = answer.next
  } while (cursor !== null)
  return rows
}

async function documents(store: Store, asOf: string | null): Promise<unknown[]> {
  const rows = await all(store, 'document', asOf)
  return Promise.all(
    rows
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(async ({ id, state, revision }) => {
        const revisions = await store.revisions(id, asOf)
        const views = await Promise.all(revisions.map((one) => store.view(one.id)))
        const spans = views.map((view) =>
          view?.sentences.map(({ claim, start, end, change }) => [claim, start, end, change]),
        )
        return {
          id,
          state,
          newest: revision?.id,
          text: revision?.text,
          revisions: revisions.map((one) => one.id),
          spans,
        }
      }),
  )
}

/** Whether anything was said after the date that bears on the response: about its document, or by an edit of either end. */
function laterEvidence(records: readonly Record[], row: ResponseRow, date: string): boolean {
  const native = (id: string | undefined): string | undefined => id?.slice(id.indexOf(':') + 1)
  const ends = [native(row.document.id), native(row.to.document?.id)]
  return records.some(
    ({ id, parent, createdAt, revisions }) =>
      ((ends.includes(parent ?? undefined) || ends.includes(id)) && time(createdAt) > time(date)) ||
      (ends.includes(id) && revisions.some(({ at }) => time(at) > time(date))),
  )
}

function replay(name: string, records: readonly Record[], dates: readonly string[]): void {
  describe(name, () => {
    let whole: Filled
    beforeAll(async () => {
      whole = await filled(records.map((record) => JSON.stringify(record)))
    })
    afterAll(() => whole?.close())

    it.each(dates)('as of %s', async (date) => {
      const past = await filled(until(records, date))
      expect(await documents(whole.store, date)).toEqual(await documents(past.store, null))
      const then = new Map((await all(past.store, 'response', null)).map((row) => [row.id, row]))
      const now = await all(whole.store, 'response', date)
      const same = now.filter((row) => then.get(row.id)?.to.claim === row.to.claim && row.to.claim !== null)
      for (const row of same) expect([row.id, row.targetState]).toEqual([row.id, then.get(row.id)?.targetState])
      const unexplained = now.filter(
        (row) =>
          (then.get(row.id)?.act !== row.act || then.get(row.id)?.state !== row.state) &&
          !laterEvidence(records, row, date),
      )
      expect(
        unexplained.map(({ id, act, state }) => ({
          id,
          act,
          state,
          once: then.get(id)?.act,
          was: then.get(id)?.state,
        })),
      ).toEqual([])
      expect(same.length).toBeGreaterThan(0)
      await past.close()
    })
  })
}

const parse = (text: string): Record[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record)
const sample = parse(readFileSync(new URL('../../src/sample/discussion.jsonl', import.meta.url), 'utf8'))
const moments = [...new Set(sample.flatMap(({ revisions }) => revisions.map(({ at }) => at ?? '')))].sort()
replay('the sample discussion', sample, moments.slice(2))

const demo = new URL('../../../shared/data/arbital/demo.jsonl.xz', import.meta.url)
const arbital = existsSync(demo)
  ? parse(execFileSync('xz', ['-dc', demo.pathname], { encoding: 'utf8', maxBuffer: 1 << 28 }))
  : []
if (arbital.length > 0)
  replay('the Arbital demo', arbital, [
    '2015-07-15T00:00:00Z',
    '2015-12-20T00:00:00Z',
    '2016-01-05T00:00:00Z',
    '2016-06-01T00:00:00Z',
  ])
else it.skip('the Arbital demo (skipped: ../shared/data/arbital is not there)')
