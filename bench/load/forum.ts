/**
 * A generated forum with the shape of real ones: heavy-tailed threads (one of 5,000 comments among them), concepts of which
 * a few are hot, 1.2 revisions a document, about three claims a comment, Zipfian words. A stream: memory is flat in its size.
 */
import type { SourceDocument, SourceRevision } from '../../graph/model.ts'
import { fromMs } from '../../graph/time.ts'
import { seeded, zipf } from './random.ts'

export interface ForumOptions {
  readonly comments: number
  readonly seed: number
  /** Comments of the longest thread; at most a tenth of all. */
  readonly longest?: number
}

const WORDS = 20_000
export const CONCEPTS = 400
const AUTHORS = 2_000
const START = Date.parse('2012-01-01T00:00:00Z')
const MINUTE = 60_000
/** Share of documents that are edited once, so that there are 1.2 revisions a document. */
const EDITED = 0.2
const QUOTING = 0.25

/** Openings that give sentences the shape of argument; the rest of a sentence is drawn from the vocabulary. */
const OPENINGS = [
  'I disagree that',
  'I don’t think that',
  'This is wrong because',
  'I agree that',
  'You’re right that',
  'What do you mean by',
  'It seems to me that',
  'The evidence shows that',
  'I doubt that',
  'In practice',
  'As I said above,',
  'But',
  'Note that',
  'Surely',
] as const

export async function* forum({ comments, seed, longest = 5_000 }: ForumOptions): AsyncGenerator<SourceDocument> {
  const random = seeded(seed)
  const word = zipf(WORDS, 1.05, random)
  const concept = zipf(CONCEPTS, 1.1, random)
  const author = zipf(AUTHORS, 0.9, random)
  let clock = START
  let made = 0
  let threads = 0
  const longThread = Math.min(longest, Math.floor(comments / 10))
  while (made < comments) {
    const topic = concept()
    // Pareto with index 1.2: most threads are short, a few hold most comments.
    const drawn = Math.ceil(3 / random() ** (1 / 1.2))
    const size = threads === 0 ? longThread : Math.min(drawn, 2_000, comments - made)
    const root = `t${threads++}`
    const members: { id: string; words: string }[] = []
    for (let i = 0; i <= size; i++) {
      clock += Math.ceil(random() * 30) * MINUTE
      const id = i === 0 ? root : `${root}-${i}`
      // Replies go to recent members more often than to old ones, and to the root one time in four.
      const back = Math.min(members.length - 1, Math.floor(-Math.log(1 - random()) * 6))
      const parent = i === 0 ? null : random() < 0.25 ? members[0]! : members[members.length - 1 - back]!
      const sentences = Array.from({ length: i === 0 ? 12 : 1 + Math.floor(random() * 5) }, () =>
        sentence(random, word, random() < 0.5 ? topic : concept()),
      )
      const quote = parent !== null && random() < QUOTING ? `> ${parent.words}\n\n` : ''
      const definition = i === 0 ? `${name(topic)} (${acronym(topic)}) is what this thread is about.\n\n` : ''
      const body = `${quote}${definition}${sentences.join(' ')}`
      yield record({
        id,
        root,
        parent: parent?.id ?? null,
        author: author(),
        at: clock,
        body,
        edited: random() < EDITED ? sentence(random, word, topic) : null,
      })
      members.push({ id, words: sentences[0]! })
      if (members.length > 64) members.splice(1, 1)
      made += i === 0 ? 0 : 1
    }
  }
}

interface Made {
  readonly id: string
  readonly root: string
  readonly parent: string | null
  readonly author: number
  readonly at: number
  readonly body: string
  /** A sentence that a second revision adds in place of the last one. */
  readonly edited: string | null
}

function record({ id, root, parent, author, at, body, edited }: Made): SourceDocument {
  const who = { id: `a${author}`, name: `Author ${author}` }
  const revision = (number: number, text: string, time: number): SourceRevision => ({
    key: String(number),
    number,
    at: fromMs(time),
    observedAt: null,
    editor: null,
    note: null,
    format: 'markdown',
    title: null,
    subtitle: null,
    body: text,
  })
  const second =
    edited === null ? [] : [revision(2, `${body.slice(0, body.lastIndexOf('. ') + 1)} ${edited}`, at + 60 * MINUTE)]
  return {
    source: 'made',
    id,
    kind: parent === null ? 'post' : 'comment',
    title: parent === null ? `Thread ${root}` : null,
    subtitle: null,
    url: `https://forum.example/${id}`,
    author: who,
    createdAt: fromMs(at),
    parent,
    root: parent === null ? null : root,
    state: 'live',
    stateAt: null,
    score: null,
    aliases: [],
    quote: null,
    respondsToRevision: null,
    extra: {},
    revisions: [revision(1, body, at), ...second],
  }
}

function sentence(random: () => number, word: () => number, topic: number): string {
  const opening = OPENINGS[Math.floor(random() * OPENINGS.length)]!
  const words = Array.from({ length: 6 + Math.floor(random() * 14) }, () => vocabulary(word()))
  words.splice(Math.floor(random() * words.length), 0, random() < 0.5 ? acronym(topic) : name(topic).toLowerCase())
  return `${opening} ${words.join(' ')}.`
}

/** The most frequent words of the vocabulary, as in any English text. */
const FUNCTION_WORDS =
  'the of and to in is that it for you was on are as with this be have not but at from or by an they which would there we can if so what will more about one has do'.split(
    ' ',
  )

const vocabulary = (rank: number): string => FUNCTION_WORDS[rank] ?? spelled(rank)

const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ter',
  'ran',
  'sol',
  've',
  'ni',
  'du',
  'bex',
  'for',
  'qua',
  'ple',
  'sta',
  'gri',
  'um',
] as const

/** A pronounceable word for a number: base 16 in syllables, so that no two numbers share one. */
export function spelled(index: number): string {
  let rest = index + 16
  let text = ''
  while (rest > 0) {
    text += SYLLABLES[rest % 16]
    rest = Math.floor(rest / 16)
  }
  return text
}

function parts(topic: number): readonly string[] {
  return [spelled(topic), spelled(topic + 1_000), spelled(topic + 2_000)].map(
    (part) => part[0]!.toUpperCase() + part.slice(1),
  )
}

/** Long name of a concept, and the acronym that its threads define. */
export function name(topic: number): string {
  return parts(topic).join(' ')
}

export function acronym(topic: number): string {
  return (
    parts(topic)
      .map((part) => part[0])
      .join('') + String(topic)
  )
}
