/** What a question means in this store: its target resolved, its people and documents looked up, its words as a search. */
import type { Meant } from '../filters.ts'
import { type Question, type Resolved, Unknown } from '../question.ts'
import { searchTerms } from '../search.ts'
import { nearest, resolveTarget } from '../target.ts'
import { claimRow } from './claims.ts'
import { phrase } from './codec.ts'
import type { Db, RowId } from './db.ts'
import type { StoredNames } from './names.ts'

/** A form under which a concept is looked for, and how it is read where it has several senses. */
export interface Name {
  readonly form: RowId
  readonly leads: boolean
  readonly ambiguous: boolean
}

/** A target in the store's own terms. */
export type Aim =
  | { readonly kind: 'claim'; readonly row: RowId }
  | { readonly kind: 'document'; readonly row: RowId; readonly id: string }
  | { readonly kind: 'response'; readonly id: string }
  | { readonly kind: 'author'; readonly row: RowId }
  | { readonly kind: 'concept'; readonly names: readonly Name[]; readonly members: readonly RowId[] }

export interface Meaning {
  readonly meant: Meant
  readonly target: Resolved | null
  readonly aim: Aim | null
}

/** Throws `Unknown` for a target, person or document that is not stored. */
export function meaningOf(db: Db, names: StoredNames, { filters, asOf, knownBy }: Question): Meaning {
  const asked = filters.target ?? filters.sense
  const target = asked === undefined ? null : resolveTarget(asked, filters.sense, names)
  const search = filters.q === undefined ? null : searchQuery(filters.q)
  return {
    target,
    aim: target === null ? null : aimOf(db, names, target),
    meant: {
      ...{ filters, asOf, knownBy, search },
      authors: peopleOf(names, filters.author),
      against: peopleOf(names, filters.against),
      document: filters.document === undefined ? null : documentOf(names, filters.document),
    },
  }
}

function aimOf(db: Db, names: StoredNames, { ref }: Resolved): Aim {
  switch (ref.kind) {
    case 'claim':
      return { kind: 'claim', row: claimRow(db, ref.id)! }
    case 'document':
      return { kind: 'document', row: names.documentRow(ref.id)!, id: ref.id }
    case 'response':
      return { kind: 'response', id: ref.id }
    case 'author':
      return { kind: 'author', row: names.authorRows(ref.id)[0]!.row }
    case 'concept': {
      const root = names.conceptRow(ref.id)!
      const members = names.members(root)
      return { kind: 'concept', members, names: names.formsOf(members, root) }
    }
  }
}

function peopleOf(names: StoredNames, author: string | undefined): readonly RowId[] {
  if (author === undefined) return []
  const rows = names.authorRows(author).map(({ row }) => row)
  if (rows.length === 0) throw new Unknown(author, nearest(author, names.alike(author, 'people')))
  return rows
}

function documentOf(names: StoredNames, document: string): RowId {
  const row = names.documentRow(document)
  if (row === null) throw new Unknown(document, [])
  return row
}

/** FTS5's query for a search; one that holds no word finds nothing. */
function searchQuery(q: string): string {
  const { parts } = searchTerms(q)
  return parts.length === 0 ? phrase(['|', '|', '|']) : parts.map(phrase).join(' AND ')
}
