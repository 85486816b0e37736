/** What the store of these tests knows: names and what they name. */
import type { TargetRef } from '../../../graph/index.ts'
import type { Reader } from '../../../src/ask/understand.ts'

const KNOWN: ReadonlyMap<string, TargetRef['kind']> = new Map([
  ['ida', 'concept'],
  ['iterated amplification', 'concept'],
  ['reward hacking', 'concept'],
  ['approval-directed agents', 'concept'],
  ['learning from human feedback', 'concept'],
  ['standing by your word', 'document'],
  ['alice', 'author'],
  ['alice archer', 'author'],
  ['bob', 'author'],
  ['cabc', 'claim'],
])

export const reader: Reader = {
  kindOf: async (name) => KNOWN.get(name.toLowerCase()) ?? null,
  now: new Date('2020-06-17T12:00:00Z'),
  limit: 50,
}
