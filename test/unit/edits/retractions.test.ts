import { describe, expect, it } from 'vitest'
import { editNotes } from '../../../ingest/edits/notes.ts'
import { asserted, isAdded, retracts } from '../../../ingest/edits/retractions.ts'
import { sentences } from '../../../ingest/text/sentences.ts'
import { plainText } from '../../../ingest/text/text.ts'

function read(body: string) {
  const plain = plainText({ format: 'markdown', title: null, subtitle: null, body })
  const own = sentences(plain)
  return { plain, own, notes: editNotes(plain, own, null) }
}

/** Sentences that are still asserted in a text. */
function left(body: string, reply: boolean): readonly string[] {
  const { plain, own, notes } = read(body)
  return asserted(own, notes, reply)
    .filter(({ struck, quoteDepth }) => !struck && quoteDepth === 0)
    .map(({ start, end }) => plain.text.slice(start, end))
}

describe('a note that takes the whole text back', () => {
  it.each([
    // Note, in a reply, in a post of its own.
    ['Edit: never mind, I was wrong.', true, false],
    ['ETA: I retract this.', true, true],
    ['EDIT 2: I now fully retract my objection; see below.', true, true],
    ['Update: please disregard the above comment.', true, true],
    ['Edit: I misread the post.', true, false],
    ['Edit: I take that back.', true, true],
    ['[Retracted]', true, true],
    ['Edit: I was wrong about the second half.', false, false],
    ['Edit: tell me if I was wrong.', false, false],
    ['Edit: I do not retract this.', false, false],
    ['Edit: I retract my claim about ponds.', false, false],
    ['Edit: fixed a typo.', false, false],
    // Of something said elsewhere: no edit note.
    ['I take that back, you are right.', false, false],
    ['I just deleted that whole part.', false, false],
  ])('%s', (note, inReply, inPost) => {
    const { notes } = read(`Ponds are deep.\n\n${note}`)
    expect(notes.some((one) => retracts(one, true))).toBe(inReply)
    expect(notes.some((one) => retracts(one, false))).toBe(inPost)
  })

  it('leaves nothing but the note asserted', () => {
    expect(left('Ponds are deep. They are cold.\n\nEdit: never mind, I was wrong.', true)).toEqual([
      'Edit: never mind, I was wrong.',
    ])
  })

  it('belongs to who is quoted, when it stands in a quotation', () => {
    expect(left('> Edit: never mind.\n\nPonds are deep.', true)).toEqual(['Ponds are deep.'])
  })
})

it('an old version beside the new one is a quotation of former words', () => {
  expect(left('OLD VERSION: All ponds are deep.\n\nNEW VERSION: Most ponds are deep.', true)).toEqual([
    'Most ponds are deep.',
  ])
  expect(left('OLD VERSION:\n\nAll ponds are deep.\n\nNEW VERSION:\n\nMost ponds are deep.', true)).toEqual([
    'Most ponds are deep.',
  ])
})

it.each([
  ['ETA: and cold', true],
  ['(edited to fix the depth)', true],
  ['I retract this', false],
  ['Ponds are later filled', false],
])('%s begins as an addition: %s', (text, added) => expect(isAdded(text)).toBe(added))
