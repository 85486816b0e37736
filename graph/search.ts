/** Words as they are indexed and searched: by full text, and by the matching of names. Both must agree exactly. */
import type { Analysis } from './model.ts'
import { formWords } from './words.ts'

/** Scripts written without spaces: each character is a word of its own, so that parts of a run are found. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/** Stands between two wordings of one claim, so that no phrase reaches across. */
export const BETWEEN = '|'

/** Function words: a name needs one word beyond these. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its he she they them their his her we our you your i me my us one some any all ' +
    'no not and or but nor if then than so as at by for from in into of off on onto out over to up with about is are ' +
    'was were be been being am do does did has have had can could may might must shall should will would there here ' +
    'what which who whom whose when where why how'
  ).split(' '),
)

/** Words of a text in normal form, in order. */
export function searchWords(text: string): string[] {
  return cut(formWords(text))
}

/** Words of a name that is in normal form already. */
export function wordsOfForm(form: string): string[] {
  return cut(form.split(' '))
}

function cut(words: string[]): string[] {
  return words.some((word) => UNSPACED.test(word))
    ? words.flatMap((word) => (UNSPACED.test(word) ? [...word] : [word]))
    : words
}

/** Whether a normal form can name something: one word at least that is no function word and has two characters. */
export function isName(form: string): boolean {
  return form.split(' ').some((word) => word.length >= 2 && !STOP_WORDS.has(word))
}

/** What is looked for: every part must be there. A part of several words is a phrase. */
export interface SearchTerms {
  readonly parts: readonly (readonly string[])[]
}

const PARTS = /"([^"]*)"|“([^”]*)”|([^\s"“”]+)/gu

/** Reads a search: words in any order, phrases in quotation marks. */
export function searchTerms(q: string): SearchTerms {
  const parts = [...q.matchAll(PARTS)].map((match) => searchWords(match[1] ?? match[2] ?? match[3] ?? ''))
  return { parts: parts.filter((words) => words.length > 0) }
}

/** Whether a text holds every part. */
export function holds(text: string, { parts }: SearchTerms): boolean {
  const line = ` ${searchWords(text).join(' ')} `
  return parts.every((words) => line.includes(` ${words.join(' ')} `))
}

/** The words of all distinct wordings of each claim, as they are searched, by the claim's id. */
export function wordsByClaim({ wordings, revisions }: Analysis): ReadonlyMap<string, string> {
  const texts = new Map(revisions.map(({ id, text }) => [id, text]))
  const distinct = new Map<string, Set<string>>()
  for (const { claim, revision, start, end } of wordings) {
    if (start === null || end === null) continue
    const exact = texts.get(revision)?.slice(start, end) ?? ''
    const known = distinct.get(claim)
    if (known === undefined) distinct.set(claim, new Set([exact]))
    else known.add(exact)
  }
  const joined = (exacts: Set<string>): string => {
    const lines = new Set([...exacts].map((exact) => searchWords(exact).join(' ')))
    return [...lines].join(` ${BETWEEN} `)
  }
  return new Map([...distinct].map(([claim, exacts]) => [claim, joined(exacts)]))
}
