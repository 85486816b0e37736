/** Cursors of pages: opaque outside, and the same for the same question in every store. */
import { digest } from './ids.ts'
import { BadCursor, type JudgementQuestion, type Question } from './question.ts'

type Asked = Question | JudgementQuestion

/** The last row of a page: what rows sort by, and its id. */
export interface Mark {
  readonly key: string | number
  readonly id: string
}

/** A cursor names the question that it belongs to and the last row that was given. */
export function cursorOf(question: Asked, { key, id }: Mark): string {
  return Buffer.from(JSON.stringify([questionKey(question), key, id])).toString('base64url')
}

/** Where a cursor points. Throws `BadCursor` when it is none, or of another question. */
export function readCursor(question: Asked): Mark | null {
  if (question.cursor === null) return null
  const parts = partsOf(question.cursor)
  if (parts === null || parts[0] !== questionKey(question)) throw new BadCursor()
  return { key: parts[1], id: parts[2] }
}

function partsOf(cursor: string): [string, string | number, string] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(parts) || parts.length !== 3) return null
    const [question, key, id] = parts as unknown[]
    const sorts = typeof key === 'string' || typeof key === 'number'
    return typeof question === 'string' && sorts && typeof id === 'string' ? [question, key, id] : null
  } catch {
    return null
  }
}

/** The same for the same question, whatever its page. */
function questionKey({ kind, filters, sort, asOf, knownBy }: Asked): string {
  const values = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return digest('question', JSON.stringify([kind, values, sort, asOf, knownBy]))
}
