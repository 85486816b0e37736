/**
 * The tables. Row ids are integers inside; documents, claims, responses carry their text ids. What a response names
 * in other documents (`to_document`, `to_revision`, `to_response`) is text, since it may not have been read yet.
 * `moment` is the time that a row sorts by: its `at`, or UNKNOWN_TIME. `open` is 1 for a derived row that holds today.
 */
import { Unusable } from '../store.ts'
import type { Db } from './db.ts'

/** Marks a file as ours (SQLite's application_id): "ClTh". */
const APPLICATION = 0x436c5468

export interface Migration {
  /** Schema version that it leads to, from 1, one by one. */
  readonly version: number
  readonly sql: string
}

const FIRST = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- People. A name is the one that most of their documents give; credit says which document gives which.
CREATE TABLE author (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
  name TEXT NOT NULL, url TEXT, key TEXT NOT NULL);
CREATE INDEX author_key ON author (key, id);
CREATE TABLE credit (
  author INTEGER NOT NULL REFERENCES author, document INTEGER NOT NULL REFERENCES document,
  name TEXT NOT NULL, url TEXT, PRIMARY KEY (author, document)) WITHOUT ROWID;
CREATE INDEX credit_document ON credit (document);

-- Documents, what was read of them, and where they are found: by their addresses, and by who cites which address.
CREATE TABLE document (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, kind TEXT NOT NULL,
  title TEXT, subtitle TEXT, url TEXT, author INTEGER REFERENCES author, created_at TEXT, moment TEXT NOT NULL,
  parent TEXT, root TEXT, state TEXT NOT NULL, state_at TEXT, score TEXT, aliases TEXT NOT NULL, quote TEXT,
  responds_to TEXT, language TEXT NOT NULL, extra TEXT NOT NULL, digest TEXT NOT NULL, analyser TEXT NOT NULL);
CREATE INDEX document_parent ON document (parent, moment, id);
CREATE INDEX document_root ON document (root);
CREATE INDEX document_author ON document (author, moment, id);
CREATE INDEX document_source ON document (source, moment, id);
CREATE INDEX document_moment ON document (moment, id);
CREATE INDEX document_analyser ON document (analyser, id);
CREATE TABLE reading (
  document INTEGER PRIMARY KEY REFERENCES document,
  quotes TEXT NOT NULL, links TEXT NOT NULL, notes TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE address (
  key TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document, PRIMARY KEY (key, document)) WITHOUT ROWID;
CREATE INDEX address_document ON address (document);
CREATE TABLE citation (
  key TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document, PRIMARY KEY (key, document)) WITHOUT ROWID;
CREATE INDEX citation_document ON citation (document);

-- Revisions, claims, and each claim in each revision. Words are cut from the revision's text.
CREATE TABLE revision (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES document,
  key TEXT NOT NULL, number INTEGER NOT NULL, at TEXT, observed_at TEXT, learned_at TEXT NOT NULL, origin TEXT NOT NULL,
  editor INTEGER REFERENCES author, note TEXT, format TEXT NOT NULL, text_hash TEXT NOT NULL,
  wordings TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX revision_number ON revision (document, number);
CREATE TABLE claim (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES document, ord INTEGER NOT NULL,
  kind TEXT NOT NULL, author INTEGER REFERENCES author, state TEXT NOT NULL, probability REAL NOT NULL,
  introduced INTEGER NOT NULL REFERENCES revision, at TEXT, moment TEXT NOT NULL, verdict TEXT, text TEXT NOT NULL);
CREATE INDEX claim_document ON claim (document, kind, moment, id);
CREATE INDEX claim_author ON claim (author, kind, moment, id);
CREATE INDEX claim_moment ON claim (kind, moment, id);
CREATE INDEX claim_probability ON claim (kind, probability, id);
CREATE INDEX claim_introduced ON claim (introduced);
CREATE INDEX claim_verdict ON claim (verdict, moment, id) WHERE verdict IS NOT NULL;
CREATE TABLE wording (
  revision INTEGER NOT NULL REFERENCES revision, claim INTEGER NOT NULL REFERENCES claim,
  start INTEGER, "end" INTEGER, change TEXT NOT NULL, PRIMARY KEY (revision, claim)) WITHOUT ROWID;
CREATE INDEX wording_life ON wording (claim, change);
CREATE TABLE redirect (former TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX redirect_id ON redirect (id);

-- Names. A form is a name's normal form; a definition ties it to a concept; a sense sums what the documents say.
CREATE TABLE form (row INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE, known INTEGER NOT NULL DEFAULT 0);
CREATE INDEX form_known ON form (known);
CREATE TABLE concept (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, form INTEGER NOT NULL UNIQUE REFERENCES form,
  label TEXT NOT NULL, weight INTEGER NOT NULL DEFAULT 0, page INTEGER REFERENCES document,
  merged INTEGER REFERENCES concept);
CREATE INDEX concept_weight ON concept (weight, id) WHERE merged IS NULL AND weight > 0;
CREATE INDEX concept_merged ON concept (merged);
CREATE INDEX concept_page ON concept (page);
CREATE TABLE definition (
  row INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, revision TEXT NOT NULL,
  name TEXT NOT NULL, long TEXT NOT NULL, rule TEXT NOT NULL,
  form INTEGER NOT NULL REFERENCES form, concept INTEGER NOT NULL REFERENCES concept,
  open INTEGER NOT NULL, learned_from TEXT NOT NULL, learned_to TEXT);
CREATE INDEX definition_document ON definition (document, open);
CREATE INDEX definition_concept ON definition (concept, open, rule, document);
CREATE INDEX definition_form ON definition (form, open, name);
CREATE TABLE contribution (
  document INTEGER NOT NULL REFERENCES document, form INTEGER NOT NULL REFERENCES form,
  concept INTEGER NOT NULL REFERENCES concept, weight INTEGER NOT NULL,
  PRIMARY KEY (document, form, concept)) WITHOUT ROWID;
CREATE INDEX contribution_form ON contribution (form);
CREATE INDEX contribution_concept ON contribution (concept);
CREATE TABLE sense (
  form INTEGER NOT NULL REFERENCES form, concept INTEGER NOT NULL REFERENCES concept, weight INTEGER NOT NULL,
  PRIMARY KEY (form, concept)) WITHOUT ROWID;
CREATE INDEX sense_concept ON sense (concept);
CREATE TABLE surface (
  concept INTEGER NOT NULL REFERENCES concept, long TEXT NOT NULL, documents INTEGER NOT NULL,
  PRIMARY KEY (concept, long)) WITHOUT ROWID;

-- Where names stand: in a claim's wordings, in a document's title.
CREATE TABLE mention (
  form INTEGER NOT NULL REFERENCES form, kind TEXT NOT NULL, moment TEXT NOT NULL, id TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claim, PRIMARY KEY (form, kind, moment, id)) WITHOUT ROWID;
CREATE INDEX mention_claim ON mention (claim);
CREATE TABLE topic (
  form INTEGER NOT NULL REFERENCES form, document INTEGER NOT NULL REFERENCES document,
  PRIMARY KEY (form, document)) WITHOUT ROWID;
CREATE INDEX topic_document ON topic (document);

-- Responses and prompted edits: versioned rows.
CREATE TABLE response (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, open INTEGER NOT NULL, learned_from TEXT NOT NULL, learned_to TEXT,
  act TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document,
  claim INTEGER REFERENCES claim ON DELETE SET NULL, revision TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, author INTEGER REFERENCES author, at TEXT, moment TEXT NOT NULL,
  to_document TEXT, to_claim INTEGER REFERENCES claim ON DELETE SET NULL, to_concept TEXT,
  to_form INTEGER REFERENCES form, to_response TEXT, to_revision TEXT, to_start INTEGER, to_end INTEGER,
  to_author INTEGER REFERENCES author, confidence REAL NOT NULL, rule TEXT NOT NULL, model TEXT NOT NULL,
  main INTEGER NOT NULL, state TEXT, target_state TEXT, state_cause TEXT, target_cause TEXT, verdict TEXT,
  exact TEXT NOT NULL, to_exact TEXT, evidence TEXT);
CREATE UNIQUE INDEX response_id ON response (id) WHERE open = 1;
CREATE INDEX response_versions ON response (id, learned_from);
CREATE INDEX response_document ON response (document, open, act, moment, id);
CREATE INDEX response_claim ON response (claim);
CREATE INDEX response_author ON response (author, open, act, moment, id);
CREATE INDEX response_to_document ON response (to_document, open, act, moment, id) WHERE to_document IS NOT NULL;
CREATE INDEX response_to_claim ON response (to_claim, open, act, moment, id);
CREATE INDEX response_to_response ON response (to_response, open, act, moment, id) WHERE to_response IS NOT NULL;
CREATE INDEX response_to_author ON response (to_author, open, act, moment, id);
CREATE INDEX response_to_form ON response (to_form);
CREATE INDEX response_pair ON response (author, to_author, open, act, state);
CREATE INDEX response_moment ON response (open, act, moment, id);
CREATE INDEX response_confidence ON response (open, act, confidence, id);
CREATE INDEX response_state ON response (state, open, act, moment, id) WHERE state IS NOT NULL;
CREATE INDEX response_target_state ON response (target_state, open, act, moment, id) WHERE target_state IS NOT NULL;
CREATE INDEX response_verdict ON response (verdict, open, act, moment, id) WHERE verdict IS NOT NULL;
CREATE TABLE prompted_edit (
  row INTEGER PRIMARY KEY, reader INTEGER NOT NULL REFERENCES document, open INTEGER NOT NULL,
  learned_from TEXT NOT NULL, learned_to TEXT, response TEXT, document TEXT NOT NULL, edited TEXT, revision TEXT,
  at TEXT, confidence REAL NOT NULL, rule TEXT NOT NULL, evidence TEXT);
CREATE INDEX prompted_edit_reader ON prompted_edit (reader, open);
CREATE INDEX prompted_edit_document ON prompted_edit (document, open);
CREATE INDEX prompted_edit_edited ON prompted_edit (edited, open) WHERE edited IS NOT NULL;

-- What responses are about, by every name that their target bears; newest first by the key itself.
CREATE TABLE about (
  form INTEGER NOT NULL REFERENCES form, open INTEGER NOT NULL, act TEXT NOT NULL, moment TEXT NOT NULL,
  id TEXT NOT NULL, response INTEGER NOT NULL REFERENCES response, place INTEGER NOT NULL REFERENCES document,
  PRIMARY KEY (form, open, act, moment, id, response)) WITHOUT ROWID;
CREATE INDEX about_response ON about (response);

CREATE TABLE spell (
  document INTEGER NOT NULL REFERENCES document, kind TEXT NOT NULL, subject TEXT NOT NULL, nth INTEGER NOT NULL,
  state TEXT NOT NULL, "from" TEXT, "to" TEXT, cause TEXT, PRIMARY KEY (subject, kind, nth)) WITHOUT ROWID;
CREATE INDEX spell_document ON spell (document);
CREATE TABLE disagreement (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, author INTEGER NOT NULL REFERENCES author,
  against INTEGER NOT NULL REFERENCES author, objections INTEGER NOT NULL, open INTEGER NOT NULL, newest TEXT NOT NULL,
  UNIQUE (author, against));
CREATE INDEX disagreement_against ON disagreement (against, newest, id);
CREATE INDEX disagreement_author ON disagreement (author, newest, id);
CREATE INDEX disagreement_newest ON disagreement (newest, id);
CREATE INDEX disagreement_objections ON disagreement (objections, id);
CREATE TABLE judgement (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, verdict TEXT NOT NULL, act TEXT, target TEXT, "by" TEXT NOT NULL,
  at TEXT NOT NULL, exact TEXT NOT NULL, target_exact TEXT, document TEXT NOT NULL, answered TEXT) WITHOUT ROWID;
CREATE INDEX judgement_document ON judgement (document);
CREATE INDEX judgement_answered ON judgement (answered) WHERE answered IS NOT NULL;
CREATE INDEX judgement_subject ON judgement (subject, at, id);
CREATE INDEX judgement_target ON judgement (target) WHERE target IS NOT NULL;

-- What is to be done. Marks rise through the whole store, so the smallest is the oldest.
CREATE TABLE task (
  kind TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document, mark INTEGER NOT NULL,
  PRIMARY KEY (kind, document)) WITHOUT ROWID;
CREATE INDEX task_mark ON task (kind, mark);

-- Full text. Rows hold words already in normal form with "|" between wordings, so the tokenizer only cuts at spaces.
CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = "ascii tokenchars '''|'");
CREATE VIRTUAL TABLE title USING fts5 (words, tokenize = "ascii tokenchars '''|'");
CREATE VIRTUAL TABLE name USING fts5 (text, tokenize = 'trigram');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO title (title, rank) VALUES ('secure-delete', 1);
INSERT INTO name (name, rank) VALUES ('secure-delete', 1);
`

/** What people say: their verdict with the machine's reading (`judged`), and judgements in order of time. */
const SECOND = `
ALTER TABLE response ADD COLUMN judged TEXT;
CREATE INDEX judgement_at ON judgement (at, id);
`

/** The documents of a thread in order of time: what stands before one in a flat thread. */
const THIRD = `
DROP INDEX document_root;
CREATE INDEX document_root ON document (root, moment, id);
`

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: FIRST },
  { version: 2, sql: SECOND },
  { version: 3, sql: THIRD },
]

const NEWEST = MIGRATIONS.at(-1)?.version ?? 0

/** Brings the file's schema up to date, in one transaction. Throws `Unusable` for what is not ours or newer. */
export function migrate(db: Db, readOnly: boolean): void {
  if (versionOf(db) === NEWEST) return
  if (readOnly) throw new Unusable(db.address, 'its schema is older: open it once for writing')
  db.write(() => {
    // Read again inside: another process may have been first.
    const from = versionOf(db)
    for (const { version, sql } of MIGRATIONS) if (version > from) db.exec(sql)
    db.exec(`PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${NEWEST};`)
  })
}

function versionOf(db: Db): number {
  const application = db.get<{ application_id: number }>('PRAGMA application_id')?.application_id ?? 0
  const version = db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
  const tables = db.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n ?? 0
  if (application !== APPLICATION && tables > 0) throw new Unusable(db.address, 'it is a database of another program')
  if (version > NEWEST)
    throw new Unusable(
      db.address,
      `its schema is version ${version} and this program knows ${NEWEST}: update the program`,
    )
  return version
}
