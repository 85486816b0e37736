/** Adapting the fast model to judgements: a penalty on what is added holds it to the weights that ship. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FastModel, fastModel } from '../../../ingest/extract/linear.ts'
import { readReply } from '../../../ingest/extract/reply.ts'
import { adapt } from '../../../ingest/learning/adapt.ts'
import { changed, NO_CHANGES, printOf } from '../../../ingest/learning/changes.ts'
import { compare, helps, verdictsOf } from '../../../ingest/learning/figures.ts'
import type { Lesson } from '../../../ingest/learning/lessons.ts'
import { fitLogistic, type Row } from '../../../ingest/learning/logistic.ts'
import { contextOf, type Post } from '../extract/threads.ts'

const post = (id: string): Post => ({
  id,
  author: 'ann',
  title: 'Night trains should be free',
  sentences: ['Night trains carry few people.', 'A free ticket would fill the empty seats.'],
})

/** The context of a reply of one sentence to a post of its own. */
function replyTo(thread: string, sentence: string) {
  const reply: Post = { id: `${thread}-reply`, author: 'bob', parent: thread, sentences: [sentence] }
  return contextOf(reply.id, [post(thread), reply])
}

function lesson(thread: string, sentence: string, said: Pick<Lesson, 'act' | 'not'>): Lesson {
  return { group: thread, context: replyTo(thread, sentence), sentence: 0, main: true, ...said }
}

const confirmed = Array.from({ length: 30 }, (_, at) =>
  lesson(`c${at}`, 'This is wrong: the berths are full.', { act: 'objection', not: null }),
)

/** A saying of this forum that looks like an objection and is none. */
const SAYING = 'The disagreement kettle is cold on this one.'
const rejected = Array.from({ length: 30 }, (_, at) => lesson(`t${at}`, SAYING, { act: null, not: 'objection' }))
const corrected = rejected.map((one) => ({ ...one, act: 'support' as const }))

const objects = (model: FastModel, sentence: string): number =>
  readReply(replyTo('other', sentence), null, model).acts.objection

const actOf = (model: FastModel, sentence: string) => readReply(replyTo('other', sentence), null, model).act

const base = fastModel()

describe('adapting', () => {
  test('to no judgements gives the weights that ship', () => {
    const same = changed(base, adapt(base, []))
    expect(Buffer.from(same.table.buffer).equals(Buffer.from(base.table.buffer))).toBe(true)
    expect(same.file).toEqual(base.file)
  })

  test('is the same each time, and leaves the weights that ship as they are', () => {
    const before = printOf(base)
    expect(JSON.stringify(adapt(base, corrected))).toBe(JSON.stringify(adapt(base, corrected)))
    expect(printOf(base)).toBe(before)
    expect(printOf(changed(base, adapt(base, corrected)))).not.toBe(before)
  })

  test('a rejected reading becomes less likely, and one that has nothing to do with it barely moves', () => {
    const after = changed(base, adapt(base, [...rejected, ...confirmed]))
    const fall = objects(base, SAYING) - objects(after, SAYING)
    const others = ['How many berths does a sleeper have?', 'That is false: sleepers need those berths.']
    const moves = others.map((one) => Math.abs(objects(base, one) - objects(after, one)))
    expect(fall).toBeGreaterThan(2 * Math.max(...moves))
    for (const one of others) expect(actOf(after, one)).toBe(actOf(base, one))
  })

  test('a correction says what it is instead', () => {
    const support = (model: FastModel) => readReply(replyTo('other', SAYING), null, model).acts.support
    const after = changed(base, adapt(base, corrected))
    expect(support(after)).toBeGreaterThan(support(base))
    expect(support(after)).toBeGreaterThan(support(changed(base, adapt(base, rejected))))
  })

  test('the harder the penalty, the closer to the weights that ship', () => {
    const moved = [1e9, 640, 80].map((one) =>
      Math.abs(
        objects(changed(base, adapt(base, rejected, { heads: one, document: one, sentence: one })), SAYING) -
          objects(base, SAYING),
      ),
    )
    expect(moved[0]).toBeLessThan(1e-6)
    expect(moved.toSorted((a, b) => a - b)).toEqual(moved)
  })
})

describe('a logistic regression over a model that is there', () => {
  const rows = fc.array(
    fc.record({
      y: fc.constantFrom(0, 1),
      offset: fc.double({ min: -4, max: 4, noNaN: true }),
      ids: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  const asRows = (given: readonly { y: number; offset: number; ids: readonly number[] }[]): Row[] =>
    given.map(({ y, offset, ids }) => ({
      x: { ids: Int32Array.from(ids), values: Float64Array.from(ids, () => 1) },
      ...{ y, offset, weight: 1 },
    }))
  const length = (w: Float64Array): number => Math.hypot(...w)

  test('moves less under a harder penalty, and never away from what was said', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const soft = fitLogistic(asRows(given), 6, 1, 1)
        const hard = fitLogistic(asRows(given), 6, 10, 1)
        expect(length(hard)).toBeLessThanOrEqual(length(soft) + 1e-3)
        const agrees = (w: Float64Array): number =>
          given.reduce((sum, { y, ids }) => sum + (y - 0.5) * ids.reduce((score, id) => score + w[id]!, 0), 0)
        if (given.every(({ y }) => y === given[0]!.y)) expect(agrees(soft)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('figures before and after', () => {
  test('each thread is read by a model that was not taught it', () => {
    const comparison = compare(base, corrected)!
    expect(comparison).toMatchObject({ judged: 30, apart: 'thread', units: 30, right: { before: 0 } })
    expect(comparison.logLoss.after).toBeLessThan(comparison.logLoss.before)
    expect(helps(comparison)).toBe(true)
    // A saying that is met in one thread alone teaches the others nothing.
    const apart = ['Nope.', 'How so?', 'Fixed, thanks!', 'I agree.', 'You are right, I was wrong.'].map((text, at) =>
      lesson(`t${at}`, text, { act: actOf(base, text), not: null }),
    )
    expect(compare(base, apart)!.right).toMatchObject({ before: 1 })
  })

  test('few threads are kept apart by document; one document cannot be', () => {
    const inOne = corrected.map((one) => ({ ...one, group: 'all' }))
    expect(compare(base, inOne)).toMatchObject({ apart: 'document', units: 30 })
    expect(compare(base, corrected.slice(0, 1))).toBe(null)
  })

  test('right is what people say: the act that they name, or any but the one that they reject', () => {
    const text = 'I completely agree with this.'
    const said = (act: Lesson['act'], not: Lesson['not']) => verdictsOf(base, [lesson('t', text, { act, not })])[0]!
    expect(said('support', null)).toMatchObject({ right: true, objection: { is: false, read: false } })
    expect(said('objection', 'support')).toMatchObject({ right: false, objection: { is: true, read: false } })
    expect(said(null, 'support')).toMatchObject({ right: false, objection: null })
    expect(said(null, 'objection')).toMatchObject({ right: true, objection: { is: false, read: false } })
    expect(said('support', null).loss).toBeLessThan(said('objection', null).loss)
  })

  test('what surprises more, or is right less often, does not help', () => {
    const figure = (before: number, after: number) => ({ before, after, gain: { low: 0, high: 0 } })
    expect(helps({ right: figure(0.5, 0.6), logLoss: figure(1, 0.9) })).toBe(true)
    expect(helps({ right: figure(0.5, 0.5), logLoss: figure(1, 0.9) })).toBe(true)
    expect(helps({ right: figure(0.5, 0.4), logLoss: figure(1, 0.9) })).toBe(false)
    expect(helps({ right: figure(0.5, 0.6), logLoss: figure(1, 1) })).toBe(false)
  })
})

test('no changes change nothing but the name', () => {
  expect(changed(base, NO_CHANGES, 'fast@1+local-0')).toEqual({
    ...base,
    file: { ...base.file, version: 'fast@1+local-0' },
  })
})
