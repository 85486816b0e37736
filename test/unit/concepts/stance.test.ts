import { describe, expect, it } from 'vitest'
import { findForm } from '../../../ingest/extract/find-form.ts'
import { stances } from '../../../ingest/extract/stance.ts'
import { fixtures } from '../../support/fixtures.ts'

fixtures(
  'concepts/stance.txt',
  (text) =>
    stances(text, ['ldr'])
      .map(({ act, concept, rule, evidence }) => `${act} to ${concept} (${rule}: ${evidence})`)
      .join('\n') || 'none',
)

describe('findForm', () => {
  it.each([
    ['The Act-Based Agents win', 'act based agent', 'Act-Based Agents'],
    ['a brain-like AGI', 'like agi', 'like AGI'],
    ['we re-contextualize it', 'recontextualize', 're-contextualize'],
    ['nothing of the kind', 'kinds of', null],
  ])('%s: %s', (text, form, expected) => {
    const span = findForm(text, form)
    expect(span === null ? null : text.slice(span.start, span.end)).toBe(expected)
  })
})
