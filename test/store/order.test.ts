/** The order of arrival changes nothing: not within one input, not between inputs, not when replies come first. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../bench/load/random.ts'
import { exported, type Filled, filled } from '../support/graph.ts'

const sample = readFileSync(new URL('../../src/sample/discussion.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')

function shuffled(lines: readonly string[], seed: number): string[] {
  const random = seeded(seed)
  return lines
    .map((line) => ({ line, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ line }) => line)
}

describe('the sample discussion', () => {
  let straight: Filled
  let records: string[]
  beforeAll(async () => {
    straight = await filled(sample)
    records = await exported(straight.store, 0)
  })
  afterAll(() => straight.close())

  it.each([1, 2, 3])('shuffled (%i) exports the same bytes', async (seed) => {
    const other = await filled(shuffled(sample, seed))
    expect(await exported(other.store, 0)).toEqual(records)
    await other.close()
  })

  it('read line by line, replies before what they answer, exports the same bytes', async () => {
    const other = await filled(...[...sample].reverse().map((line) => [line]))
    expect(await exported(other.store, 0)).toEqual(records)
    await other.close()
  })

  it('read again changes nothing', async () => {
    const other = await filled(sample, sample)
    expect(await exported(other.store, 0)).toEqual(records)
    expect(await other.store.counts()).toEqual(await straight.store.counts())
    await other.close()
  })

  it('read revision by revision exports the same bytes', async () => {
    const steps = [1, 2, 3].map((most) =>
      sample.map((line) => {
        const record = JSON.parse(line) as { revisions: { number: number }[] }
        return JSON.stringify({ ...record, revisions: record.revisions.filter(({ number }) => number <= most) })
      }),
    )
    const other = await filled(...steps)
    expect(await exported(other.store, 0)).toEqual(records)
    await other.close()
  })
})
