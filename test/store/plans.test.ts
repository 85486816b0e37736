/** No question reads a whole table, and lists that sort by time sort nothing: their index does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite, type Question } from '../../graph/index.ts'
import { statements } from '../../graph/sqlite/ask.ts'
import { Db } from '../../graph/sqlite/db.ts'
import { Reader } from '../../graph/sqlite/reader.ts'
import { question } from './drain.ts'
import { allListings, IN_ORDER, plannedGraph } from './plan-questions.ts'

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

  it.each(IN_ORDER)('$kind $filters comes sorted from the index', (asked) => {
    expect(plansOf(asked).filter((detail) => /TEMP B-TREE/.test(detail))).toEqual([])
  })
})
