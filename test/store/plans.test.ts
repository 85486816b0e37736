/** No question reads a whole table, and lists that sort by time sort nothing: their index does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite, type Question } from '../../graph/index.ts'
import { readersOf } from '../../graph/sqlite/affected.ts'
import { statements } from '../../graph/sqlite/ask.ts'
import { readContext } from '../../graph/sqlite/context.ts'
import { Db, type Value } from '../../graph/sqlite/db.ts'
import { Reader } from '../../graph/sqlite/reader.ts'
import { Views } from '../../graph/sqlite/views.ts'
import { question } from './drain.ts'
import { allListings, IN_ORDER, plannedGraph } from './plan-questions.ts'

/** Keeps what it was asked. */
class Telling extends Db {
  readonly asked = new Map<string, readonly Value[]>()

  override get<T>(sql: string, ...values: readonly Value[]): T | undefined {
    this.asked.set(sql, values)
    return super.get<T>(sql, ...values)
  }

  override all<T>(sql: string, ...values: readonly Value[]): T[] {
    if (!sql.startsWith('EXPLAIN')) this.asked.set(sql, values)
    return super.all<T>(sql, ...values)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'claimthread-plans-'))
const path = join(folder, 'test.db')
describe('query plans', () => {
  let db: Db
  beforeAll(async () => {
    const store = openSqlite(path)
    await plannedGraph(store)
    await store.close()
    db = new Db(path, true)
  })
  afterAll(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })

  const plansOf = (asked: Question): string[] =>
    statements(new Reader(db), asked).flatMap(({ sql, values }) =>
      db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail),
    )

  it('every statement of every question searches by an index', () => {
    let checked = 0
    for (const asked of allListings()) {
      const scans = plansOf(asked).filter((detail) => detail.startsWith('SCAN') && !/VIRTUAL TABLE/.test(detail))
      expect([asked.kind, asked.filters, asked.sort, scans]).toEqual([asked.kind, asked.filters, asked.sort, []])
      checked++
    }
    expect(checked).toBeGreaterThan(400)
  })

  it('objections to a concept, newest first, are one range of the index for each name and act: nothing is sorted', () => {
    for (const filters of [
      { target: 'IDA', act: ['objection'] },
      { target: 'IDA' },
      { target: 'IDA', state: ['open'] },
    ] as const) {
      const plans = plansOf(question('response', filters))
      expect(plans.filter((detail) => /TEMP B-TREE/.test(detail))).toEqual([])
      expect(plans[0]).toMatch(/SEARCH x USING (?:COVERING INDEX|PRIMARY KEY|INDEX).*form=\? AND open=\? AND act=\?/)
    }
  })

  it('what a document is linked against, and who reads it, are found by indexes, in their order', () => {
    const told = new Telling(path, true)
    const place = told.get<Parameters<typeof readersOf>[1]>(
      'SELECT row, id, parent, root, moment FROM document WHERE id = ?',
      'f:c',
    )!
    readContext(told, new Views(told), 'f:c')
    readersOf(told, place)
    const plans = [...told.asked].flatMap(([sql, values]) =>
      told.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail),
    )
    told.close()
    expect(plans.filter((detail) => detail.includes('document_root (root=? AND (moment')).length).toBe(2)
    const scans = plans.filter((detail) => detail.startsWith('SCAN'))
    expect(scans.filter((detail) => !/^SCAN (?:below|\(subquery-\d+\))$/.test(detail))).toEqual([])
  })

  it.each(IN_ORDER)('$kind $filters comes sorted from the index', (asked) => {
    expect(plansOf(asked).filter((detail) => /TEMP B-TREE/.test(detail))).toEqual([])
  })
})
