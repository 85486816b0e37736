/** What the store of these tests knows: names and what they name. */
import type { TargetRef } from '../../../graph/index.ts'
import type { Reader } from '../../../src/ask/understand.ts'

const KNOWN: ReadonlyMap<string, TargetRef['kind'] | readonly TargetRef['kind'][]> = new Map<
  string,
  TargetRef['kind'] | readonly TargetRef['kind'][]
>([
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
  // A person with a wiki page of the same name, which leads.
  ['dora dunn', ['concept', 'author']],
])

export const reader: Reader = {
  kindsOf: async (name) => [KNOWN.get(name.toLowerCase()) ?? []].flat(),
  now: new Date('2020-06-17T12:00:00Z'),
  limit: 50,
}
