import { describe, expect, it } from 'vitest'
import { performed } from '../../../ingest/extract/performatives.ts'

const CASES: readonly (readonly [sentence: string, ...acts: string[]])[] = [
  ['I disagree.', 'objection'],
  ['We strongly disagree that a judge can tell.', 'objection'],
  ["Hmm, I'm not convinced.", 'objection'],
  ["I'm sceptical that this scales.", 'objection'],
  ["I really don't think that this is so.", 'objection'],
  ['This is simply false.', 'objection'],
  ["That doesn't follow.", 'objection'],
  ["No, it isn't.", 'objection'],
  ['@mira I doubt it.', 'objection'],
  ['I fully agree with that.', 'support'],
  ['+1', 'support'],
  ['Great post!', 'support'],
  ["You're right, I was wrong.", 'concession'],
  ["I hadn't considered that.", 'concession'],
  ['Fair enough.', 'concession'],
  ['What I meant is the other one.', 'clarification'],
  ["I'm not saying that it fails.", 'clarification'],
  ['By “safe” I mean corrigible.', 'clarification'],
  ['Typo: "teh".', 'edit_request'],
  ['Could you please add a link?', 'edit_request'],
  ['Thanks, fixed.', 'edit_done'],
  ["I've added a section on this.", 'edit_done'],
  // Such words within a sentence are of somebody else, or of something else.
  ['Alice says that I disagree.'],
  ['People who disagree should say so.'],
  ['The fixed point exists.'],
  ['A wrong answer costs nothing.'],
  ['Judges see each step.'],
  [''],
]

describe('sentences that say what they do', () => {
  it.each(CASES)('%s', (sentence, ...acts) => {
    expect([...performed(sentence)]).toEqual(acts)
  })

  it('reads no further than the beginning of a very long one', () => {
    expect([...performed(`I ${'really '.repeat(40_000)}disagree`)]).toEqual([])
  })
})
