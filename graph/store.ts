/**
 * The store's port: what the application asks of a store, in the domain's words. SQLite (graph/sqlite) and Neo4j
 * (graph/neo4j) each answer in their own language; test/store/cases.ts holds what both must do.
 *
 * Writing is idempotent. What `put` and `putLinks` have acknowledged survives the death of the process.
 */
import type { Archive, Redirect } from './archive.ts'
import type { LinkContext, RevisionView } from './context.ts'
import type {
  Act,
  Analysis,
  Change,
  Concept,
  Document,
  DocumentState,
  Iso,
  Judgement,
  Linked,
  PromptedEdit,
  Revision,
  SourceDocument,
  Spell,
} from './model.ts'
import type { Answer, Clocks, JudgementPage, JudgementQuestion, Question, Row, RowKind, Thread } from './question.ts'

/** What the store holds of a document's source: merged with new readings before analysis. */
export interface Known {
  readonly record: SourceDocument
  readonly digest: string
  readonly analyser: string
}

export type PutOutcome = 'added' | 'changed' | 'unchanged'

export interface PutReport {
  /** Outcome of each document, in the order given. */
  readonly outcomes: readonly PutOutcome[]
  readonly claims: { readonly added: number; readonly kept: number; readonly removed: number }
}

/**
 * One analysis to put, with the digest it was merged over (null: the document was not there). A document that already
 * has this digest by this analyser is unchanged whatever the base.
 */
export interface Put {
  readonly analysis: Analysis
  readonly base: string | null
}

/** Thrown by `put` when a document changed since it was read: read again, merge, analyse, put. Nothing was written. */
export class Conflict extends Error {
  readonly documents: readonly string[]
  constructor(documents: readonly string[]) {
    super(`changed meanwhile: ${documents.join(', ')}`)
    this.name = 'Conflict'
    this.documents = documents
  }
}

/** Thrown on opening what cannot be used as a store: no database, made by a newer version, not to be written. */
export class Unusable extends Error {
  readonly address: string
  constructor(address: string, reason: string) {
    super(`${address} cannot be used: ${reason}`)
    this.name = 'Unusable'
    this.address = address
  }
}

/** Work that `put` left to be done: link a document, or compute the states of its responses. */
export type TaskKind = 'link' | 'states'

export interface Task {
  readonly kind: TaskKind
  readonly document: string
  /** Rises with each change: a task finished for an older mark stays open. */
  readonly mark: number
}

/** What the states of one document's responses are computed from (graph/lifecycle.ts). */
export interface StateInputs {
  readonly document: Document
  readonly responses: readonly StateResponse[]
}

export interface StateResponse {
  readonly id: string
  readonly act: Act
  readonly author: string | null
  readonly at: Iso | null
  readonly claim: string | null
  readonly to: {
    readonly document: string | null
    readonly claim: string | null
    readonly author: string | null
    /** The revision that was answered, its number in its document, and a key of the target's words in it. */
    readonly revision: string | null
    readonly number: number | null
    readonly words: string | null
  }
  /** Life of its own sentence and of its target's sentence: changes in revision order (`kept` left out). */
  readonly own: readonly ClaimEvent[]
  readonly target: readonly ClaimEvent[]
  /** State of the target's document, where that is not live. */
  readonly targetDocument: { readonly state: DocumentState; readonly at: Iso | null } | null
  /**
   * Responses, as sure as the view asks, that point at it, at its sentence, or in the main act at its document: of
   * each act that bears on a state (graph/lifecycle.ts) the earliest, bounded.
   */
  readonly against: readonly {
    readonly id: string
    readonly act: Act
    readonly author: string | null
    readonly at: Iso | null
    readonly main: boolean
    /** What of this response it points at. */
    readonly aims: 'response' | 'claim' | 'document'
    /** When its own sentence was withdrawn, struck or its document taken back. */
    readonly withdrawnAt: Iso | null
  }[]
  readonly promptedEdits: readonly PromptedEdit[]
}

export interface ClaimEvent {
  readonly revision: string
  readonly number: number
  readonly at: Iso | null
  readonly change: Change
  /** Key of its words there: equal words, equal key. Null where it is withdrawn or struck. */
  readonly words: string | null
}

export interface Counts {
  readonly sources: number
  readonly authors: number
  readonly documents: number
  readonly revisions: number
  readonly claims: number
  readonly responses: number
  readonly concepts: number
  readonly promptedEdits: number
  readonly judgements: number
  readonly tasks: number
}

export interface ExportOptions {
  /** Show claims and responses from this probability on; default: the view's threshold. */
  readonly minConfidence?: number
  /** Our own clocks (observedAt not given by the source, learnedFrom, learnedTo) too. */
  readonly withClocks?: boolean
}

/** An empty store that is being filled with what another has. It answers nothing before it is finished. */
export interface Filling {
  /** Documents that were written, those up to this one by id, and how many. */
  readonly after: string | null
  readonly done: number
  /** Takes the next documents by id. They may be written together with later ones. */
  add(archives: readonly Archive[]): Promise<void>
  /** Writes what was taken: the filling may be broken off here, and gone on with. */
  rest(): Promise<void>
  /** After the last document: makes a store of it. */
  finish(): Promise<void>
}

export interface Store {
  /** What it is and where, for messages: "sqlite:claimthread.db" (never a password). */
  readonly address: string

  // -- writing ------------------------------------------------------------------------------------------------
  /** What is stored of these documents' sources. */
  known(documents: readonly string[]): Promise<ReadonlyMap<string, Known>>
  /** Stores analyses and notes what is now to be linked, in one transaction, all or nothing. Throws `Conflict`. */
  put(puts: readonly Put[], learnedAt: Iso): Promise<PutReport>
  /** Open tasks, oldest first. */
  tasks(kind: TaskKind, limit: number): Promise<readonly Task[]>
  /** What `link` reads; null when the document is gone. */
  linkContext(document: string): Promise<LinkContext | null>
  /** Replaces what was linked of these documents (former rows are closed, not deleted) and closes their tasks. */
  putLinks(links: readonly { readonly task: Task; readonly linked: Linked | null }[], learnedAt: Iso): Promise<void>
  stateInputs(document: string): Promise<StateInputs | null>
  putSpells(spells: readonly { readonly task: Task; readonly spells: readonly Spell[] }[]): Promise<void>
  /**
   * Keeps what a person said; the same judgement twice is one. Gives the states that are to be computed for it, so that
   * nobody who judges waits for those of others. Throws `Unknown` when the subject is not stored.
   */
  judge(judgement: Judgement): Promise<readonly Task[]>
  /** Documents whose analysis was made by another analyser, by id, those after `after`: to be read again after an upgrade. */
  stale(analyser: string, after: string | null, limit: number): Promise<readonly string[]>
  /** Documents whose source names this one as their root and that are not gone, by id; the root itself too. */
  under(root: string): Promise<readonly string[]>
  /** A small named value of the application's (cursors of sources, the store's model). */
  setting(name: string, value?: string): Promise<string | null>

  // -- reading ------------------------------------------------------------------------------------------------
  /** A page of rows. Throws `Unknown` when the target names nothing, `BadCursor` on a foreign cursor. */
  ask<K extends RowKind>(question: Question<K>): Promise<Answer<K>>
  /** One row by id; follows redirects of claims. Null when there is none (as of then). */
  row<K extends RowKind>(kind: K, id: string, clocks: Clocks): Promise<Row<K> | null>
  /** What answers a claim, and what answers those answers, nearest first; null when there is no such claim (as of then). */
  thread(claim: string, clocks: Clocks, limit: number): Promise<Thread | null>
  revisions(document: string, asOf: Iso | null): Promise<readonly Omit<Revision, 'text'>[]>
  revision(id: string): Promise<Revision | null>
  /** A revision's text with its sentences in reading order, to mark claims in place and to compare revisions. */
  view(revision: string): Promise<RevisionView | null>
  concept(id: string): Promise<Concept | null>
  /** What people said, the newest first. Throws `BadCursor` on a foreign cursor. */
  judgements(question: JudgementQuestion): Promise<JudgementPage>
  counts(): Promise<Counts>
  /** Records of docs/interchange.md, in a fixed order; one string a record, without line break. */
  export(options: ExportOptions): AsyncIterable<string>

  // -- carrying from one store to another (graph/copy.ts) -------------------------------------------------------
  /** Everything that is kept of a document; null when there is none. */
  archive(document: string): Promise<Archive | null>
  /** Leads former ids of claims and responses to the present ones. */
  lead(redirects: readonly Redirect[]): Promise<void>
  /**
   * A faster way into an empty store than `put`, where it has one: begins to fill it, or goes on. Null where it is not
   * empty. `from`: what it is filled from. Throws `Unusable` where a filling from something else was begun.
   */
  fill?(from: string): Promise<Filling | null>
  close(): Promise<void>
}
