/** Source records for tests: what a test does not name gets a plain value. */
import type { SourceDocument, SourceRevision } from '../../graph/model.ts'

export function sourceRevision(some: Partial<SourceRevision> = {}): SourceRevision {
  const number = some.number ?? 1
  return {
    key: String(number),
    number,
    at: `2024-03-0${Math.min(number, 9)}T00:00:00Z`,
    observedAt: null,
    editor: null,
    note: null,
    format: 'markdown',
    title: null,
    subtitle: null,
    body: '',
    ...some,
  }
}

export function sourceDocument(
  some: Omit<Partial<SourceDocument>, 'revisions'> & { revisions?: readonly Partial<SourceRevision>[] } = {},
): SourceDocument {
  const { revisions = [{}], ...rest } = some
  return {
    source: 'test',
    id: '1',
    kind: 'post',
    title: null,
    subtitle: null,
    url: null,
    author: { id: 'ann', name: 'Ann' },
    createdAt: '2024-03-01T00:00:00Z',
    parent: null,
    root: null,
    state: 'live',
    stateAt: null,
    score: null,
    aliases: [],
    quote: null,
    respondsToRevision: null,
    extra: {},
    ...rest,
    revisions: revisions.map(sourceRevision),
  }
}
