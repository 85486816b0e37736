/** Variants of our own threads: as a flat forum would give them, and with what is answered quoted above the answer. */
import type { GoldComment, GoldThread } from './gold.ts'

/** All replies hang under the post. */
export function flattened(thread: GoldThread): GoldThread {
  return { ...thread, comments: thread.comments.map((comment) => ({ ...comment, parent: thread.page })) }
}

/** Every `nth` comment that is aimed at one sentence quotes it just above, as people do where a button makes it easy. */
export function quoting(thread: GoldThread, nth: number): GoldThread {
  const comments = thread.comments.map((comment, index) => (index % nth === 1 ? quotingOne(thread, comment) : comment))
  // A comment that is aimed at from below keeps its numbers only if no quotation was put before them.
  const moved = new Map(comments.map((comment, index) => [comment.id, numbersAfter(thread.comments[index]!, comment)]))
  return {
    ...thread,
    comments: comments.map((comment) => ({
      ...comment,
      responses: comment.responses.map((response) => ({
        ...response,
        target: response.target.map((key) => {
          const numbers = key.startsWith('S') ? moved.get(response.doc ?? '') : undefined
          return numbers ? `S${numbers(Number(key.slice(1)))}` : key
        }),
      })),
    })),
  }
}

function quotingOne(thread: GoldThread, comment: GoldComment): GoldComment {
  const aimed = comment.responses.find(
    ({ target, doc }) => target.length === 1 && target[0] !== 'TITLE' && doc !== null,
  )
  if (aimed === undefined || comment.sentences.some((sentence) => sentence.startsWith('>'))) return comment
  const sentences =
    aimed.doc === thread.page ? thread.sentences : thread.comments.find(({ id }) => id === aimed.doc)?.sentences
  const quoted = sentences?.[Number(aimed.target[0]!.slice(1)) - 1]
  if (quoted === undefined || quoted.startsWith('>')) return comment
  const before = Math.min(...aimed.s) - 1
  const shifted = (numbers: readonly number[]) => numbers.map((number) => (number > before ? number + 1 : number))
  return {
    ...comment,
    sentences: [...comment.sentences.slice(0, before), `> ${quoted}`, ...comment.sentences.slice(before)],
    claims: shifted(comment.claims),
    responses: comment.responses.map((response) => ({ ...response, s: shifted(response.s) })),
  }
}

/** From a number in the comment as written to the number in its variant. */
function numbersAfter(written: GoldComment, variant: GoldComment): ((number: number) => number) | undefined {
  if (written.sentences.length === variant.sentences.length) return undefined
  return (number) => variant.sentences.indexOf(written.sentences[number - 1]!) + 1
}
