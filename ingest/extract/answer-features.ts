/** What speaks for a document being what a reply answers: its place in the thread, whom the reply speaks to, what both share. */
import type { Relation } from '../../graph/context.ts'
import type { Document } from '../../graph/model.ts'
import { accountOf, mentionedIn, salutedIn } from './addressed.ts'
import { Named } from './linear.ts'
import { type Candidate, createdAt, order, overlaps, type Thread } from './thread.ts'

/** What the candidates of a reply have in common. */
interface Scene {
  readonly thread: Thread
  readonly self: string | null
  /** Relations of the candidates, in their order. */
  readonly relations: readonly Relation[]
  /** Latest first. */
  readonly siblings: readonly Candidate[]
  readonly others: readonly Candidate[]
  /** What the reply hangs under: a reply, a wiki page, a post. */
  readonly flat: 'reply' | 'wiki' | 'post'
  readonly rootAuthor: string | null
  /** The reply's author wrote the root. */
  readonly host: boolean
  /** People come back among siblings where a forum is flat; in a threaded one they answer below each other. */
  readonly recurring: number
  readonly counts: ReadonlyMap<string | null, readonly Candidate[]>
  /** Place of the author's own last sibling; -1 where there is none. */
  readonly ownLast: number
  readonly length: 'brief' | 'short' | 'long'
  readonly you: boolean
  readonly latestAsking: Candidate | null
  readonly shared: readonly number[]
  readonly mostShared: number
}

/** Features of "the reply answers this candidate". */
export function answerFeatures(thread: Thread, candidates: readonly Candidate[]): Named[] {
  const scene = sceneOf(thread, candidates)
  const addAddress = addressing(scene, candidates)
  return candidates.map((candidate, index) => {
    const out = new Named()
    const relation = scene.relations[index]!
    out.add(`is ${relation} under ${scene.flat}`)
    addQuotations(out, scene, candidate)
    addAddress(out, candidate, index)
    addContent(out, scene, index)
    out.add(`${relation} of a ${scene.length} reply under ${scene.flat}`)
    out.add(`${relation} of a reply to "you"`, scene.you)
    out.add(`${relation} of the host`, scene.host)
    if (relation === 'parent') addParent(out, scene, candidate)
    if (relation === 'sibling') addSibling(out, scene, candidate)
    return out
  })
}

/**
 * An earlier document of the same root that the reply quotes or links to is as a sibling, wherever it hangs: in a forum
 * that shows its posts in one row, who answers the post and who answers a reply stand side by side.
 */
export function relationIn({ relation, document }: Candidate['context'], subject: Document): Relation {
  const here = document.root !== null && document.root === subject.root
  const earlier = (document.createdAt ?? '') < (subject.createdAt ?? '')
  return relation === 'cited' && here && earlier ? 'sibling' : relation
}

function sceneOf(thread: Thread, candidates: readonly Candidate[]): Scene {
  const { document } = thread.context.subject
  const self = document.author
  const relations = candidates.map(({ context }) => relationIn(context, document))
  const siblings = candidates
    .filter((_, index) => relations[index] === 'sibling')
    .toSorted((a, b) => order(createdAt(b), createdAt(a)) || order(b.context.document.id, a.context.document.id))
  const counts = Map.groupBy(siblings, ({ context }) => context.document.author)
  const above = thread.parent?.context.document
  const rootAuthor = candidates.find(({ context }) => context.document.parent === null)?.context.document.author ?? null
  const words = textOf(thread).split(/\s+/).length
  const shared = candidates.map((candidate) => sharedContent(thread, candidate))
  return {
    ...{ thread, self, relations, siblings, rootAuthor, counts, shared },
    others: siblings.filter(({ context }) => context.document.author !== self),
    flat: above?.parent !== null ? 'reply' : above.kind === 'wiki' ? 'wiki' : 'post',
    host: self !== null && self === rootAuthor,
    recurring: siblings.length === 0 ? 0 : 1 - counts.size / siblings.length,
    ownLast: siblings.findIndex(({ context }) => context.document.author === self),
    length: words <= 6 ? 'brief' : words <= 25 ? 'short' : 'long',
    you: /\b(?:you|your|you're|yours)\b/i.test(textOf(thread)),
    latestAsking: siblings.find(asks) ?? null,
    mostShared: Math.max(1e-9, ...shared),
  }
}

const textOf = ({ own }: Pick<Thread, 'own'>): string => own.map(({ sentence }) => sentence.exact).join(' ')

function asks({ passages }: Candidate): boolean {
  return passages.some(({ text }) => text.trimEnd().endsWith('?'))
}

function addQuotations(out: Named, { thread }: Scene, { context: { document } }: Candidate): void {
  const { quoted } = thread
  const own = quoted.filter((passage) => passage.document === document.id)
  out.add('quoted', own.length > 0)
  out.add('quoted first', own.length > 0 && own[0] === quoted[0])
  out.add('others quoted', quoted.length > 0 && own.length === 0)
  out.add('alone quoted', own.length > 0 && own.length === quoted.length)
  out.add('quoted above the first sentence', thread.own[0]?.above?.document === document.id)
}

/** Own sentences in which whom a reply speaks to stands. */
const OPENING = 3

/** Whom the reply speaks to, and who spoke to its author. */
function addressing({ thread, self, relations, siblings }: Scene, candidates: readonly Candidate[]) {
  const text = textOf(thread)
  const mentioned = new Set(mentionedIn(textOf({ own: thread.own.slice(0, OPENING) })))
  const mentionedLater = new Set(mentionedIn(text))
  const saluted = salutedIn(text)
  const mine = accountOf(thread.context.subject.document)
  const accounts = new Map(candidates.map((one) => [one, accountOf(one.context.document)]))
  const isNamed = (one: Candidate): boolean => mentioned.has(accounts.get(one) ?? '')
  const isSaluted = (one: Candidate): boolean => saluted !== null && accounts.get(one) === saluted
  const namesMe = ({ passages }: Candidate): boolean =>
    mine !== null && passages.some(({ text: words }) => words.includes('@') && mentionedIn(words).includes(mine))
  const anyNamed = candidates.some(isNamed)
  const [latestNamed, latestSaluted, latestToMe] = [isNamed, isSaluted, namesMe].map((test) => siblings.find(test))
  return (out: Named, candidate: Candidate, index: number): void => {
    const named = isNamed(candidate)
    out.add('named', named)
    out.add('others named', !named && anyNamed)
    out.add('someone else is named', !named && mentioned.size > 0)
    out.add('named later', !named && mentionedLater.has(accounts.get(candidate) ?? ''))
    out.add('saluted', isSaluted(candidate))
    out.add('latest of the named', candidate === latestNamed)
    out.add('latest of the saluted', candidate === latestSaluted)
    out.add('names self', namesMe(candidate))
    out.add('latest that names self', candidate === latestToMe)
    out.add(`${relations[index]!}, another names self`, latestToMe !== undefined && candidate !== latestToMe)
    out.add('by self', self !== null && candidate.context.document.author === self)
  }
}

function addContent(out: Named, { shared, mostShared }: Scene, index: number): void {
  out.add('overlap', shared[index]! / 30)
  out.add('most overlap', shared[index] === mostShared && shared.length > 1)
  out.add('share of overlap', shared[index]! / mostShared)
}

function addParent(out: Named, scene: Scene, { context: { document } }: Candidate): void {
  const { flat, others, ownLast, recurring, counts, siblings, self, thread } = scene
  const [latest] = others
  out.add(`parent with siblings under ${flat}`, latest !== undefined)
  out.add(`parent after own sibling under ${flat}`, ownLast >= 0)
  out.add(`parent, authors recur under ${flat}`, recurring)
  out.add(`parent, its author speaks under ${flat}`, scene.rootAuthor !== null && counts.has(scene.rootAuthor))
  out.add(`parent, many siblings under ${flat}`, Math.log1p(siblings.length))
  out.add('parent anchored', thread.context.subject.anchor !== null)
  out.add('parent is by self', document.author === self && document.author !== null)
  out.add('parent unlike the latest', latest !== undefined && latest.context.document.author !== document.author)
}

/** Characters of a word, about. */
const WORD = 6

function addSibling(out: Named, scene: Scene, candidate: Candidate): void {
  const { flat, siblings, others, counts, ownLast, rootAuthor, thread } = scene
  const { document } = candidate.context
  const place = siblings.indexOf(candidate)
  const isLatest = others[0] === candidate
  out.add(`latest sibling under ${flat}`, place === 0)
  out.add(`latest of others under ${flat}`, isLatest)
  out.add(`latest of others, spoke before, under ${flat}`, isLatest && ownLast >= 0)
  out.add(`latest of others, ${scene.length} reply`, isLatest)
  out.add('latest of others, reply to "you"', isLatest && scene.you)
  out.add('latest of others, by the host', isLatest && scene.host)
  out.add('sibling distance', Math.log1p(place))
  out.add('sibling by the parent author', document.author === thread.parent?.context.document.author)
  out.add('sibling by the host', document.author !== null && document.author === rootAuthor)
  out.add('share of siblings by its author', (counts.get(document.author)?.length ?? 0) / siblings.length)
  out.add('sibling words', Math.log1p(candidate.passages.reduce((sum, { text }) => sum + text.length, 0) / WORD))
  out.add('sibling asks', asks(candidate))
  out.add('latest that asks', candidate === scene.latestAsking)
  out.add('sibling spoke after self', ownLast > place)
  out.add('directly after own last', ownLast > 0 && place === ownLast - 1)
  out.add('directly before own last', ownLast >= 0 && place === ownLast + 1)
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
