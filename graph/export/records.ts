/**
 * The records of an export (docs/interchange.md): which, in what order, with which fields. A store gives rows in a fixed
 * order, whatever the order in which it learned them; here they become lines. Nothing is held in memory.
 */
import type {
  Author,
  Claim,
  Document,
  Iso,
  Judged,
  Judgement,
  PromptedEdit,
  Response,
  ResponseState,
  Revision,
  Source,
  Spell,
  TargetState,
  Wording,
} from '../model.ts'

/** Our own clocks of a derived row. */
export interface Learned {
  readonly learnedFrom: Iso
  readonly learnedTo: Iso | null
}

export interface ExportRevision extends Revision {
  /** When we read it. */
  readonly learnedAt: Iso
}

export interface ExportClaim extends Claim {
  /** Concept ids, sorted. */
  readonly concepts: readonly string[]
}

export interface ExportWording extends Wording {
  readonly exact: string | null
}

export interface ExportConcept {
  readonly id: string
  readonly label: string
  /** One way of writing for each other name, sorted. */
  readonly aliases: readonly string[]
}

export interface ExportResponse extends Response, Learned {
  /** Id of the concept that `to.concept` names there. */
  readonly concept: string | null
  readonly state: ResponseState | null
  readonly targetState: TargetState | null
}

export type ExportEdit = PromptedEdit & Learned

/** Rows, at once or as they come. */
export type Rows<T> = Iterable<T> | AsyncIterable<T>

/** Rows of a store as they were at one moment. Each kind is read once, from first to last. */
export interface ExportReader {
  /** By id. */
  sources(): Rows<Source>
  authors(): Rows<Author>
  documents(): Rows<Document>
  /** By document, then number. */
  revisions(): Rows<ExportRevision>
  /** By id: the claims as sure as was asked, and every end of an exported response. */
  claims(): Rows<ExportClaim>
  /** Of the exported claims: by document, revision number, claim. */
  wordings(): Rows<ExportWording>
  concepts(): Rows<ExportConcept>
  /** By id; those as sure as was asked, and main acts. */
  responses(): Rows<ExportResponse>
  /** By document, then what was edited. */
  promptedEdits(): Rows<ExportEdit>
  /** Of exported responses and of documents: by kind, subject, time. */
  spells(): Rows<Spell>
  judgements(): Rows<Judgement>
}

/** The export's lines, in their fixed order, without line breaks. */
export async function* records(reader: ExportReader, withClocks: boolean): AsyncGenerator<string> {
  const lines = [
    each('source', reader.sources(), ({ id, kind, url }) => ({ id, kind, url })),
    each('author', reader.authors(), ({ id, source, name, url }) => ({ id, source, name, url })),
    each('document', reader.documents(), documentRecord),
    each('revision', reader.revisions(), (revision) => revisionRecord(revision, withClocks)),
    each('claim', reader.claims(), claimRecord),
    each('wording', reader.wordings(), wordingRecord),
    each('concept', reader.concepts(), ({ id, label, aliases }) => ({ id, label, aliases })),
    each('response', reader.responses(), (response) => responseRecord(response, withClocks)),
    each('prompted_edit', reader.promptedEdits(), (edit) => editRecord(edit, withClocks)),
    each('spell', reader.spells(), ({ kind, subject, state, from, to, cause }) => ({
      kind,
      subject,
      state,
      from,
      to,
      cause,
    })),
    each('judgement', reader.judgements(), judgementRecord),
  ]
  for (const part of lines) yield* part
}

async function* each<T>(type: string, rows: Rows<T>, record: (row: T) => object): AsyncGenerator<string> {
  for await (const row of rows) yield JSON.stringify({ type, ...record(row) })
}

function documentRecord(document: Document): object {
  const { id, source, kind, title, subtitle, url, author, createdAt, parent, root, state, stateAt } = document
  const { score, aliases, quote, respondsToRevision, language, extra } = document
  return {
    ...{ id, source, kind, title, subtitle, url, author, createdAt, parent, root, state, stateAt },
    ...{ score, aliases, quote, respondsToRevision, language, extra },
  }
}

function judgementRecord({ id, subject, verdict, act, target, by, at, exact, targetExact }: Judgement): object {
  return { id, subject, verdict, act, target, by, at, exact, targetExact }
}

function revisionRecord(revision: ExportRevision, withClocks: boolean): object {
  const { id, document, number, at, text, key, origin, editor, note, format, observedAt, learnedAt } = revision
  const observed = observedAt ?? (withClocks ? learnedAt : null)
  return {
    id,
    document,
    number,
    at,
    text,
    key,
    origin,
    editor,
    note,
    format,
    ...(observed === null ? {} : { observedAt: observed }),
  }
}

function claimRecord({ id, document, kind, text, state, probability, concepts }: ExportClaim): object {
  return { id, document, kind, text, state, probability, concepts }
}

function wordingRecord({ claim, revision, start, end, exact, change }: ExportWording): object {
  return { claim, revision, start, end, exact, change }
}

function responseRecord(response: ExportResponse, withClocks: boolean): object {
  const { id, act, document, claim, revision, start, end, exact, to, concept, confidence, rule, model, main } = response
  const { judged } = response
  return {
    ...{ id, act, document, claim, revision, start, end, exact },
    to: {
      ...{ document: to.document, claim: to.claim, concept, response: to.response },
      ...{ revision: to.revision, start: to.start, end: to.end, exact: to.exact },
    },
    ...{ confidence, rule, model, targetState: response.targetState, state: response.state, main },
    ...(judged === undefined ? {} : { reading: readingRecord(judged) }),
    ...clocks(response, withClocks),
  }
}

/** What the machine read, where a person judged it. */
function readingRecord({ act, confidence, to }: Judged): object {
  const { document, revision, start, end, exact } = to
  return { act, confidence, to: { document, revision, start, end, exact } }
}

function editRecord(edit: ExportEdit, withClocks: boolean): object {
  const { response, document, edited, revision, confidence, rule } = edit
  return { response, document, edited, revision, confidence, rule, ...clocks(edit, withClocks) }
}

function clocks({ learnedFrom, learnedTo }: Learned, withClocks: boolean): object {
  return withClocks ? { learnedFrom, learnedTo } : {}
}
