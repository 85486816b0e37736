import { describe, expect, test } from 'vitest'
import { inTextRevisions } from '../../../ingest/edits/in-text.ts'
import { editNotes } from '../../../ingest/edits/notes.ts'
import { sentences } from '../../../ingest/text/sentences.ts'
import { plainText } from '../../../ingest/text/text.ts'

const CREATED = '2024-01-01T00:00:00Z'

/** Earlier texts that a body tells of, each with the day from which it stood. */
function earlier(
  body: string,
  hints: { known?: readonly string[]; reply?: boolean } = {},
): (readonly [string | undefined, string])[] {
  const plain = plainText({ format: 'markdown', title: null, subtitle: null, body })
  const notes = editNotes(plain, sentences(plain), '2026-06-01T00:00:00Z')
  const known = [plain.text, ...(hints.known ?? [])]
  return inTextRevisions(plain, notes, { createdAt: CREATED, known, reply: hints.reply ?? false }).map(
    ({ plain: { text }, at }) => [at?.slice(0, 10), text.trim()] as const,
  )
}

describe('in-text revisions', () => {
  test('the text without its addendum stood from the beginning', () => {
    expect(earlier('The pond is deep.\n\nEDIT: and cold.')).toEqual([['2024-01-01', 'The pond is deep.']])
  })

  test('dated addenda give a text for each', () => {
    expect(earlier('The pond is deep.\n\nEdit 2024-02-01: and cold.\n\nEdit 2024-03-01: and dark.')).toEqual([
      ['2024-01-01', 'The pond is deep.'],
      ['2024-02-01', 'The pond is deep.\n\nEdit 2024-02-01: and cold.'],
    ])
  })

  test('addenda that are not all dated give one', () => {
    expect(earlier('The pond is deep.\n\nEdit 2024-02-01: and cold.\n\nEdit: and dark.')).toHaveLength(1)
  })

  test('a bracket within a sentence', () => {
    expect(earlier('The pond (edit: the old one) is deep.')).toEqual([['2024-01-01', 'The pond is deep.']])
  })

  test('the old version stands in the place of the new one, as the author’s own words', () => {
    const body = 'On ponds.\n\nOLD VERSION:\n\n> All ponds are deep.\n\nNEW VERSION:\n\n> Most ponds are deep.'
    expect(earlier(body)).toEqual([['2024-01-01', 'On ponds.\n\nAll ponds are deep.']])
  })

  test('versions that a reply shows are the other document’s, and so is an edit told of', () => {
    const versions = 'OLD VERSION:\n\n> All ponds are deep.\n\nNEW VERSION:\n\n> Most ponds are deep.'
    expect(earlier(versions, { reply: true })).toEqual([])
    expect(earlier(`Here is the edit I just made to the page:\n\n${versions}`)).toEqual([])
  })

  test('versions in a reply’s own words are its own', () => {
    const body = 'OLD VERSION: All ponds are deep.\n\nNEW VERSION: Most ponds are deep.'
    expect(earlier(body, { reply: true })).toEqual([['2024-01-01', 'All ponds are deep.']])
    expect(earlier(`Thanks, I just changed that.\n\n${body}`, { reply: true })).toEqual([])
  })

  test('what the platform has already is not told twice', () => {
    expect(earlier('The pond is deep.\n\nEDIT: and cold.', { known: ['The pond is *deep*'] })).toEqual([])
  })

  test('an addendum alone has no text before it', () => {
    expect(earlier('EDIT: and cold.')).toEqual([])
  })

  test('no note, no earlier text; a correction does not say what stood before', () => {
    expect(earlier('The pond is deep.')).toEqual([])
    expect(earlier('The pond is deep. (Edited to fix the depth.)')).toEqual([])
  })
})
