/** No question reads a whole label, and lists that sort by time sort nothing: their index does. */
import type { Plan } from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FILTERS, type FilterValues, type Question, type RowKind } from '../../graph/index.ts'
import { readAddress } from '../../graph/neo4j/address.ts'
import { statementOf } from '../../graph/neo4j/ask.ts'
import { Db } from '../../graph/neo4j/db.ts'
import { Reader } from '../../graph/neo4j/reader.ts'
import { Texts } from '../../graph/neo4j/texts.ts'
import { toCypher } from '../../graph/neo4j/values.ts'
import { connect, emptyStore } from '../support/neo4j/fresh.ts'
import { claim, linked, type Post, response } from './build.ts'
import { graphOf, question } from './drain.ts'

const post: Post = {
  ...{ id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z', names: [['IDA', 'iterated amplification']] },
  says: ['a: IDA scales.'],
}
const reply: Post = { id: 'c', by: 'Bob', at: '2018-02-01T00:00:00Z', parent: 'p', says: ['a: No.'] }
const objection = response(reply, { to: { post, key: 'a' } })

/** One value for each filter. */
const VALUES: Required<Omit<FilterValues, 'sense'>> = {
  ...{ target: 'IDA', author: 'Bob', against: 'Ann', document: 'f:p', source: 'f', q: 'scales', judged: 'confirmed' },
  ...{ act: ['objection', 'question'], state: ['open'], targetState: ['gone'], change: ['reworded'] },
  ...{ claimState: 'standing', since: '2018-01-01T00:00:00Z', before: '2019-01-01T00:00:00Z', minConfidence: 0.9 },
}
const TARGETS = ['IDA', 'f:p', 'Ann', claim(post, 'a'), objection.id]
const KINDS: readonly RowKind[] = ['response', 'claim', 'document', 'concept', 'author', 'disagreement']

/** Each kind alone, with each filter, of each target, by time and by confidence. */
function* questions(): Generator<Question> {
  for (const kind of KINDS) {
    const own = FILTERS.filter((row) => row.kinds.includes(kind) && row.key !== 'sense').map(
      ({ key }) => key as keyof typeof VALUES,
    )
    const given: FilterValues[] = [{}, ...own.map((key) => ({ [key]: VALUES[key] }))]
    if (own.includes('target')) given.push(...TARGETS.map((target) => ({ target })))
    for (const filters of given)
      for (const sort of ['newest', 'confidence'] as const) yield question(kind, filters, { sort })
  }
}

export function plansOn(name: string, uri: string): void {
  describe(`${name}, query plans`, () => {
    let db: Db
    const driver = connect(uri)
    beforeAll(async () => {
      const store = await emptyStore(uri)
      await graphOf(store, [post, reply], [linked(reply, [objection])])
      await store.close()
      db = new Db(readAddress(uri), { readOnly: true, timeout: 60_000 })
    })
    afterAll(async () => {
      await db.close()
      await driver.close()
    })

    /** Operators of a question's plan; null where it is counted, not listed. */
    const operatorsOf = async (asked: Question): Promise<readonly string[]> => {
      const statement = await db.read((tx) => statementOf(new Reader(tx, new Texts()), asked))
      const { summary } = await driver.executeQuery(
        `EXPLAIN ${statement!.cypher}`,
        toCypher(statement!.params) as object,
      )
      return operators(summary.plan as Plan)
    }

    it('every question goes by an index, whatever it filters', async () => {
      let checked = 0
      for (const asked of questions()) {
        const scans = (await operatorsOf(asked)).filter((operator) =>
          /^(?:AllNodesScan|NodeByLabelScan|.*RelationshipTypeScan|.*IndexContainsScan)/.test(operator),
        )
        expect([asked.kind, asked.filters, asked.sort, scans]).toEqual([asked.kind, asked.filters, asked.sort, []])
        checked++
      }
      expect(checked).toBeGreaterThan(100)
    })

    it.each([
      question('response', { target: 'IDA', act: ['objection'] }),
      question('response', { target: 'IDA', state: ['open'] }),
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
    ])('$kind $filters comes sorted from the index', async (asked) => {
      // One sort lays the sorted ranges together; within a range nothing is sorted.
      const sorts = (await operatorsOf(asked)).filter((operator) => /^(?:Partial)?(?:Top|Sort)/.test(operator))
      expect(sorts.length).toBeLessThanOrEqual(1)
    })
  })
}

function operators({ operatorType, children }: Plan): readonly string[] {
  return [operatorType.replace(/@.*$/, ''), ...children.flatMap(operators)]
}
