/** What can be listed: the word for it (`query WORD`, `GET /WORD`), and the rows that it gives. */
import type { Act, RowKind } from '../../graph/index.ts'

export interface Kind {
  readonly word: string
  readonly rows: RowKind
  /** Where it is listed over HTTP; acts without an address of their own are listed under /responses. */
  readonly path: string
  /** The act that the word stands for. */
  readonly act: Act | null
  readonly help: string
}

const act = (word: string, one: Act, help: string, path = '/responses'): Kind => ({
  ...{ word, rows: 'response', path, act: one, help },
})

export const KINDS: readonly Kind[] = [
  act(
    'objections',
    'objection',
    'Objections, with the exact words that object and those that they attack',
    '/objections',
  ),
  { word: 'responses', rows: 'response', path: '/responses', act: null, help: 'Responses of every act' },
  act('support', 'support', 'Statements of support'),
  act('questions', 'question', 'Questions asked of a claim or document'),
  act('concessions', 'concession', 'Concessions'),
  act('clarifications', 'clarification', 'Clarifications'),
  act('edit-requests', 'edit_request', 'Requests to change a text'),
  { word: 'claims', rows: 'claim', path: '/claims', act: null, help: 'Claims, with their life through the revisions' },
  { word: 'documents', rows: 'document', path: '/documents', act: null, help: 'Posts, comments, answers and pages' },
  {
    word: 'concepts',
    rows: 'concept',
    path: '/concepts',
    act: null,
    help: 'What claims are about, with every name of it',
  },
  { word: 'authors', rows: 'author', path: '/authors', act: null, help: 'People' },
  {
    word: 'disagreements',
    rows: 'disagreement',
    path: '/disagreements',
    act: null,
    help: 'Who objects to whom, how often',
  },
  { word: 'search', rows: 'hit', path: '/search', act: null, help: 'Sentences that hold the words asked for' },
]

export function kindOfWord(word: string): Kind | undefined {
  return KINDS.find((kind) => kind.word === word || kind.word === `${word}s` || kind.word === word.replace('_', '-'))
}
