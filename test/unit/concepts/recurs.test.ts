/** How often a document comes back to a name. */
import { expect, it } from 'vitest'
import { recurrence } from '../../../ingest/extract/concepts/recurs.ts'

it.each([
  ['agent', ['Agents act.', 'An agent waits.'], 2],
  ['act-based agent', ['An act-based agent; act based agents.'], 2],
  ['act-based agent', ['It is act-based.', 'Agents are.'], 0],
  ['test', ['Test test test.'], 3],
  ['debate', ['Debaters debated.'], 0],
  ['debate', [], 0],
  ['', ['Debate.'], 0],
])('"%s" in %j: %i times', (name, texts, times) => {
  const sentences = texts.map((text) => ({ text, heading: false, revision: 'x:1@1', current: true }))
  expect(recurrence({ kind: 'post', title: null, aliases: [], sentences, revision: 'x:1@1' })(name)).toBe(times)
})
