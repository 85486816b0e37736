import { describe, expect, test } from 'vitest'
import { dateIn } from '../../../ingest/edits/dates.ts'
import { editNotes } from '../../../ingest/edits/notes.ts'
import { sentences } from '../../../ingest/text/sentences.ts'
import { plainText } from '../../../ingest/text/text.ts'
import { fixtures } from '../../support/fixtures.ts'

const REVISED = '2026-06-01T00:00:00Z'

/** One line a note: kind, date, words. */
function show(body: string): string {
  const plain = plainText({ format: 'markdown', title: null, subtitle: null, body })
  return editNotes(plain, sentences(plain), REVISED)
    .map(({ kind, at, text }) => `${kind} ${at?.slice(0, 10) ?? '-'} ${JSON.stringify(text)}`)
    .join('\n')
}

fixtures('edits/notes.txt', show)

describe('dates are read relative to the revision', () => {
  test.each([
    ['Edit 2 (May 3, 2024)', '2024-05-03'],
    ['Edit 13/5/2024', '2024-05-13'],
    ['Edit 5/13/24', '2024-05-13'],
    ['Edit 3.12.2024', '2024-12-03'],
    ["Edit Dec '23", '2023-12-01'],
    ['Edit 1st of June', '2026-06-01'],
    ['Edit 14 Dec', '2025-12-14'],
    ['Edit 2', null],
    ['Edit May 2027', null],
    ['Edit 40 May 2024', null],
  ])('%s', (words, day) => {
    expect(dateIn(words, REVISED)?.slice(0, 10) ?? null).toBe(day)
  })

  test('a day without a year is unknown where the revision is not dated', () => {
    expect(dateIn('Edit 14 Dec', null)).toBeNull()
    expect(dateIn('Edit 14 Dec 2024', null)).toBe('2024-12-14T00:00:00Z')
  })
})
