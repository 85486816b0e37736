/**
 * Quotations without marks: sentences of a reply that repeat another's words, as in mail and in forums whose quotations lost
 * their marks. They are what the reply answers, not what its author says: they respond to nothing, and what stands below them
 * is aimed at them as it is at any quotation.
 */
import type { ContextDocument, LinkContext, RevisionView } from '../../graph/context.ts'
import type { Quote } from '../../graph/model.ts'
import { words } from '../../graph/words.ts'
import { memo } from '../memo.ts'
import { order } from './thread.ts'

/** Fewer words are said twice by chance ("I agree with this."); they count beside a longer repetition only. */
const LEAST_WORDS = 6

type OwnSentence = LinkContext['subject']['sentences'][number]

interface Repeated {
  readonly sentence: OwnSentence
  readonly document: string
}

/** Nearest first: people repeat what they answer. */
const ORDER: readonly ContextDocument['relation'][] = ['parent', 'ancestor', 'root', 'sibling', 'cited']

/** The context with repeated sentences as quotations instead of own words; the same context where there are none. */
export function withoutRepeats(context: LinkContext): LinkContext {
  const { subject } = context
  const repeated = repeatedIn(context)
  if (repeated.length === 0) return context
  const left = new Set(repeated.map(({ sentence }) => sentence))
  return {
    ...context,
    subject: {
      ...subject,
      sentences: subject.sentences.filter((sentence) => !left.has(sentence)),
      quotes: [...subject.quotes, ...runs(repeated, subject.sentences).map(quoteOf(context))],
    },
  }
}

function repeatedIn({ subject, documents }: LinkContext): readonly Repeated[] {
  const others = documents
    .filter(({ relation, document }) => ORDER.includes(relation) && isOther(document, subject.document))
    .toSorted((a, b) => ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation) || a.distance - b.distance)
  if (others.length === 0) return []
  const keys = subject.sentences.map(({ exact }) => words(exact))
  const found = keys.map((key) => (key.length < LEAST_WORDS ? null : sourceOf(key.join(' '), others)))
  // What is too short alone belongs to the repetition that it stands beside.
  for (const step of [1, -1])
    for (const at of step === 1 ? keys.keys() : [...keys.keys()].reverse()) {
      const beside = found[at - step] ?? null
      const key = keys[at]!
      if (found[at] !== null || beside === null || key.length === 0 || key.length >= LEAST_WORDS) continue
      if (saidIn(beside, key.join(' '))) found[at] = beside
    }
  return subject.sentences.flatMap((sentence, at) => {
    const source = found[at]
    return source ? [{ sentence, document: source.document.id }] : []
  })
}

/** Somebody else's document; of an unknown author where the subject's is known, too. */
function isOther({ author, id }: ContextDocument['document'], subject: ContextDocument['document']): boolean {
  return id !== subject.id && (author === null || author !== subject.author)
}

function sourceOf(key: string, others: readonly ContextDocument[]): ContextDocument | null {
  return others.find((other) => saidIn(other, key)) ?? null
}

function saidIn({ seen, newest }: ContextDocument, key: string): boolean {
  return keysOf(seen).has(key) || (newest.id !== seen.id && keysOf(newest).has(key))
}

const known = memo<RevisionView, ReadonlySet<string>>()

function keysOf(view: RevisionView): ReadonlySet<string> {
  return known.of(
    view,
    '',
    () => new Set(view.sentences.map(({ start, end }) => words(view.text.slice(start, end)).join(' '))),
  )
}

/** Repeated sentences of one revision and one document with none of the author's own between them are one quotation. */
function runs(repeated: readonly Repeated[], all: readonly OwnSentence[]): readonly (readonly Repeated[])[] {
  const left = new Set(repeated.map(({ sentence }) => sentence))
  const placed = repeated.toSorted(
    (a, b) => order(a.sentence.revision, b.sentence.revision) || a.sentence.start - b.sentence.start,
  )
  const out: Repeated[][] = []
  for (const one of placed) {
    const last = out.at(-1)?.at(-1)
    const apart =
      last === undefined ||
      last.document !== one.document ||
      last.sentence.revision !== one.sentence.revision ||
      all.some(
        (own) =>
          !left.has(own) &&
          own.revision === one.sentence.revision &&
          own.start >= last.sentence.end &&
          own.end <= one.sentence.start,
      )
    if (apart) out.push([one])
    else out.at(-1)!.push(one)
  }
  return out
}

function quoteOf({ subject }: LinkContext): (run: readonly Repeated[]) => Quote {
  return (run) => {
    const { revision } = run[0]!.sentence
    const span = { start: run[0]!.sentence.start, end: run.at(-1)!.sentence.end }
    const text = [subject.newest, subject.first].find(({ id }) => id === revision)?.text
    return {
      revision,
      span,
      exact: text?.slice(span.start, span.end) ?? run.map(({ sentence }) => sentence.exact).join(' '),
      prefix: null,
      suffix: null,
      kind: 'block',
      depth: 1,
      ref: run[0]!.document,
    }
  }
}
