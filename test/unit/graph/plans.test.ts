/** When a statement of the Neo4j store may be planned anew: at growing intervals. */
import { expect, it } from 'vitest'
import { Plans } from '../../../graph/neo4j/plans.ts'

const ASKED = 'MATCH (d:Document {id: $id}) RETURN d.title AS title'
const KEPT = `CYPHER replan=skip ${ASKED}`

it('a statement is planned when it is new, then after ten seconds, twenty, forty; its plan is kept between', () => {
  const plans = new Plans()
  const seconds = [0, 1, 9, 10, 11, 29, 30, 31, 69, 70, 71]
  expect(seconds.map((second) => [second, plans.sent(ASKED, second * 1_000)])).toEqual([
    [0, ASKED],
    [1, KEPT],
    [9, KEPT],
    [10, ASKED],
    [11, KEPT],
    [29, KEPT],
    [30, ASKED],
    [31, KEPT],
    [69, KEPT],
    [70, ASKED],
    [71, KEPT],
  ])
})

it('each statement has intervals of its own', () => {
  const plans = new Plans()
  plans.sent(ASKED, 0)
  expect(plans.sent('RETURN 1 AS one', 5_000)).toBe('RETURN 1 AS one')
  expect(plans.sent(ASKED, 5_000)).toBe(KEPT)
})
