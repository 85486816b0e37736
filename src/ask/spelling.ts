/** Misspelt words of a question: "unanswerd" is "unanswered", where no such name is known. */
import { distance } from '../nearest.ts'

/** What questions are made of, in the forms that people write; names are the store's. */
const WORDS: readonly string[] = [
  ...['objection', 'objections', 'criticism', 'criticisms', 'critique', 'critiques', 'counterarguments', 'rebuttals'],
  ...['arguments', 'support', 'supports', 'agreement', 'agreements', 'question', 'questions', 'request', 'requests'],
  ...['concession', 'concessions', 'clarification', 'clarifications', 'response', 'responses', 'replies', 'comments'],
  ...[
    'answers',
    'claims',
    'disagreements',
    'documents',
    'concepts',
    'authors',
    'author',
    'against',
    'target',
    'targets',
  ],
  ...['unanswered', 'answered', 'unresolved', 'resolved', 'addressed', 'unaddressed', 'conceded', 'withdrawn'],
  ...['retracted', 'outstanding', 'standing', 'changed', 'change', 'edited', 'disagrees', 'disagree', 'objects'],
  ...['supports', 'believe', 'newest', 'oldest', 'latest', 'before', 'between', 'people', 'without', 'nobody'],
]
/** Shorter words are near too many others. */
const SHORTEST = 6

/** The question with each small word of six letters or more that is one letter off spelt right; null where none is. */
export function respelt(question: string): string | null {
  const meant = question.replace(/(?<![\p{L}\p{N}])\p{Ll}+(?![\p{L}\p{N}])/gu, (word) =>
    word.length < SHORTEST || WORDS.includes(word) ? word : (WORDS.find((one) => distance(word, one) === 1) ?? word),
  )
  return meant === question ? null : meant
}
