/** Filters: one small discussion, and for each filter what it leaves. A filter without a case here fails. */
import { describe, expect, it } from 'vitest'
import type { FilterValues, RowKind, Store } from '../../../graph/index.ts'
import { FILTERS, Unknown } from '../../../graph/index.ts'
import { id, judgement, linked, type Post, response } from '../build.ts'
import { graphOf, question, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const post: Post = {
  ...{
    id: 'p',
    kind: 'post',
    title: 'On amplification',
    by: 'Ann',
    at: '2018-01-01T00:00:00Z',
    names: [['IDA', 'iterated amplification']],
  },
  says: [
    { lines: ['a: IDA scales.', 'b: Labour is cheap.', 'c: Kept as it is.'] },
    { at: '2018-06-01T00:00:00Z', lines: ['a: IDA may scale.', 'c: Kept as it is.'] },
  ],
}
const day = (n: number): string => `2018-02-0${n}T00:00:00Z`
const bob: Post = {
  id: '1',
  by: 'Bob',
  at: day(1),
  parent: 'p',
  says: ['a: IDA fails at once.', 'b: Unsure about labour.'],
}
const cid: Post = { id: '2', by: 'Cid', at: day(2), parent: 'p', says: ['a: Labour is dear.'] }
const ann: Post = { id: '3', by: 'Ann', at: day(3), parent: '1', says: ['a: Good point.'] }
const other: Post = { id: '4', source: 'g', by: 'Dee', says: ['a: Elsewhere, undated.'] }

const onA = response(bob, { to: { post, key: 'a' }, main: true, confidence: 0.3 })
const unsure = response(bob, { from: 'b', to: { post, key: 'b' }, confidence: 0.2 })
const onB = response(cid, { to: { post, key: 'b' }, confidence: 0.7 })
const support = response(cid, { from: null, act: 'support', to: { post }, confidence: 0.6, main: true })
const concession = response(ann, { act: 'concession', to: { post: bob, key: 'a' }, confidence: 0.95, main: true })
const links = [linked(bob, [onA, unsure]), linked(cid, [onB, support]), linked(ann, [concession])]
const NAMES = new Map([
  [onA.id, 'onA'],
  [unsure.id, 'unsure'],
  [onB.id, 'onB'],
  [support.id, 'support'],
  [concession.id, 'concession'],
])

type Case = readonly [kind: RowKind, filters: FilterValues, expected: readonly string[]]

const CASES: readonly Case[] = [
  ['response', {}, ['concession', 'onA', 'onB', 'support']],
  ['response', { target: 'IDA' }, ['concession', 'onA']],
  ['response', { target: 'IDA', author: 'Bob' }, ['onA']],
  ['response', { target: 'IDA', author: 'Cid' }, []],
  ['response', { act: ['objection'] }, ['onA', 'onB']],
  ['response', { act: ['objection', 'concession'] }, ['concession', 'onA', 'onB']],
  ['response', { author: 'cid' }, ['onB', 'support']],
  ['response', { author: 'f:cid' }, ['onB', 'support']],
  ['response', { against: 'Ann' }, ['onA', 'onB', 'support']],
  ['response', { against: 'Ann', author: 'Bob' }, ['onA']],
  ['response', { state: ['conceded'] }, ['onA']],
  ['response', { state: ['open', 'conceded'] }, ['onA', 'onB']],
  ['response', { targetState: ['reworded'] }, ['onA']],
  ['response', { targetState: ['gone'] }, ['onB']],
  ['response', { targetState: ['standing'] }, ['concession']],
  ['response', { since: day(2) }, ['concession', 'onB', 'support']],
  ['response', { before: day(2) }, ['onA']],
  ['response', { since: day(2), before: day(3) }, ['onB', 'support']],
  ['response', { document: 'f:2' }, ['onB', 'support']],
  ['response', { source: 'f' }, ['concession', 'onA', 'onB', 'support']],
  ['response', { source: 'g' }, []],
  ['response', { minConfidence: 0 }, ['concession', 'onA', 'onB', 'support', 'unsure']],
  ['response', { minConfidence: 0.65 }, ['concession', 'onB']],
  ['response', { judged: 'confirmed' }, ['onB']],
  ['response', { judged: 'none' }, ['concession', 'onA', 'support']],
  ['response', { q: 'labour' }, ['onB']],
  ['response', { q: '"labour is"', author: 'Cid' }, ['onB']],
  ['response', { q: 'nothing such' }, []],
  ['claim', { target: 'IDA' }, ['IDA fails at once.', 'IDA may scale.']],
  ['claim', { author: 'Ann' }, ['Good point.', 'IDA may scale.', 'Kept as it is.', 'Labour is cheap.']],
  ['claim', { change: ['reworded'] }, ['IDA may scale.']],
  [
    'claim',
    { change: ['reworded', 'withdrawn'], since: '2018-06-01T00:00:00Z' },
    ['IDA may scale.', 'Labour is cheap.'],
  ],
  ['claim', { change: ['withdrawn'], before: '2018-06-01T00:00:00Z' }, []],
  ['claim', { claimState: 'withdrawn' }, ['Labour is cheap.']],
  ['claim', { claimState: 'standing', document: 'f:p' }, ['IDA may scale.', 'Kept as it is.']],
  ['claim', { since: day(3) }, ['Good point.']],
  ['claim', { before: '2018-01-02T00:00:00Z' }, ['IDA may scale.', 'Kept as it is.', 'Labour is cheap.']],
  ['claim', { source: 'g' }, ['Elsewhere, undated.']],
  ['claim', { minConfidence: 0.99 }, []],
  ['claim', { judged: 'rejected' }, ['Unsure about labour.']],
  ['claim', { q: 'labour' }, ['Labour is cheap.', 'Labour is dear.']],
  ['claim', { q: 'scales' }, ['IDA may scale.']],
  ['document', { target: 'IDA' }, ['f:1', 'f:p']],
  ['document', { target: 'f:p' }, ['f:1', 'f:2']],
  ['document', { target: 'Ann' }, ['f:3', 'f:p']],
  ['document', { author: 'Ann' }, ['f:3', 'f:p']],
  ['document', { since: day(2) }, ['f:2', 'f:3']],
  ['document', { before: day(1) }, ['f:p']],
  ['document', { source: 'g' }, ['g:4']],
  ['document', { q: 'amplification' }, ['f:p']],
  ['document', { q: 'labour' }, ['f:1', 'f:2', 'f:p']],
  ['concept', { q: 'amplif' }, ['iterated amplification']],
  ['concept', { q: 'zzz' }, []],
  ['concept', { q: 'ID' }, []],
  ['concept', { q: 'ida' }, ['iterated amplification']],
  ['author', { q: 'de' }, []],
  ['author', { q: 'dee' }, ['Dee']],
  ['author', { source: 'g' }, ['Dee']],
  ['hit', { q: 'labour' }, ['Labour is cheap.', 'Labour is dear.']],
  ['hit', { q: 'labour', judged: 'rejected' }, ['Unsure about labour.']],
  ['hit', { q: 'labour', author: 'Cid' }, ['Labour is dear.']],
  ['hit', { q: 'labour', document: 'f:1' }, []],
  ['hit', { q: 'fails', document: 'f:1' }, ['IDA fails at once.']],
  ['hit', { q: 'labour', since: day(2) }, ['Labour is dear.']],
  ['hit', { q: 'labour', before: day(1) }, ['Labour is cheap.']],
  ['hit', { q: 'labour', source: 'g' }, []],
  ['disagreement', {}, ['Bob Ann 1', 'Cid Ann 1']],
  ['disagreement', { author: 'Bob' }, ['Bob Ann 1']],
  ['disagreement', { against: 'Ann' }, ['Bob Ann 1', 'Cid Ann 1']],
  ['disagreement', { target: 'IDA' }, ['Bob Ann 1']],
  ['disagreement', { since: day(2) }, ['Cid Ann 1']],
  ['disagreement', { before: day(2) }, ['Bob Ann 1']],
  ['disagreement', { source: 'g' }, []],
  ['disagreement', { source: 'f', target: 'f:p' }, ['Bob Ann 1', 'Cid Ann 1']],
]

async function named(store: Store, kind: RowKind, filters: FilterValues): Promise<string[]> {
  const rows = await rowsOf(store, kind, filters)
  return rows
    .map((row) => {
      if ('objections' in row) return `${row.author.name} ${row.against.name} ${row.objections}`
      if ('act' in row) return NAMES.get(row.id) ?? row.id
      if ('text' in row) return row.text
      if ('label' in row) return row.label
      return 'name' in row ? row.name : row.id
    })
    .sort()
}

export function filterCases(open: Open): void {
  describe('filters', () => {
    const store = fresh(open)

    it('each leave what they say', async () => {
      await graphOf(store(), [post, bob, cid, ann, other], links)
      await store().judge(judgement(onB.id, 'confirmed'))
      const rejected = (await rowsOf(store(), 'claim', { q: 'unsure' }))[0]!.id
      await store().judge(judgement(rejected, 'rejected'))
      for (const [kind, filters, expected] of CASES)
        expect([kind, filters, await named(store(), kind, filters)]).toEqual([kind, filters, expected])
    })

    it('all have a case, for every kind of row that they apply to', () => {
      const tested = new Set(CASES.flatMap(([kind, filters]) => Object.keys(filters).map((key) => `${kind} ${key}`)))
      const missing = FILTERS.flatMap(({ key, kinds }) => kinds.map((kind) => `${kind} ${key}`)).filter(
        (one) => !tested.has(one),
      )
      // Senses have their own cases (names, about).
      expect(missing.filter((one) => !one.endsWith(' sense'))).toEqual([])
    })

    it('people and documents that are not known are named as unknown', async () => {
      await graphOf(store(), [post])
      for (const filters of [
        { author: 'Nobody' },
        { against: 'Nobody' },
        { document: id('nowhere') },
        { target: 'Nothing' },
      ])
        await expect(store().ask(question('response', filters))).rejects.toThrow(Unknown)
    })
  })
}
