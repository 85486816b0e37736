/** No question reads a whole table, and lists that sort by time sort nothing: their index does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilterValues, Question, RowKind } from '../../graph/index.ts'
import { FILTERS, openSqlite } from '../../graph/index.ts'
import { statements } from '../../graph/sqlite/ask.ts'
import { Db } from '../../graph/sqlite/db.ts'
import { Reader } from '../../graph/sqlite/reader.ts'
import { claim, linked, type Post, response } from './build.ts'
import { graphOf, question } from './drain.ts'

const folder = mkdtempSync(join(tmpdir(), 'claimthread-plans-'))
const path = join(folder, 'test.db')
const post: Post = {
  id: 'p',
  by: 'Ann',
  at: '2018-01-01T00:00:00Z',
  names: [['IDA', 'iterated amplification']],
  says: ['a: IDA scales.'],
}
const reply: Post = { id: 'c', by: 'Bob', at: '2018-02-01T00:00:00Z', parent: 'p', says: ['a: No.'] }
const objection = response(reply, { to: { post, key: 'a' } })

/** One value for each filter. */
const VALUES: Required<Omit<FilterValues, 'sense'>> = {
  ...{ target: 'IDA', author: 'Bob', against: 'Ann', document: 'f:p', source: 'f', q: 'scales', judged: 'confirmed' },
  ...{
    act: ['objection', 'question'],
    state: ['open'],
    targetState: ['gone'],
    change: ['reworded'],
    claimState: 'standing',
  },
  ...{ since: '2018-01-01T00:00:00Z', before: '2019-01-01T00:00:00Z', minConfidence: 0.9 },
}
const TARGETS = ['IDA', 'f:p', 'Ann', claim(post, 'a'), objection.id]
const KINDS: readonly RowKind[] = ['response', 'claim', 'document', 'concept', 'author', 'hit', 'disagreement']

/** Each kind alone, with each filter, with each pair of filters, of each target, on each clock. */
function* questions(): Generator<Question> {
  for (const kind of KINDS) {
    const own = FILTERS.filter((row) => row.kinds.includes(kind) && row.key !== 'sense').map(
      ({ key }) => key as keyof typeof VALUES,
    )
    const base: FilterValues = kind === 'hit' ? { q: VALUES.q } : {}
    const given: FilterValues[] = [base]
    for (const [n, key] of own.entries()) {
      given.push({ ...base, [key]: VALUES[key] })
      for (const other of own.slice(n + 1)) given.push({ ...base, [key]: VALUES[key], [other]: VALUES[other] })
    }
    if (own.includes('target')) given.push(...TARGETS.map((target) => ({ target })))
    for (const filters of given) {
      for (const sort of ['newest', 'confidence'] as const) yield question(kind, filters, { sort })
      yield question(kind, filters, { asOf: '2018-06-01T00:00:00Z', knownBy: '2022-01-01T00:00:00Z' })
    }
  }
}

describe('query plans', () => {
  let db: Db
  beforeAll(async () => {
    const store = openSqlite(path)
    await graphOf(store, [post, reply], [linked(reply, [objection])])
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
    for (const asked of questions()) {
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

  it.each([
    question('response'),
    question('response', { author: 'Bob' }),
    question('response', { against: 'Ann', act: ['objection'] }),
    question('response', { target: claim(post, 'a') }),
    question('response', { target: 'f:p' }),
    question('response', { state: ['open'] }),
    question('response', { act: ['objection'] }, { sort: 'confidence' }),
    question('claim'),
    question('claim', { target: 'IDA' }),
    question('claim', { author: 'Ann' }),
    question('claim', {}, { sort: 'confidence' }),
    question('document'),
    question('document', { author: 'Ann' }),
    question('author'),
    question('concept'),
    question('disagreement'),
    question('disagreement', { against: 'Ann' }),
  ])('$kind $filters comes sorted from the index', (asked) => {
    expect(plansOf(asked).filter((detail) => /TEMP B-TREE/.test(detail))).toEqual([])
  })
})
