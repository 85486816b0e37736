/** What the thread tells of a reply: who answers whom, what was asked, what came after. Features of the document. */
import type { Answered } from './answers.ts'
import { performedOf } from './first.ts'
import { HEADS } from './heads.ts'
import { Named, sigmoid } from './linear.ts'
import { answeredWords, wordsAfter, wordsBeside } from './surroundings.ts'
import type { Candidate, Thread } from './thread.ts'

/** Features of the whole reply, from its sentences' first readings, its thread and what it answers, likeliest first. */
export function documentFeatures(thread: Thread, answered: readonly Answered[]): Named {
  const out = new Named()
  out.add('bias')
  ownWords(out, thread)
  people(out, thread)
  const first = answered[0]
  if (first) answeredWords(out, thread, first)
  wordsBeside(out, thread)
  wordsAfter(out, thread)
  rootKind(out, thread)
  return out
}

function ownWords(out: Named, { reading, own, quoted, context }: Thread): void {
  const count = reading.scores.length
  for (const head of HEADS) {
    const chances = reading.scores.map((scores) => sigmoid(scores[head]))
    if (count === 0) continue
    const max = Math.max(...chances)
    out.add(`max:${head}`, max)
    out.add(`logit:${head}`, Math.max(...reading.scores.map((scores) => scores[head])) / 4)
    out.add(`mean:${head}`, chances.reduce((a, b) => a + b, 0) / count)
    out.add(`first:${head}`, chances[0]!)
    out.add(`last:${head}`, chances[count - 1]!)
    out.add(`sum:${head}`, Math.log1p(chances.reduce((a, b) => a + b, 0)))
  }
  const performed = performedOf(reading)
  for (const act of new Set(performed.flatMap((acts) => [...acts]))) {
    out.add(`performs:${act}`)
    out.add(`opens with:${act}`, performed[0]!.has(act))
    out.add(`performs, alone:${act}`, count === 1)
  }
  out.add('one sentence', count === 1)
  out.add('two sentences', count === 2)
  out.add('short', count <= 3)
  out.add('long', count > 8)
  out.add('log sentences', Math.log1p(count) / 3)
  out.add('no sentence', count === 0)
  out.add(
    'quotes',
    quoted.some(({ rule }) => rule === 'quote'),
  )
  out.add(
    'quoted above',
    own.some(({ above }) => above !== null),
  )
  const anchor = context.subject.anchor
  out.add('anchor', anchor !== null)
  if (anchor) {
    out.add('anchor, short and asking', count <= 2 && reading.cued.every((one) => one.tokens.at(-1) === '?'))
    out.add('anchor and short', count <= 2 && reading.cued.every((one) => one.tokens.length < 10))
    out.add('anchor short', anchor.exact.length < 25)
    out.add('anchor long', anchor.exact.length > 120)
  }
}

function people(out: Named, { context, parent, candidates }: Thread): void {
  const { document } = context.subject
  const root = candidates.find(({ context: { document: one } }) => one.id === document.root) ?? null
  const self = document.author
  const rootAuthor = root?.context.document.author ?? null
  out.add('parent is root', parent !== null && parent.context.document.parent === null)
  out.add('parent is reply', parent !== null && parent.context.document.parent !== null)
  if (self === null) return
  out.add('answers self', parent?.context.document.author === self)
  out.add('wrote the root', rootAuthor === self)
  out.add(
    'parent wrote the root',
    parent !== null && parent.context.document.parent !== null && parent.context.document.author === rootAuthor,
  )
  const grand = candidates.find(({ context: { document: one } }) => one.id === parent?.context.document.parent)
  out.add(
    'answers an answer to self',
    grand?.context.document.author === self && grand.context.document.parent !== null,
  )
  const before = previousSibling(candidates, self)
  const spoke = candidates.some(
    ({ context: { relation, document: one } }) => relation === 'sibling' && one.author === self,
  )
  out.add('spoke before', spoke)
  out.add('sibling before', before !== null)
  out.add('no sibling', !candidates.some(({ context: { relation } }) => relation === 'sibling'))
  out.add('back and forth', spoke && before !== null && before.context.document.author !== self)
  const asked = parent?.reading ? Math.max(0, ...parent.reading.scores.map((scores) => sigmoid(scores.question))) : 0
  const attacked = parent?.reading
    ? Math.max(0, ...parent.reading.scores.map((scores) => sigmoid(scores.objection)))
    : 0
  const wanted = parent?.reading
    ? Math.max(0, ...parent.reading.scores.map((scores) => sigmoid(scores.edit_request)))
    : 0
  const owner =
    rootAuthor === self || (grand?.context.document.author === self && grand.context.document.parent !== null)
  if (owner) {
    out.add('owner asked', asked)
    out.add('owner attacked', attacked)
    out.add('owner bidden', wanted)
  }
}

/** The latest earlier sibling by another author. */
export function previousSibling(candidates: readonly Candidate[], self: string | null): Candidate | null {
  let best: Candidate | null = null
  for (const one of candidates) {
    const { relation, document } = one.context
    if (relation !== 'sibling' || document.author === self) continue
    if (best === null || (document.createdAt ?? '') > (best.context.document.createdAt ?? '')) best = one
  }
  return best
}

function rootKind(out: Named, { context, candidates }: Thread): void {
  const root = candidates.find(({ context: { document } }) => document.id === context.subject.document.root)
  if (!root) return
  const { passages } = root
  const count = Math.max(1, passages.length)
  out.add('root asserts', passages.reduce((sum, { sentence }) => sum + sentence.probability, 0) / count)
  out.add('root mathematical', passages.filter(({ text }) => /[$\\]|\d/.test(text)).length / count)
  out.add('root short', passages.length <= 3)
  out.add('root long', passages.length > 60)
  const title = root.context.document.title
  out.add(`root ${root.context.document.kind === 'wiki' ? 'wiki' : 'post'}`)
  out.add('root asks', title?.includes('?') ?? false)
  out.add('root title long', title !== null && title.split(' ').length > 6)
}
