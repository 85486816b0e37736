/** Exports: every record by its schema, the same bytes whatever the order of arrival. */
import { describe, expect, it } from 'vitest'
import type { Linked, Store } from '../../../graph/index.ts'
import { claim, id, judgement, linked, type Post, response } from '../build.ts'
import { drain, exported, graphOf, putAll } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'
import { RECORD } from '../records.ts'

const post: Post = {
  ...{ id: 'p', kind: 'post', title: 'On it', by: 'Ann', at: '2018-01-01T00:00:00Z', url: 'https://forum.example/p' },
  names: [['IDA', 'Iterated Amplification']],
  says: [
    { lines: ['a: IDA scales.', 'b? Does it?', 'd? Well.', 'e: Struck later.'] },
    { at: '2018-03-01T00:00:00Z', lines: ['a: IDA may scale.', 'b? Does it?', 'e~ Struck later.'] },
  ],
}
const page: Post = {
  id: 'w',
  kind: 'wiki',
  title: 'Iterated amplification',
  aliases: ['amplification'],
  by: 'Ed',
  says: ['a: A page.'],
}
const reply: Post = {
  id: 'c',
  by: 'Bob',
  at: '2018-02-01T00:00:00Z',
  parent: 'p',
  says: ['a: IDA fails.', 'b: Perhaps.'],
}
const other: Post = { id: 'd', by: 'Ann', at: '2018-02-02T00:00:00Z', parent: 'c', says: ['a: True.'] }
const gone: Post = { id: 'g', state: 'deleted', stateAt: '2018-05-01T00:00:00Z', parent: 'p', says: [{ lines: [] }] }
const posts = [post, page, reply, other, gone]

const objection = response(reply, { to: { post, key: 'a' }, main: true, confidence: 0.3, concept: 'IDA' })
const unsure = response(reply, { from: 'b', act: 'question', to: { post, key: 'b' }, confidence: 0.2 })
const asks = response(other, { act: 'question', to: { post, key: 'b' } })
const concedes = response(other, { from: null, act: 'concession', to: { post: reply }, main: true })
const links: readonly Linked[] = [
  linked(
    reply,
    [objection, unsure],
    [
      {
        ...{
          response: objection.id,
          document: id('c'),
          edited: id('p'),
          revision: 'f:p@2',
          at: '2018-03-01T00:00:00Z',
        },
        ...{ confidence: 0.9, rule: 'test', evidence: null },
      },
    ],
  ),
  linked(other, [asks, concedes]),
]

type Line = Readonly<Record<string, unknown>> & { readonly type: string }
const parse = (lines: readonly string[]): Line[] => lines.map((line) => JSON.parse(line) as Line)

export function exportCases(open: Open): void {
  describe('exports', () => {
    const store = fresh(open)
    const fill = async (into: Store) => {
      await graphOf(into, posts, links)
      await into.judge(judgement(objection.id, 'confirmed', { exact: objection.exact }))
    }
    const lines = async (options: Parameters<Store['export']>[0] = {}) => parse(await exported(store(), options))
    const of = (all: readonly Line[], type: string) => all.filter((line) => line.type === type)

    it('every record of every kind fits its schema, kinds in their order', async () => {
      await fill(store())
      for (const options of [{}, { minConfidence: 0, withClocks: true }]) {
        const all = await lines(options)
        for (const line of all) expect(RECORD.safeParse(line).error?.issues ?? []).toEqual([])
        expect([...new Set(all.map(({ type }) => type))]).toEqual([
          ...[
            'source',
            'author',
            'document',
            'revision',
            'claim',
            'wording',
            'concept',
            'response',
            'prompted_edit',
            'spell',
          ],
          'judgement',
        ])
      }
    })

    it('three orders of arrival give the same bytes', async () => {
      const orders = [posts, posts.toReversed(), [reply, gone, page, other, post]]
      const exports: string[][] = []
      for (const [n, order] of orders.entries()) {
        const { store: one, close } = await open()
        for (const next of order) {
          await putAll(one, next)
          // Linked at once, now and then, and only at the end.
          if (n === 0 || (n === 1 && next === reply)) await drain(one, links)
        }
        await drain(one, links)
        exports.push(await exported(one))
        await close()
      }
      expect(exports[1]).toEqual(exports[0])
      expect(exports[2]).toEqual(exports[0])
      expect(exports[0]!.length).toBeGreaterThan(30)
    })

    it('passages stand there as ends of exported responses only, wordings with their claims', async () => {
      await fill(store())
      const all = await lines()
      const ids = of(all, 'claim').map((line) => line.id)
      expect(ids).toContain(claim(post, 'b'))
      expect(ids).not.toContain(claim(post, 'd'))
      expect(new Set(of(all, 'wording').map((line) => line.claim))).toEqual(new Set(ids))
      expect(
        of(await lines({ minConfidence: 0.99 }), 'claim')
          .map((line) => line.id)
          .sort(),
      ).toEqual([claim(post, 'a'), claim(reply, 'a')].sort())
    })

    it('main acts are there whatever their confidence, others as sure as was asked', async () => {
      await fill(store())
      const ids = (all: readonly Line[]) => of(all, 'response').map((line) => line.id)
      expect(ids(await lines())).toEqual([objection.id, asks.id, concedes.id].sort())
      expect(ids(await lines({ minConfidence: 0 }))).toEqual([objection.id, unsure.id, asks.id, concedes.id].sort())
      expect(ids(await lines({ minConfidence: 1 }))).toEqual([objection.id, concedes.id].sort())
    })

    it('says of a response all that the format names', async () => {
      await fill(store())
      const [line] = of(await lines(), 'response').filter((one) => one.id === objection.id)
      const concept = of(await lines(), 'concept').find((one) => one.label === 'Iterated Amplification')
      expect(line).toEqual({
        ...{ type: 'response', id: objection.id, act: 'objection', document: id('c'), claim: claim(reply, 'a') },
        ...{ revision: 'f:c@1', start: 0, end: 10, exact: 'IDA fails.' },
        to: {
          ...{ document: id('p'), claim: claim(post, 'a'), concept: concept!.id, response: null },
          ...{ revision: 'f:p@1', start: 0, end: 11, exact: 'IDA scales.' },
        },
        ...{ confidence: 1, rule: 'test', model: 'test@1', targetState: 'reworded', state: 'conceded', main: true },
        reading: {
          ...{ act: 'objection', confidence: 0.3 },
          to: { document: id('p'), revision: 'f:p@1', start: 0, end: 11, exact: 'IDA scales.' },
        },
      })
      expect(concept).toMatchObject({ aliases: ['IDA', 'amplification'] })
    })

    it('tells each change of a claim, a withdrawn one without words', async () => {
      await fill(store())
      const wordings = (key: string) =>
        lines().then((all) =>
          of(all, 'wording')
            .filter((line) => line.claim === claim(post, key))
            .map(({ revision, start, exact, change }) => [revision, start, exact, change]),
        )
      expect(await wordings('a')).toEqual([
        ['f:p@1', 0, 'IDA scales.', 'introduced'],
        ['f:p@2', 0, 'IDA may scale.', 'reworded'],
      ])
      expect((await wordings('e')).map(([, , , change]) => change)).toEqual(['introduced', 'struck'])
    })

    it('our own clocks are left out unless they are asked for', async () => {
      await fill(store())
      expect((await exported(store())).some((line) => /learned(?:From|To)|observedAt/.test(line))).toBe(false)
      const all = await lines({ withClocks: true })
      expect(of(all, 'response').every((line) => 'learnedFrom' in line && 'learnedTo' in line)).toBe(true)
      expect(of(all, 'revision').every((line) => 'observedAt' in line)).toBe(true)
    })

    it('is of one moment, whatever is written while it is read', async () => {
      await fill(store())
      const before = await exported(store())
      const read: string[] = []
      for await (const line of store().export({})) {
        if (read.length === 3) await putAll(store(), { id: 'late', by: 'Zed', says: ['a: Too late.'] })
        read.push(line)
      }
      expect(read).toEqual(before)
      expect((await exported(store())).length).toBeGreaterThan(before.length)
    })
  })
}
