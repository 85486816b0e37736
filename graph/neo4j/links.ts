/** Stores what was linked: new responses and prompted edits are opened, those that no longer hold closed. */
import { formerIds, oneEach, saysEdit, saysResponse, versionChange } from '../links.ts'
import type { Linked, PromptedEdit, Response } from '../model.ts'
import type { Task } from '../store.ts'
import { judged } from './judged.ts'
import { finish, timely } from './marks.ts'
import { redirect } from './redirects.ts'
import {
  type Answered,
  answeredAuthors,
  insertResponses,
  openResponses,
  resolved,
  type StoredResponse,
} from './responses.ts'
import type { Unit } from './unit.ts'
import { closeVersions, touch } from './versions.ts'

export interface LinkedTask {
  readonly task: Task
  readonly linked: Linked | null
}

/** Writes what was linked of each document and closes its task, unless the document changed meanwhile. */
export async function putLinked(unit: Unit, links: readonly LinkedTask[]): Promise<void> {
  const present = await timely(unit.tx, links)
  await putResponses(unit, present)
  await putEdits(unit, present)
  await finish(
    unit.tx,
    present.map(({ task }) => task),
    unit.mark,
  )
}

async function putResponses(unit: Unit, links: readonly LinkedTask[]): Promise<void> {
  const { tx } = unit
  const read = await resolved(
    tx,
    links.flatMap(({ linked }) => oneEach(linked?.responses ?? [])),
  )
  const formerOf = await openResponses(
    tx,
    links.map(({ task }) => task.document),
  )
  // What people said of a response is known by its present id before it is looked for.
  const readOf = Map.groupBy(read, ({ document }) => document)
  await redirect(
    unit,
    links.flatMap(({ task: { document } }) => formerIds(formerOf.get(document) ?? [], readOf.get(document) ?? [])),
  )
  const nextOf = Map.groupBy(await judged(tx, read), ({ document }) => document)
  const kept: StoredResponse[] = []
  const closed: StoredResponse[] = []
  const opened: Response[] = []
  for (const { task } of links) {
    const next = nextOf.get(task.document) ?? []
    const change = versionChange<StoredResponse, Response>(formerOf.get(task.document) ?? [], next, saysResponse)
    kept.push(...change.kept.map(({ former }) => former))
    closed.push(...change.closed)
    opened.push(...change.opened)
  }
  const authors = await answeredAuthors(
    tx,
    [...kept, ...opened].map(({ to }) => to),
    opened,
  )
  await closeVersions(unit, closed, unit.learnedAt)
  await insertResponses(unit, opened, authors, new Set(closed.map(({ id }) => id)), unit.learnedAt)
  for (const response of opened) {
    touch(unit, response.document, response.to.document)
    if (response.act === 'objection') unit.notePair(response.author, authors(response.to))
  }
  await refreshAuthors(unit, kept, authors)
}

/** The authors of what is answered may have become known since. */
async function refreshAuthors(unit: Unit, kept: readonly StoredResponse[], authors: Answered): Promise<void> {
  const other = kept.filter(({ to, toAuthor }) => authors(to) !== toAuthor)
  await unit.tx.each(
    other.map(({ element, to }) => ({ element, author: authors(to) })),
    'UNWIND $rows AS row MATCH (r:Response) WHERE elementId(r) = row.element SET r.toAuthor = row.author',
  )
  for (const { act, author, to, toAuthor } of other) {
    if (act !== 'objection') continue
    unit.notePair(author, toAuthor)
    unit.notePair(author, authors(to))
  }
}

type StoredEdit = PromptedEdit & { readonly element: string; readonly reader: string }

async function putEdits(unit: Unit, links: readonly LinkedTask[]): Promise<void> {
  const { tx, learnedAt } = unit
  const stored = await tx.from<StoredEdit>(
    links.map(({ task }) => task.document),
    `UNWIND $rows AS reader MATCH (:Document {id: reader})<-[:READ_IN]-(e:PromptedEdit) WHERE e.open
     RETURN elementId(e) AS element, reader, e.response AS response, e.document AS document, e.edited AS edited,
       e.revision AS revision, e.at AS at, e.confidence AS confidence, e.rule AS rule, e.evidence AS evidence`,
  )
  const formerOf = Map.groupBy(stored, ({ reader }) => reader)
  const closed: StoredEdit[] = []
  const opened: { readonly reader: string; readonly edit: PromptedEdit }[] = []
  for (const { task, linked } of links) {
    const change = versionChange<StoredEdit, PromptedEdit>(
      formerOf.get(task.document) ?? [],
      linked?.promptedEdits ?? [],
      saysEdit,
    )
    closed.push(...change.closed)
    opened.push(...change.opened.map((edit) => ({ reader: task.document, edit })))
    for (const { document } of [...change.closed, ...change.opened]) touch(unit, task.document, document)
  }
  await tx.each(
    closed.map(({ element }) => element),
    'UNWIND $rows AS element MATCH (e:PromptedEdit) WHERE elementId(e) = element SET e.open = false, e.learnedTo = $learnedAt',
    { learnedAt },
  )
  await tx.each(
    opened.map(({ reader, edit: { response, document, edited, revision, at, confidence, rule, evidence } }) => ({
      reader,
      cells: {
        response,
        document,
        edited,
        revision,
        at,
        confidence,
        rule,
        evidence,
        open: true,
        learnedFrom: learnedAt,
        row: unit.nextRow(),
      },
    })),
    'UNWIND $rows AS row MATCH (d:Document {id: row.reader}) CREATE (e:PromptedEdit)-[:READ_IN]->(d) SET e = row.cells',
  )
}
