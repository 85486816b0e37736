/** The tables of a Stack Exchange site that matter here, as they are read. */

/** One row of a table, by column; absent columns are undefined, empty ones ''. */
export type Row = Readonly<Record<string, string | undefined>>

export interface Tables {
  readonly posts: Map<string, Row>
  /** Rows of PostHistory by PostId, as they stand in the file. */
  readonly history: Map<string, Row[]>
  readonly comments: Row[]
  /** DisplayName by user id. */
  readonly users: Map<string, string>
}

export type TableName = 'posts' | 'history' | 'comments' | 'users'

export interface Fault {
  readonly line: number | null
  readonly reason: string
}

/** Adds a row to its table. */
export function keep(tables: Tables, table: TableName, row: Row): void {
  const { Id = '', PostId = '', DisplayName = '' } = row
  if (table === 'posts') tables.posts.set(Id, row)
  else if (table === 'users') tables.users.set(Id, DisplayName)
  else if (table === 'comments') tables.comments.push(row)
  else {
    const rows = tables.history.get(PostId)
    if (rows === undefined) tables.history.set(PostId, [row])
    else rows.push(row)
  }
}
