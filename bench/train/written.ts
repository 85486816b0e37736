/**
 * Threads written for training, in a notation that a person can review (bench/train/own/*.txt):
 *
 *   === post mira | Title | Subtitle        a post (or wiki page) by mira, its sentences one a line
 *   --- jonas mira o =tess                  a comment by jonas under mira's latest one, main act o, aimed at tess's latest
 *                                           (mira.2: her second; 0: the post; 7: the seventh comment)
 *   o!5 text                                a sentence: act, "!" where it asserts something, what it is aimed at
 *   q3,4@0 text {concept}                   … sentences 3 and 4 of the post; the topic that the act is about
 *   > text                                  a quotation; T: the title; no number: the document as a whole
 *
 * Acts: o objection, s support, q question, c concession, l clarification, e edit request, d edit done, - none.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Act } from '../../graph/model.ts'
import type { GoldComment, GoldResponse, GoldThread } from './gold.ts'

const FOLDER = new URL('./own/', import.meta.url)
const ACTS: Readonly<Record<string, Act>> = {
  o: 'objection',
  s: 'support',
  q: 'question',
  c: 'concession',
  l: 'clarification',
  e: 'edit_request',
  d: 'edit_done',
  '-': 'other',
}
const SENTENCE = /^([osqcled-])(!?)(T|\d+(?:,\d+)*)?(?:@([\w.-]+))? (.+?)(?: \{(.+)\})?$/
const COMMENT = /^--- (\S+) (\S+) ([osqcled-])(?: =(\S+))?$/
const HOURS = 7

interface Line {
  readonly raw: string
  /** File and line, for the error message. */
  readonly at: string
}

/** All threads of the folder. Throws with file and line where the notation does not hold. */
export function writtenThreads(): Omit<GoldThread, 'corpus'>[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((name) => parse(readFileSync(new URL(name, FOLDER), 'utf8'), name.slice(0, -4)))
}

/** Threads of one file; ids begin with its name. */
export function parse(text: string, name: string): Omit<GoldThread, 'corpus'>[] {
  const lines = text.split('\n').flatMap((raw, index) => (raw.trim() ? [{ raw, at: `${name}.txt:${index + 1}` }] : []))
  return parts(lines, '=== ').map((part, index) => thread(part, `${name}-${index + 1}`))
}

function parts(lines: readonly Line[], mark: string): Line[][] {
  const out: Line[][] = []
  for (const line of lines) {
    if (line.raw.startsWith(mark)) out.push([line])
    else out.at(-1)?.push(line)
  }
  return out
}

function thread(lines: readonly Line[], page: string): Omit<GoldThread, 'corpus'> {
  const [who, title, subtitle] = lines[0]!.raw.slice(4).split(' | ')
  const [kind, author] = who!.split(' ')
  const first = lines.findIndex(({ raw }) => raw.startsWith('--- '))
  const body = lines.slice(1, first < 0 ? undefined : first)
  const sentences = body.map(({ raw }) => raw)
  const ids = [page]
  const comments: GoldComment[] = []
  for (const part of parts(lines, '--- ')) {
    ids.push(`${page}-c${ids.length}`)
    comments.push(comment(part, ids, sentences.length, comments))
  }
  return { page, title: title ?? null, subtitle: subtitle ?? null, author: author!, kind: kind!, sentences, comments }
}

function comment(
  lines: readonly Line[],
  ids: readonly string[],
  length: number,
  before: readonly GoldComment[],
): GoldComment {
  const sizes = [length, ...before.map(({ sentences }) => sentences.length)]
  const head = COMMENT.exec(lines[0]!.raw)
  if (!head) throw new Error(`${lines[0]!.at}: no head of a comment: ${lines[0]!.raw}`)
  const nth = ids.length - 1
  const parent = named(head[2]!, before, lines[0]!)
  const answers = head[4] === undefined ? parent : named(head[4], before, lines[0]!)
  const claims: number[] = []
  const responses: GoldResponse[] = []
  const sentences: string[] = []
  for (const { raw, at } of lines.slice(1)) {
    if (raw.startsWith('>')) {
      sentences.push(raw)
      continue
    }
    const match = SENTENCE.exec(raw)
    if (!match) throw new Error(`${at}: no sentence: ${raw}`)
    sentences.push(match[5]!)
    if (match[2]) claims.push(sentences.length)
    if (match[1] === '-') continue
    const aim = match[4] === undefined ? answers : named(match[4], before, { raw, at })
    const target = (match[3]?.split(',') ?? []).map((key) => (key === 'T' ? 'TITLE' : `${aim === 0 ? 'P' : 'S'}${key}`))
    if (target.some((key) => key !== 'TITLE' && Number(key.slice(1)) > sizes[aim]!))
      throw new Error(`${at}: aimed at a sentence that is not there`)
    const one: GoldResponse = {
      s: [sentences.length],
      act: ACTS[match[1]!]!,
      doc: ids[aim]!,
      target,
      concepts: match[6] === undefined ? [] : [match[6]],
    }
    const last = responses.at(-1)
    if (last && continues(last, one, sentences.length)) responses[responses.length - 1] = joined(last, one)
    else responses.push(one)
  }
  return {
    id: ids[nth]!,
    author: head[1]!,
    at: new Date(Date.UTC(2022, 2, 1, 8 + nth * HOURS)).toISOString().replace('.000', ''),
    parent: ids[parent]!,
    sentences,
    claims,
    act: ACTS[head[3]!]!,
    answers: ids[answers]!,
    responses,
  }
}

/** Place of a document (0: the post) by its number, or by its author: the latest, or "mira.2" the second by mira. */
function named(reference: string, before: readonly GoldComment[], { at }: Line): number {
  const [author, nth] = reference.split('.')
  const places = before.flatMap((one, index) => (one.author === author ? [index + 1] : []))
  const place = /^\d+$/.test(reference) ? Number(reference) : nth ? places[Number(nth) - 1] : places.at(-1)
  if (place === undefined || place > before.length) throw new Error(`${at}: no earlier document "${reference}"`)
  return place
}

/** Sentences in a row that do the same toward the same are one response. */
function continues(last: GoldResponse, next: GoldResponse, number: number): boolean {
  return (
    last.s.at(-1) === number - 1 &&
    last.act === next.act &&
    last.doc === next.doc &&
    last.target.join() === next.target.join()
  )
}

function joined(last: GoldResponse, next: GoldResponse): GoldResponse {
  return { ...last, s: [...last.s, ...next.s], concepts: [...last.concepts, ...next.concepts] }
}
