/** Posts and comments of Stack Exchange tables as documents: rows of one RevisionGUID are one revision. */
import type { AuthorRef, DocumentState, Iso, Json, SourceDocument, SourceRevision } from '../../../graph/model.ts'
import { instant } from '../../../graph/time.ts'
import type { Row, Tables } from './tables.ts'

/** PostHistoryTypeId: what a row changes. Rollbacks carry the text that they restored. */
const TITLE = new Set(['1', '4', '7'])
const BODY = new Set(['2', '5', '8'])
const TAGS = new Set(['3', '6', '9'])
const DELETED = '12'
const UNDELETED = '13'
const KINDS: Readonly<Record<string, string>> = { '1': 'question', '2': 'answer', '4': 'wiki', '5': 'wiki' }

export interface Found {
  readonly document: SourceDocument
  readonly where: string
}

/** Documents of all posts, then of all comments, by number of their ids. */
export function* documentsOf(source: string, tables: Tables): Generator<Found> {
  const ids = new Set([...tables.posts.keys(), ...tables.history.keys()])
  for (const id of [...ids].sort((a, b) => Number(a) - Number(b))) {
    const document = postOf(source, id, tables)
    if (document !== null) yield { document, where: `post ${id}` }
  }
  for (const row of tables.comments) {
    const document = commentOf(source, row, tables)
    if (document !== null) yield { document, where: `comment ${row.Id}` }
  }
}

function postOf(source: string, id: string, tables: Tables): SourceDocument | null {
  const post = tables.posts.get(id) ?? {}
  const rows = [...(tables.history.get(id) ?? [])].sort((a, b) => Number(a.Id) - Number(b.Id))
  const { revisions, title, tags } = historyOf(rows, tables)
  if (revisions.length === 0) revisions.push(...renderedOf(post, tables))
  const [first] = revisions
  if (first === undefined) return null
  const { state, stateAt } = stateOf(rows)
  const asked = rows.some(({ PostHistoryTypeId }) => PostHistoryTypeId === '1')
  const parent = post.ParentId ?? null
  return {
    source,
    id,
    kind: KINDS[post.PostTypeId ?? ''] ?? (asked ? 'question' : 'answer'),
    title: post.Title ?? title,
    subtitle: null,
    url: null,
    author: personOf(post.OwnerUserId, post.OwnerDisplayName, tables) ?? first.editor,
    createdAt: timeOf(post.CreationDate) ?? first.at,
    ...{ parent, root: parent, state, stateAt },
    score: numberOf(post.Score),
    ...{ aliases: [], quote: null, respondsToRevision: null },
    revisions: revisions.map((each) => ({ ...each, title: each.title === (post.Title ?? title) ? null : each.title })),
    extra: extraOf(post, tags),
  }
}

function extraOf(post: Row, tags: string | null): { [key: string]: Json } {
  const names = (post.Tags ?? tags ?? '').split(/[<>|]+/).filter((name) => name !== '')
  const accepted = post.AcceptedAnswerId
  return {
    ...(names.length > 0 ? { tags: names } : {}),
    ...(accepted === undefined ? {} : { acceptedAnswer: accepted }),
  }
}

/** Revisions from the rows of one post: a title or body that a revision does not change is the one before it. */
function historyOf(rows: readonly Row[], tables: Tables) {
  const revisions: SourceRevision[] = []
  let title: string | null = null
  let body: string | null = null
  let tags: string | null = null
  for (const group of groups(rows)) {
    const of = (types: ReadonlySet<string>) =>
      group.findLast(({ PostHistoryTypeId }) => types.has(PostHistoryTypeId ?? ''))
    const [titleRow, bodyRow] = [of(TITLE), of(BODY)]
    tags = of(TAGS)?.Text ?? tags
    const row = bodyRow ?? titleRow
    if (row === undefined) continue
    title = titleRow?.Text ?? title
    body = bodyRow?.Text ?? body
    if (body === null) continue
    revisions.push({
      key: row.RevisionGUID || row.Id!,
      number: revisions.length + 1,
      at: timeOf(row.CreationDate),
      observedAt: null,
      editor: personOf(row.UserId, row.UserDisplayName, tables),
      note: row.Comment || null,
      ...{ format: 'markdown', title, subtitle: null, body: body.replaceAll('\r\n', '\n') },
    })
  }
  return { revisions, title, tags }
}

/** Rows of one RevisionGUID together, in order of the first of them. */
function groups(rows: readonly Row[]): Iterable<readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const guid = row.RevisionGUID || row.Id!
    const group = found.get(guid)
    if (group === undefined) found.set(guid, [row])
    else group.push(row)
  }
  return found.values()
}

/** The one text of a post without history: rendered HTML. */
function renderedOf(post: Row, tables: Tables): SourceRevision[] {
  if (post.Body === undefined) return []
  const at = timeOf(post.LastEditDate) ?? timeOf(post.CreationDate)
  const editor = personOf(post.OwnerUserId, post.OwnerDisplayName, tables)
  const bare = { observedAt: null, editor, note: null, title: null, subtitle: null }
  return [{ key: at ?? '1', number: 1, at, ...bare, format: 'html', body: post.Body }]
}

/** Whether the last of the deletions and undeletions took the post away. */
function stateOf(rows: readonly Row[]): { readonly state: DocumentState; readonly stateAt: Iso | null } {
  const last = rows.findLast(({ PostHistoryTypeId: type }) => type === DELETED || type === UNDELETED)
  if (last?.PostHistoryTypeId !== DELETED) return { state: 'live', stateAt: null }
  return { state: 'deleted', stateAt: timeOf(last.CreationDate) }
}

/** A comment's id is set apart from posts', which are numbered on their own. */
function commentOf(source: string, row: Row, tables: Tables): SourceDocument | null {
  const { Id = '', PostId = '', Text } = row
  if (Text === undefined) return null
  const author = personOf(row.UserId, row.UserDisplayName, tables)
  const at = timeOf(row.CreationDate)
  const said = { at, observedAt: null, editor: author, note: null, title: null, subtitle: null }
  return {
    source,
    id: `c${Id}`,
    kind: 'comment',
    ...{ title: null, subtitle: null, url: null, author, createdAt: at },
    parent: PostId,
    root: tables.posts.get(PostId)?.ParentId ?? PostId,
    ...{ state: 'live', stateAt: null, score: numberOf(row.Score), aliases: [], quote: null, respondsToRevision: null },
    revisions: [{ key: '1', number: 1, ...said, format: 'markdown', body: Text }],
    extra: {},
  }
}

/** An account, or the name of one that is no more. */
function personOf(id: string | undefined, shown: string | undefined, tables: Tables): AuthorRef | null {
  if (id) return { id, name: tables.users.get(id) || shown || `user ${id}` }
  return shown ? { id: `name:${shown}`, name: shown } : null
}

/** Dates of the dump have no zone: they are UTC. */
const timeOf = (date: string | undefined): Iso | null => (date ? instant(date) : null)
const numberOf = (text: string | undefined): number | null => (text ? Number(text) : null)
