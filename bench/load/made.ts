/**
 * Analyses and links of generated documents without extraction: sentences are cut at full stops, acts are read off the
 * openings that the generator wrote. What a store is given by a bulk load, at a fraction of the cost of reading.
 */
import {
  type Act,
  type Analysis,
  authorId,
  type Claim,
  claimId,
  type Definition,
  type Document,
  documentId,
  type Linked,
  type Response,
  type Revision,
  recordDigest,
  responseId,
  revisionId,
  type SourceDocument,
  textHash,
  type Wording,
} from '../../graph/index.ts'
import { acronym, CONCEPTS, name } from './forum.ts'

export const ANALYSER = 'made@1'
const MODEL = 'made@1'

/** Acts of the openings of forum.ts; a sentence with another opening responds to nothing. */
const ACTS: readonly (readonly [string, Act])[] = [
  ['I disagree that', 'objection'],
  ['I don’t think that', 'objection'],
  ['This is wrong because', 'objection'],
  ['I doubt that', 'objection'],
  ['I agree that', 'support'],
  ['You’re right that', 'concession'],
  ['What do you mean by', 'question'],
  ['As I said above,', 'clarification'],
]

export interface Made {
  readonly analysis: Analysis
  readonly linked: Linked
}

interface Sentence {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Makes one document after the other, as the generator yields them; it remembers the thread that it is in. */
export function maker(): (record: SourceDocument) => Made {
  let thread = new Map<string, Made>()
  return (record) => {
    if (record.parent === null) thread = new Map()
    const analysis = analysisOf(record)
    const parent = record.parent === null ? null : thread.get(record.parent)
    const made = { analysis, linked: linkedOf(analysis, parent?.analysis ?? null) }
    thread.set(record.id, made)
    return made
  }
}

/** A page that defines every concept, so that names are known before the text that mentions them. */
export function glossary(): SourceDocument {
  const body = Array.from({ length: CONCEPTS }, (_, topic) => `${name(topic)} (${acronym(topic)}).`).join(' ')
  const at = '2011-01-01T00:00:00Z'
  const revision = { key: '1', number: 1, at, observedAt: null, editor: null, note: null, format: 'text' as const }
  return {
    ...{ source: 'made', id: 'glossary', kind: 'wiki', title: 'Glossary', subtitle: null, url: null },
    ...{ author: { id: 'a0', name: 'Author 0' }, createdAt: at, parent: null, root: null, state: 'live' },
    ...{ stateAt: null, score: null, aliases: [], quote: null, respondsToRevision: null, extra: {} },
    revisions: [{ ...revision, title: null, subtitle: null, body }],
  }
}

function sentencesOf(text: string): readonly Sentence[] {
  return [...text.matchAll(/[^\s.][^.]*\./g)].map((match) => ({
    ...{ text: match[0], start: match.index, end: match.index + match[0].length },
  }))
}

function analysisOf(record: SourceDocument): Analysis {
  const id = documentId(record.source, record.id)
  const author = record.author === null ? null : authorId(record.source, record.author.id)
  const revisions = record.revisions.map(({ key, number, at, body, format }): Revision => {
    const text = body.replace(/^> .*\n\n/, '')
    return {
      ...{ id: revisionId(id, key), document: id, key, number, at, observedAt: null, origin: 'api', editor: author },
      ...{ note: null, format, text, textHash: textHash(text) },
    }
  })
  return {
    ...{ record, digest: recordDigest(record), document: documentOf(record, id, author), revisions },
    authors:
      record.author === null ? [] : [{ id: author!, source: record.source, name: record.author.name, url: null }],
    ...claimsOf(id, author, revisions),
    definitions: definitionsOf(record, id, revisions[0]!),
    ...{ quotes: [], links: [], notes: [], analyser: ANALYSER },
  }
}

function documentOf(record: SourceDocument, id: string, author: string | null): Document {
  const { source, kind, title, subtitle, url, createdAt, state, stateAt, score, aliases, quote, extra } = record
  const named = (native: string | null) => (native === null ? null : documentId(source, native))
  return {
    ...{ id, source, kind, title, subtitle, url, author, createdAt, state, stateAt, score, aliases, quote, extra },
    ...{ parent: named(record.parent), root: named(record.root), respondsToRevision: null, language: 'en' },
  }
}

/** A second revision writes its last sentence anew: that claim is reworded, the others are kept. */
function claimsOf(
  document: string,
  author: string | null,
  revisions: readonly Revision[],
): Pick<Analysis, 'claims' | 'wordings'> {
  const first = revisions[0]!
  const counts = new Map<string, number>()
  const claims = sentencesOf(first.text).map(({ text }): Claim => {
    const nth = counts.get(text) ?? 0
    counts.set(text, nth + 1)
    return {
      ...{ id: claimId(document, text, nth), document, kind: 'assertion', author, text, state: 'standing' },
      ...{ probability: 0.75, introduced: first.id, at: first.at },
    }
  })
  const wordings = revisions.flatMap((revision) =>
    sentencesOf(revision.text)
      .slice(0, claims.length)
      .map(({ text, start, end }, at): Wording => {
        const same = claims[at]!.text === text
        const change = revision === first ? 'introduced' : same ? 'kept' : 'reworded'
        return { claim: claims[at]!.id, revision: revision.id, start, end, change }
      }),
  )
  return { claims, wordings }
}

function definitionsOf({ id, kind }: SourceDocument, document: string, { id: revision, text }: Revision): Definition[] {
  if (kind === 'comment') return []
  return [...text.matchAll(/([A-Z]\w+(?: [A-Z]\w+)+) \((\w+)\)/g)]
    .slice(0, id === 'glossary' ? CONCEPTS : 1)
    .map((match) => ({
      ...{ name: match[2]!, long: match[1]!, rule: 'acronym', document, revision },
    }))
}

function linkedOf(analysis: Analysis, parent: Analysis | null): Linked {
  const { document, revisions, claims } = analysis
  if (parent === null) return { document: document.id, responses: [], promptedEdits: [] }
  const first = revisions[0]!
  const spans = sentencesOf(first.text)
  const responses = claims.flatMap((claim, at): Response[] => {
    const act = ACTS.find(([opening]) => claim.text.startsWith(opening))?.[1]
    const target = parent.claims[at % Math.max(1, parent.claims.length)]
    const { start, end } = spans[at]!
    if (act === undefined || target === undefined) return []
    return [
      {
        ...{ id: responseId(document.id, claim.text, 0), act, document: document.id, claim: claim.id },
        ...{ revision: first.id, start, end, exact: claim.text, author: document.author, at: first.at },
        to: {
          ...{ document: parent.document.id, claim: target.id, concept: null, response: null },
          ...{ revision: parent.revisions[0]!.id, start: null, end: null, exact: target.text },
        },
        ...{ confidence: 0.6 + 0.1 * (at % 4), rule: 'opening', model: MODEL, evidence: null, main: at === 0 },
      },
    ]
  })
  return { document: document.id, responses, promptedEdits: [] }
}
