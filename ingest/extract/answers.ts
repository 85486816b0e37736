/** Which document a reply answers: in flat threads an earlier comment beside it, else its parent. */
import type { Relation } from '../../graph/context.ts'
import type { Document } from '../../graph/model.ts'
import { Named, type NamedModel, scoreNamed, softmax } from './linear.ts'
import { type Candidate, createdAt, order, overlaps, type Thread } from './thread.ts'

export interface Answered {
  readonly candidate: Candidate
  readonly probability: number
}

const POSSIBLE = new Set(['parent', 'ancestor', 'root', 'sibling'])

/** Documents that the reply may answer as a whole. */
export function answerCandidates({ candidates, context: { subject } }: Thread): Candidate[] {
  return candidates.filter(({ context }) => POSSIBLE.has(relationIn(context, subject.document)))
}

/**
 * An earlier document of the same root that the reply quotes or links to is as a sibling, wherever it hangs: in a forum
 * that shows its posts in one row, who answers the post and who answers a reply stand side by side.
 */
function relationIn({ relation, document }: Candidate['context'], subject: Document): Relation {
  const here = document.root !== null && document.root === subject.root
  const earlier = (document.createdAt ?? '') < (subject.createdAt ?? '')
  return relation === 'cited' && here && earlier ? 'sibling' : relation
}

/** Features of "the reply answers this candidate". */
export function answerFeatures(thread: Thread, candidates: readonly Candidate[]): Named[] {
  const { subject } = thread.context
  const self = subject.document.author
  const opening = thread.own.slice(0, 3)
  const relations = candidates.map(({ context }) => relationIn(context, subject.document))
  const siblings = candidates
    .filter((_, index) => relations[index] === 'sibling')
    .toSorted((a, b) => order(createdAt(b), createdAt(a)) || order(b.context.document.id, a.context.document.id))
  const others = siblings.filter(({ context }) => context.document.author !== self)
  const above = thread.parent?.context.document
  const flat = above?.parent !== null ? 'reply' : above.kind === 'wiki' ? 'wiki' : 'post'
  const spoke = siblings.some(({ context }) => context.document.author === self)
  const voices = new Set(siblings.map(({ context }) => context.document.author))
  // People come back among siblings where a forum is flat; in a threaded one they answer below each other.
  const recurring = siblings.length === 0 ? 0 : 1 - voices.size / siblings.length
  const rootAuthor = candidates.find(({ context }) => context.document.parent === null)?.context.document.author ?? null
  const hostSpeaks = rootAuthor !== null && voices.has(rootAuthor)
  const shared = candidates.map((candidate) => sharedContent(thread, candidate))
  const mostShared = Math.max(1e-9, ...shared)
  const quotedAnywhere = thread.quoted.length > 0
  const named = candidates.map((candidate) =>
    isNamed(opening.map(({ sentence }) => sentence.exact).join(' '), candidate),
  )
  return candidates.map((candidate, index) => {
    const out = new Named()
    const relation = relations[index]!
    const { document } = candidate.context
    const quotes = thread.quoted.filter((passage) => passage.document === document.id)
    out.add(`is ${relation} under ${flat}`)
    out.add('quoted', quotes.length > 0)
    out.add('quoted first', quotes.length > 0 && quotes[0] === thread.quoted[0])
    out.add('others quoted', quotedAnywhere && quotes.length === 0)
    out.add('alone quoted', quotes.length > 0 && quotes.length === thread.quoted.length)
    out.add('quoted above the first sentence', thread.own[0]?.above?.document === document.id)
    out.add('named', named[index]!)
    out.add('others named', !named[index] && named.includes(true))
    out.add('by self', document.author !== null && document.author === self)
    out.add('overlap', shared[index]! / 30)
    out.add('most overlap', shared[index] === mostShared && candidates.length > 1)
    out.add('share of overlap', shared[index]! / mostShared)
    if (relation === 'parent') {
      out.add(`parent with siblings under ${flat}`, others.length > 0)
      out.add(`parent after own sibling under ${flat}`, spoke)
      out.add(`parent, authors recur under ${flat}`, recurring)
      out.add(`parent, its author speaks under ${flat}`, hostSpeaks)
      out.add(`parent, many siblings under ${flat}`, Math.log1p(siblings.length))
      out.add('parent anchored', subject.anchor !== null)
      out.add('parent is by self', document.author === self && document.author !== null)
      out.add('parent unlike the latest', others.length > 0 && others[0]!.context.document.author !== document.author)
    }
    if (relation === 'sibling') {
      const place = siblings.indexOf(candidate)
      out.add(`latest sibling under ${flat}`, place === 0)
      out.add(`latest of others under ${flat}`, others[0] === candidate)
      out.add(`latest of others, spoke before, under ${flat}`, others[0] === candidate && spoke)
      out.add('sibling distance', Math.log1p(place))
      out.add('sibling by the parent author', document.author === thread.parent?.context.document.author)
      out.add(
        'sibling asks',
        candidate.passages.some(({ text }) => text.trimEnd().endsWith('?')),
      )
      out.add(
        'sibling spoke after self',
        spoke && siblings.findIndex(({ context }) => context.document.author === self) > place,
      )
    }
    return out
  })
}

/** Own sentences and passages that are looked at: the beginnings tell whom a reply answers. */
const OWN_READ = 12
const PASSAGES_READ = 60

/** Mean over the first own sentences of their best match. */
function sharedContent(thread: Thread, candidate: Candidate): number {
  const rows = overlaps(thread, candidate).slice(0, OWN_READ)
  const best = rows.map((row) => row.slice(0, PASSAGES_READ).reduce((most, one) => Math.max(most, one), 0))
  return best.reduce((sum, one) => sum + one, 0) / Math.max(1, rows.length)
}

/** The text names the candidate's author, by id ("[@12y]", "@anna") or by the first name. */
function isNamed(text: string, { context: { document } }: Candidate): boolean {
  if (document.author === null) return false
  const id = document.author.slice(document.author.indexOf(':') + 1).toLowerCase()
  const mentions = [...text.matchAll(/@([\w-]+)/g)].map((match) => match[1]!.toLowerCase())
  return mentions.includes(id)
}

/** Candidates with the probability that each is what the reply answers, likeliest first. */
export function readAnswers(model: NamedModel, thread: Thread): Answered[] {
  const candidates = answerCandidates(thread)
  const scores = answerFeatures(thread, candidates).map((one) => scoreNamed(model, one)[0]!)
  const chances = softmax(scores)
  return candidates
    .map((candidate, index) => ({ candidate, probability: chances[index]! }))
    .toSorted(
      (a, b) =>
        b.probability - a.probability || order(a.candidate.context.document.id, b.candidate.context.document.id),
    )
}
