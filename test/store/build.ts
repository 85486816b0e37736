/**
 * Builds what `analyse` and `link` would give, from a notation that a test can be read in. A revision is a list of
 * lines "key: Sentence."; the key says which claim it is, so that a test states alignment instead of hoping for it.
 * "key? …" is a passage, "key~ …" is struck.
 */
import {
  type Act,
  type Analysis,
  type Author,
  type Change,
  type Claim,
  claimId,
  type Definition,
  documentId,
  type Judgement,
  type Linked,
  type Put,
  type Response,
  type Revision,
  recordDigest,
  responseId,
  revisionId,
  type SourceDocument,
  type Target,
  textHash,
  type Wording,
} from '../../graph/index.ts'

export interface Lines {
  readonly at?: string | null
  readonly by?: string
  readonly key?: string
  readonly lines: readonly string[]
}

export interface Post {
  /** Native id; the source is "f" unless `source` says else. */
  readonly id: string
  readonly source?: string
  readonly kind?: string
  readonly title?: string
  readonly url?: string
  readonly by?: string
  readonly at?: string | null
  readonly parent?: string
  readonly root?: string
  readonly state?: SourceDocument['state']
  readonly stateAt?: string
  readonly aliases?: readonly string[]
  readonly respondsToRevision?: string
  readonly quote?: string
  /** Quotations in the text: words, and an explicit reference. */
  readonly quotes?: readonly { readonly exact: string; readonly ref?: string }[]
  readonly links?: readonly string[]
  /** Names that it defines: short and long. */
  readonly names?: readonly (readonly [name: string, long: string])[]
  readonly analyser?: string
  /** One list of lines for a document of one revision, else its revisions, oldest first. */
  readonly says: readonly string[] | readonly Lines[]
}

const SOURCE = 'f'

export function id(native: string): string {
  return documentId(SOURCE, native)
}

export function person(name: string, source = SOURCE): Author {
  return { id: `${source}:${name.toLowerCase().replaceAll(' ', '-')}`, source, name, url: null }
}

interface Line {
  readonly key: string
  readonly mark: '' | '?' | '~'
  readonly text: string
  readonly start: number
  readonly end: number
}

function linesOf(lines: readonly string[]): readonly Line[] {
  let start = 0
  return lines.map((line) => {
    const [, key = '', mark = '', text = ''] = /^(\w+)([?~]?):? (.*)$/su.exec(line) ?? []
    const found = { key, mark: mark as Line['mark'], text, start, end: start + text.length }
    start = found.end + 1
    return found
  })
}

/** A document as `analyse` would give it. */
export function analysis(post: Post): Analysis {
  const record = recordOf(post)
  const document = documentId(record.source, record.id)
  const author = post.by === undefined ? null : person(post.by, record.source)
  const editors = revisionsOf(post).map(({ by }) => (by === undefined ? null : person(by, record.source)))
  const lines = revisionsOf(post).map((revision) => linesOf(revision.lines))
  const revisions = lines.map((revision, index): Revision => {
    const { key, at } = record.revisions[index]!
    const text = revision.map((line) => line.text).join('\n')
    return {
      ...{ id: revisionId(document, key), document, key, number: index + 1, at, observedAt: null, origin: 'api' },
      ...{ editor: editors[index]?.id ?? null, note: null, format: 'text', text, textHash: textHash(text) },
    }
  })
  const { claims, wordings } = livesOf(document, author?.id ?? null, revisions, lines)
  const people = [author, ...editors].filter((one): one is Author => one !== null)
  return {
    record,
    digest: recordDigest(record),
    document: {
      ...{ id: document, source: record.source, kind: record.kind, title: record.title, subtitle: null },
      ...{ url: record.url, author: author?.id ?? null, createdAt: record.createdAt },
      parent: record.parent === null ? null : documentId(record.source, record.parent),
      root: record.root === null ? null : documentId(record.source, record.root),
      ...{ state: record.state, stateAt: record.stateAt, score: record.score, aliases: record.aliases },
      ...{ quote: record.quote, respondsToRevision: record.respondsToRevision, language: 'en', extra: record.extra },
    },
    authors: [...new Map(people.map((one) => [one.id, one])).values()],
    ...{ revisions, claims, wordings, definitions: definitionsOf(post, document, revisions) },
    quotes: (post.quotes ?? []).map(({ exact, ref }) => ({
      ...{ revision: revisions.at(-1)!.id, span: null, exact, prefix: null, suffix: null },
      ...{ kind: 'block', depth: 1, ref: ref ?? null },
    })),
    links: (post.links ?? []).map((href) => ({ revision: revisions.at(-1)!.id, span: { start: 0, end: 0 }, href })),
    notes: [],
    analyser: post.analyser ?? 'test@1',
  }
}

function revisionsOf({ says }: Post): readonly Lines[] {
  return typeof says[0] === 'object' ? (says as readonly Lines[]) : [{ lines: says as readonly string[] }]
}

function recordOf(post: Post): SourceDocument {
  const ref = (name: string) => ({ id: name.toLowerCase().replaceAll(' ', '-'), name })
  const at = post.at ?? null
  return {
    ...{ source: post.source ?? SOURCE, id: post.id, kind: post.kind ?? 'comment', title: post.title ?? null },
    ...{ subtitle: null, url: post.url ?? null, author: post.by === undefined ? null : ref(post.by), createdAt: at },
    ...{ parent: post.parent ?? null, root: post.root ?? null, state: post.state ?? 'live', score: null },
    ...{ stateAt: post.stateAt ?? null, aliases: post.aliases ?? [] },
    // What else the builder was told is part of the record, so that its digest changes with it.
    extra: { ...(post.names && { names: post.names }), ...(post.links && { links: post.links }) },
    quote: post.quote === undefined ? null : { exact: post.quote },
    respondsToRevision: post.respondsToRevision ?? null,
    revisions: revisionsOf(post).map((revision, index) => ({
      ...{ key: revision.key ?? String(index + 1), number: index + 1, observedAt: null, note: null, format: 'text' },
      ...{
        title: null,
        subtitle: null,
        body: linesOf(revision.lines)
          .map(({ text }) => text)
          .join('\n'),
      },
      ...{ at: revision.at === undefined ? at : revision.at },
      editor: revision.by === undefined ? null : ref(revision.by),
    })),
  }
}

/** Follows each key through the revisions. */
function livesOf(
  document: string,
  author: string | null,
  revisions: readonly Revision[],
  lines: readonly (readonly Line[])[],
): Pick<Analysis, 'claims' | 'wordings'> {
  const claims: Claim[] = []
  const wordings: Wording[] = []
  const keys = [...new Set(lines.flat().map(({ key }) => key))]
  const nths = new Map<string, number>()
  for (const key of keys) {
    const first = lines.findIndex((revision) => revision.some((line) => line.key === key))
    const earliest = lines[first]!.find((line) => line.key === key)!
    const nth = nths.get(earliest.text) ?? 0
    nths.set(earliest.text, nth + 1)
    const claim = claimId(document, earliest.text, nth)
    let before: Line | null = null
    let last: Line = earliest
    for (const [index, revision] of revisions.entries()) {
      const line = lines[index]!.find((one) => one.key === key) ?? null
      const change = index < first ? null : changeOf(before, line, index === first)
      if (change !== null)
        wordings.push({ claim, revision: revision.id, start: line?.start ?? null, end: line?.end ?? null, change })
      before = line
      last = line ?? last
    }
    const { editor, at, id: introduced } = revisions[first]!
    claims.push({
      ...{ id: claim, document, kind: last.mark === '?' ? 'passage' : 'assertion', author: editor ?? author },
      ...{ text: last.text, state: before === null || before.mark === '~' ? 'withdrawn' : 'standing' },
      ...{ probability: last.mark === '?' ? 0.1 : 0.9, introduced, at },
    })
  }
  return { claims, wordings }
}

function changeOf(before: Line | null, line: Line | null, first: boolean): Change | null {
  if (line === null) return before === null ? null : 'withdrawn'
  if (line.mark === '~') return 'struck'
  if (first) return 'introduced'
  if (before === null || before.mark === '~') return 'restored'
  return line.text === before.text ? 'kept' : 'reworded'
}

function definitionsOf(post: Post, document: string, revisions: readonly Revision[]): readonly Definition[] {
  const revision = revisions.at(-1)!.id
  const title = post.kind === 'wiki' && post.title !== undefined ? post.title : null
  return [
    ...(title === null ? [] : [{ name: title, long: title, rule: 'title', document, revision }]),
    ...(title === null
      ? []
      : (post.aliases ?? []).map((name) => ({ name, long: title, rule: 'alias', document, revision }))),
    ...(post.names ?? []).map(([name, long]) => ({ name, long, rule: 'acronym', document, revision })),
  ]
}

/** A put over nothing, or over what another analysis left. */
export function over(next: Post | Analysis, former: Post | Analysis | null = null): Put {
  return { analysis: asAnalysis(next), base: former === null ? null : asAnalysis(former).digest }
}

function asAnalysis(given: Post | Analysis): Analysis {
  return 'record' in given ? given : analysis(given)
}

/** Id of the claim under a key. */
export function claim(post: Post, key: string): string {
  for (const revision of revisionsOf(post)) {
    const lines = linesOf(revision.lines)
    const line = lines.find((one) => one.key === key)
    if (line !== undefined) return claimId(documentId(post.source ?? SOURCE, post.id), line.text, 0)
  }
  throw new Error(`no line ${key} in ${post.id}`)
}

export interface Acts {
  readonly act?: Act
  /** Key of its own sentence; null: the document as a whole. */
  readonly from?: string | null
  /** What it answers: a line of another post, in a revision (from 1). */
  readonly to?: { readonly post: Post; readonly key?: string; readonly revision?: number; readonly response?: string }
  readonly concept?: string
  readonly confidence?: number
  readonly main?: boolean
  readonly evidence?: string
}

/** A response as `link` would give it. */
export function response(post: Post, acts: Acts = {}): Response {
  const { document, revisions, claims, wordings } = analysis(post)
  const own = acts.from === null ? null : claim(post, acts.from ?? 'a')
  const at =
    own === null
      ? revisions.at(-1)!
      : revisions.find(({ id: one }) => one === claims.find((c) => c.id === own)!.introduced)!
  const span = own === null ? undefined : wordings.find((w) => w.claim === own && w.revision === at.id)
  const [start, end] = [span?.start ?? 0, span?.end ?? at.text.length]
  const exact = at.text.slice(start, end)
  return {
    ...{
      id: responseId(document.id, exact, own === null ? 1 : 0),
      act: acts.act ?? 'objection',
      document: document.id,
      claim: own,
    },
    ...{ revision: at.id, start, end, exact, author: document.author, at: at.at },
    to: targetOf(acts),
    ...{ confidence: acts.confidence ?? 0.8, rule: 'test', model: 'test@1', evidence: acts.evidence ?? null },
    main: acts.main ?? false,
  }
}

function targetOf({ to, concept = null as unknown as string }: Acts): Target {
  const none = { document: null, claim: null, revision: null, start: null, end: null, exact: null }
  if (to === undefined) return { ...none, concept, response: null }
  const { document, revisions, wordings } = analysis(to.post)
  const revision = revisions[(to.revision ?? 1) - 1]!
  const answered = to.key === undefined ? null : claim(to.post, to.key)
  const span = wordings.find((one) => one.claim === answered && one.revision === revision.id)
  const [start, end] = [span?.start ?? null, span?.end ?? null]
  return {
    ...{
      document: document.id,
      claim: answered,
      concept,
      response: to.response ?? null,
      revision: revision.id,
      start,
      end,
    },
    exact: start === null || end === null ? null : revision.text.slice(start, end),
  }
}

export function linked(
  post: Post,
  responses: readonly Response[],
  promptedEdits: Linked['promptedEdits'] = [],
): Linked {
  return { document: documentId(post.source ?? SOURCE, post.id), responses, promptedEdits }
}

export function judgement(subject: string, verdict: Judgement['verdict'], more: Partial<Judgement> = {}): Judgement {
  return {
    ...{
      id: `j:${subject}:${verdict}`,
      subject,
      verdict,
      act: null,
      target: null,
      by: 'Judy',
      at: '2020-01-01T00:00:00Z',
    },
    ...{ exact: '', targetExact: null },
    ...more,
  }
}
