import { describe, expect, it } from 'vitest'
import type { Act } from '../../../graph/model.ts'
import { withConcepts } from '../../../ingest/link/concepts.ts'
import { ruleResponse } from '../../../ingest/link/rule-response.ts'
import { contextOf } from '../extract/threads.ts'

const posts = (kind: string) => [
  {
    id: 'x:page',
    author: 'ana',
    kind,
    title: 'Layered debate',
    sentences: ['Rounds reward candor.', 'Judges are cheap.'],
  },
  { id: 'x:reply', author: 'bo', parent: 'x:page', sentences: ['Expensive judges ruin the rounds.'] },
]

/** The concept that a reply's only sentence is about, where it does `act` toward the words `exact` of a page. */
function about(kind: string, act: Act, exact: string | null, forms: readonly string[]): string | null {
  const { subject, documents } = contextOf('x:reply', posts(kind))
  const sentence = subject.sentences[0]!
  const target = { document: 'x:page', claim: exact === null ? null : 'x:claim', exact }
  const found = { act, confidence: 0.8, rule: 'align', evidence: null }
  const response = ruleResponse('x:reply', { ...sentence, nth: 0 }, found, target)
  const context = { subject: { ...subject, mentions: new Map([[sentence.claim, forms]]) }, documents }
  return withConcepts(context, [response])[0]!.to.concept
}

describe('the concept of a response that takes sides', () => {
  it('is a name that both sentences have', () =>
    expect(about('wiki', 'objection', 'Judges are cheap.', ['round', 'judge'])).toBe('judges'))
  it('is the title of a wiki page that it answers as a whole', () =>
    expect(about('wiki', 'objection', null, ['judge'])).toBe('Layered debate'))
  it('is none where only one end has a name', () =>
    expect(about('wiki', 'objection', 'Judges are cheap.', ['round'])).toBeNull())
  it('is not the title of a post', () => expect(about('post', 'objection', null, [])).toBeNull())
  it('is none of a question', () => expect(about('wiki', 'question', null, ['judge'])).toBeNull())
})
