/**
 * Prompted edits: from a comment to the revision that it caused. One small model weighs what ties each later edit
 * to the comment (prompted-features.ts) against the chance that nothing was prompted; the strongest tie is the
 * rule. Where no history shows the edit, an announcement ("Fixed, thanks") still tells of it.
 */
import type { LinkContext } from '../../graph/context.ts'
import type { Iso, PromptedEdit, Response } from '../../graph/model.ts'
import { between } from '../../graph/time.ts'
import {
  asked,
  type Candidate,
  candidates,
  FEATURES,
  type Feature,
  repliesTo,
  type Said,
  said,
} from './prompted-features.ts'
import weights from './prompted-weights.json' with { type: 'json' }
import { announces } from './reply-cues.ts'
import { REPLY_KINDS } from './reply-kinds.ts'

/** Less sure links are not kept. */
const LEAST = 0.3
/**
 * The judged comments were picked where pages changed and editors answered, so more of them prompted an edit than of
 * all comments. In log odds.
 */
const PICKED = -0.3
/** Confidence of an edit that is announced and not seen. */
const ANNOUNCED = 0.7
/** An announcement within three hours of a known edit is of that edit. */
const SAME_EDIT_MS = 3 * 3600_000
/** Acts that ask for an edit, first those that do most. */
const ASKING: readonly Response['act'][] = ['edit_request', 'objection', 'question', 'clarification', 'support']
const EVIDENCE = 300

type Tie = NonNullable<Feature['tie']>

/** The edits that a comment prompted, at most one with a revision: the likeliest. Pure, the same each time. */
export function promptedEdits(context: LinkContext, responses: readonly Response[]): readonly PromptedEdit[] {
  const about = said(context, responses)
  const { best, confidence } = likeliest(about)
  if (best !== null && confidence >= LEAST) return [seen(about, best, confidence)]
  return announcedOnly(about)
}

/** The likeliest edit, and the probability that some edit was prompted at all. */
export function likeliest(about: Said): { best: Candidate | null; confidence: number } {
  const edits = candidates(about)
  const scores = edits.map((edit) => score(about, edit))
  const top = Math.max(0, ...scores)
  const nothing = Math.exp(-top - PICKED)
  const sum = scores.reduce((total, one) => total + Math.exp(one - top), 0)
  const at = scores.indexOf(Math.max(...scores))
  return { best: edits[at] ?? null, confidence: sum / (sum + nothing) }
}

function score(about: Said, edit: Candidate): number {
  return FEATURES.reduce((sum, { name, value }) => sum + weightOf(name) * value(about, edit), 0)
}

function weightOf(name: string): number {
  return (weights as Readonly<Record<string, number>>)[name] ?? 0
}

function seen(about: Said, candidate: Candidate, confidence: number): PromptedEdit {
  const tie = strongest(about, candidate)
  const { document, edit } = candidate
  return {
    response: asking(about.responses, document.document.id),
    document: about.context.subject.document.id,
    edited: document.document.id,
    revision: edit.revision,
    at: edit.at,
    confidence,
    rule: tie ?? 'edited-soon',
    evidence: tie === null ? null : EVIDENCE_OF[tie](about, candidate),
  }
}

/** The tie that adds most; null when nothing but time speaks for the edit. */
function strongest(about: Said, candidate: Candidate): Tie | null {
  const sums = new Map<Tie, number>()
  for (const { name, tie, value } of FEATURES)
    if (tie !== null) sums.set(tie, (sums.get(tie) ?? 0) + weightOf(name) * value(about, candidate))
  const [best] = [...sums].sort((a, b) => b[1] - a[1])
  return best && best[1] > 0 ? best[0] : null
}

/** The words that a tie goes by. */
const EVIDENCE_OF: Readonly<Record<Tie, (about: Said, candidate: Candidate) => string | null>> = {
  'passage-changed': ({ responses }, { document, edit }) => {
    const aimed = new Set(responses.filter(({ to }) => to.document === document.document.id).map(({ to }) => to.claim))
    const change =
      edit.changes.find(({ claim }) => aimed.has(claim)) ?? edit.changes.find(({ before }) => before !== null)
    return change === undefined ? null : cut(`${change.before ?? ''} → ${change.after ?? ''}`)
  },
  'asked-words': (about, candidate) => cut(asked(about, candidate).join(' ')),
  reply: (about) => {
    const reply = repliesTo(about).find(({ newest }) => announces(newest.text)) ?? repliesTo(about)[0]
    return reply === undefined ? null : cut(reply.newest.text)
  },
  note: (_, { edit }) => edit.note,
}

/** The response of the comment that asked for it: of those aimed at the edited document, else of all. */
function asking(responses: readonly Response[], edited: string | null): string | null {
  const aimed = responses.filter(({ to }) => to.document === edited)
  const ranked = (aimed.length > 0 ? aimed : responses)
    .filter(({ act }) => ASKING.includes(act))
    .sort((a, b) => ASKING.indexOf(a.act) - ASKING.indexOf(b.act) || b.confidence - a.confidence)
  return (ranked[0] ?? responses.find(({ main }) => main))?.id ?? null
}

/**
 * An edit told of and not seen: a reply announces one while no known edit is near it in time; or the comment itself
 * announces one, and what it answers was never read.
 */
function announcedOnly(about: Said): PromptedEdit[] {
  const { subject, documents } = about.context
  const parent = documents.find(({ relation }) => relation === 'parent')
  const edits = candidates(about)
  // What answers nothing asked for nothing: an edit that a reply to it announces is of the replier's own text.
  for (const { document, newest } of subject.document.parent === null ? [] : repliesTo(about)) {
    if (!announces(newest.text) || document.author === about.author) continue
    if (edits.some(({ edit }) => near(edit.at, document.createdAt))) continue
    const own = parent?.document.author === document.author ? parent.document.id : null
    return [announcement(about, asking(about.responses, own), own, document.createdAt, newest.text)]
  }
  const told =
    parent === undefined &&
    REPLY_KINDS.has(subject.document.kind) &&
    (announces(subject.first.text) || subject.notes.some(({ kind }) => kind === 'old-version'))
  if (!told) return []
  const granting =
    about.responses.find(({ act }) => act === 'concession') ?? about.responses.find(({ act }) => act === 'edit_done')
  return [announcement(about, granting?.id ?? null, null, about.at, subject.first.text)]
}

function announcement(
  about: Said,
  response: string | null,
  edited: string | null,
  at: Iso | null,
  words: string,
): PromptedEdit {
  return {
    response,
    document: about.context.subject.document.id,
    edited,
    revision: null,
    at,
    confidence: ANNOUNCED,
    rule: 'announcement',
    evidence: cut(words),
  }
}

function near(a: Iso | null, b: Iso | null): boolean {
  return a !== null && b !== null && Math.abs(between(a, b)) <= SAME_EDIT_MS
}

function cut(text: string): string {
  return text.length <= EVIDENCE ? text : `${text.slice(0, EVIDENCE - 1)}…`
}
