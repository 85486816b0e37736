/** Parts of pages that say something of their own: counts over time, what an edit did, the filter row. */
import { describe, expect, test } from 'vitest'
import type { Question, ResponseRow } from '../../../graph/index.ts'
import { FILTERS } from '../../../graph/index.ts'
import { activity } from '../../../src/answers/activity.ts'
import type { LifeEvent } from '../../../src/answers/life.ts'
import { excerpt, time } from '../../../src/web/format.ts'
import { chart } from '../../../src/web/parts/chart.ts'
import { filterRow } from '../../../src/web/parts/filter-row.ts'
import { changesTold } from '../../../src/web/parts/life.ts'
import { sentence } from '../../../src/web/parts/sentence.ts'
import { wordDiff } from '../../../src/web/parts/word-diff.ts'
import { readHtml } from '../../support/html.ts'

const said = (act: ResponseRow['act'], at: string | null, who: string): ResponseRow =>
  ({ act, at, author: { id: `garden:${who}`, name: who } }) as ResponseRow

test('the revision that introduced a claim is not counted among those that changed it', () => {
  const life = (...changes: readonly LifeEvent['change'][]): readonly LifeEvent[] =>
    changes.map((change) => ({ change }) as LifeEvent)
  expect(changesTold(life('introduced'))).toBe('No later revision changed it.')
  expect(changesTold(life('introduced', 'reworded'))).toBe('1 later revision changed it.')
  expect(changesTold(life('introduced', 'reworded', 'withdrawn'))).toBe('2 later revisions changed it.')
})

describe('activity', () => {
  const rows = [
    said('objection', '2021-01-31T00:00:00Z', 'Ana'),
    said('objection', '2021-03-01T00:00:00Z', 'Ben'),
    said('support', '2021-03-09T00:00:00Z', 'Ana'),
    said('question', null, 'Ana'),
  ]

  test('counts by month, those without anything too, and by person', () => {
    expect(activity(rows)).toEqual({
      unit: 'month',
      periods: [
        { from: '2021-01-01', counts: { objection: 1 } },
        { from: '2021-02-01', counts: {} },
        { from: '2021-03-01', counts: { objection: 1, support: 1 } },
      ],
      undated: 1,
      people: [
        { id: 'garden:Ana', name: 'Ana', counts: { objection: 1, support: 1, question: 1 } },
        { id: 'garden:Ben', name: 'Ben', counts: { objection: 1 } },
      ],
    })
  })

  test.each([
    ['2021-01-01', '2024-04-30', 'month'],
    ['2021-01-01', '2024-05-01', 'quarter'],
    ['2001-01-01', '2024-05-01', 'year'],
  ])('from %s to %s takes a %s', (from, to, unit) => {
    expect(activity([said('objection', from, 'Ana'), said('objection', to, 'Ana')]).unit).toBe(unit)
  })

  test('of nothing is nothing', () => {
    expect(activity([])).toEqual({ unit: 'month', periods: [], undated: 0, people: [] })
  })

  test('the table below the chart says what the bars say', () => {
    const { shape, text } = readHtml(chart({ ...activity(rows), more: false })!.text)
    expect(shape.filter((one) => one === 'rect')).toHaveLength(3)
    expect(text).toContain('2021-03: 1 objections, 1 support')
    expect(text.replace(/\s+/g, ' ')).toMatch(/2021-01 ?1 ?0 ?0/)
  })
})

describe('what an edit did to words', () => {
  test('is what was taken out and put in', () => {
    expect(wordDiff('one <reviewer> is enough', 'two reviewers are enough').text).toMatch(/<del>.*&lt;.*<\/del>.*<ins>/)
    expect(readHtml(wordDiff('a b c', 'a c').text).shape).toEqual(['del'])
    expect(readHtml(wordDiff('a c', 'a b c').text).shape).toEqual(['ins'])
  })
})

describe('the filter row', () => {
  const question: Question<'response'> = {
    ...{ kind: 'response', sort: 'newest', limit: 50, cursor: null, asOf: '2021-06-05T00:00:00Z', knownBy: null },
    filters: { target: 'SRR', state: ['open', 'answered'], since: '2021-06-01T12:00:00Z' },
  }
  const { shape, text } = readHtml(filterRow(question, '/responses', []).text)

  test('has a field for every filter of its rows', () => {
    const names = FILTERS.filter(({ kinds, name }) => kinds.includes('response') && name !== 'sense').map(
      ({ name }) => name,
    )
    for (const name of [...names, 'as-of', 'known-by', 'sort']) expect(shape).toContain(`name=${name}`)
  })

  test('holds what is chosen: days as days, times as they are', () => {
    expect(shape).toContain('value=2021-06-05')
    expect(shape).toContain('value=2021-06-01T12:00:00Z')
    expect(text).toContain('open, answered')
    expect(shape.filter((one) => one === 'checked=')).toHaveLength(2)
  })

  test('the sentence above it leads to the same question without each of its parts', () => {
    const self = '/responses?target=SRR&state=open%2Canswered&as-of=2021-06-05T00%3A00%3A00Z'
    const links = readHtml(sentence(question, { self, target: null }).text).shape.filter((one) =>
      one.startsWith('href='),
    )
    expect(links).toContain('href=/responses?state=open%2Canswered&as-of=2021-06-05T00%3A00%3A00Z')
    expect(links).toContain('href=/responses?target=SRR&state=open%2Canswered')
  })
})

describe('small things', () => {
  test('a time shows its day, and its second and zone on hover', () => {
    expect(time('2021-06-05T12:00:00Z').text).toBe(
      '<time datetime="2021-06-05T12:00:00Z" title="Saturday, 5 June 2021 at 12:00:00 UTC">5 Jun 2021</time>',
    )
    expect(time(null).text).toContain('undated')
  })

  test('an excerpt ends at a word, and never within a sign', () => {
    expect(excerpt('one two three', 9)).toBe('one two…')
    expect(excerpt('😀😀😀', 3)).toBe('😀…')
  })
})
