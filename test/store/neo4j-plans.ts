/** No question reads a whole label, and lists that sort by time sort nothing: their index does. */
import type { Plan } from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Question } from '../../graph/index.ts'
import { readAddress } from '../../graph/neo4j/address.ts'
import { statementOf } from '../../graph/neo4j/ask.ts'
import { Db } from '../../graph/neo4j/db.ts'
import { Reader } from '../../graph/neo4j/reader.ts'
import { Texts } from '../../graph/neo4j/texts.ts'
import { toCypher } from '../../graph/neo4j/values.ts'
import { connect, emptyStore } from '../support/neo4j/fresh.ts'
import { IN_ORDER, listings, plannedGraph } from './plan-questions.ts'

export function plansOn(name: string, uri: string): void {
  describe(`${name}, query plans`, () => {
    let db: Db
    const driver = connect(uri)
    beforeAll(async () => {
      const store = await emptyStore(uri)
      await plannedGraph(store, 200)
      await store.close()
      // The planner counts on statistics that the server gathers when it finds time for it.
      await driver.executeQuery('CALL db.prepareForReplanning(120)')
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
        `EXPLAIN CYPHER replan=force ${statement!.cypher}`,
        toCypher(statement!.params) as object,
      )
      return operators(summary.plan as Plan)
    }

    it('every question goes by an index, whatever it filters', async () => {
      let checked = 0
      for (const asked of listings()) {
        const scans = (await operatorsOf(asked)).filter((operator) =>
          /^(?:AllNodesScan|NodeByLabelScan|.*RelationshipTypeScan|.*IndexContainsScan)/.test(operator),
        )
        expect([asked.kind, asked.filters, asked.sort, scans]).toEqual([asked.kind, asked.filters, asked.sort, []])
        checked++
      }
      expect(checked).toBeGreaterThan(100)
    })

    it.each(IN_ORDER)('$kind $filters comes sorted from the index', async (asked) => {
      // One sort lays the sorted ranges together; within a range nothing is sorted.
      const sorts = (await operatorsOf(asked)).filter((operator) => /^(?:Partial)?(?:Top|Sort)/.test(operator))
      expect(sorts.length).toBeLessThanOrEqual(1)
    })
  })
}

function operators({ operatorType, children }: Plan): readonly string[] {
  return [operatorType.replace(/@.*$/, ''), ...children.flatMap(operators)]
}
