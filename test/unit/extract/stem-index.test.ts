/** What the inverted index finds is what a look at each sentence finds, to the last bit. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bag, bagOf, bm25, covered, Rarity } from '../../../ingest/extract/align.ts'
import { coveredRow, overlapRow, startsRow, stemIndex } from '../../../ingest/extract/stem-index.ts'

const WORDS = ['assume', 'assumption', 'assumed', 'agents', 'agent', 'reward', 'rewarding', 'rewards', 'oracle', 'ox']
const sentence = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => bagOf(words.join(' ')))
const sentences = fc.array(sentence, { maxLength: 8 })

function rarityOf(bags: readonly Bag[]): Rarity {
  const rarity = new Rarity()
  for (const bag of bags) rarity.add(bag)
  return rarity
}

/** Weight of stems that are not in the sentence but begin as the first of its stems that begins so. */
function startsIn(from: Bag, to: Bag, rarity: Rarity): number {
  let sum = 0
  for (const stem of from.counts.keys()) {
    if (stem.length < 5 || to.counts.has(stem)) continue
    const relative = [...to.counts.keys()].find((other) => other.startsWith(stem.slice(0, 5)))
    if (relative !== undefined) sum += rarity.of(relative)
  }
  return sum
}

describe('the index of stems', () => {
  test.each([
    { name: 'overlap', row: overlapRow, one: bm25 },
    { name: 'coverage', row: coveredRow, one: covered },
    { name: 'common beginnings', row: startsRow, one: startsIn },
  ])('tells the $name with each sentence', ({ row, one }) => {
    fc.assert(
      fc.property(sentence, sentences, (from, bags) => {
        const rarity = rarityOf([...bags, from])
        expect(row(from, stemIndex(bags), rarity)).toEqual(bags.map((to) => one(from, to, rarity)))
      }),
    )
  })

  test('finds words of one family', () => {
    const bags = ['The oracle is safe.', 'That is an assumption about agents.'].map(bagOf)
    const from = bagOf('You assume too much.')
    const rarity = rarityOf([...bags, from])
    expect(startsRow(from, stemIndex(bags), rarity)).toEqual([0, rarity.of('assumption')])
  })
})
