/** What a question means in this store: its target resolved, its people and documents looked up, its words as a search. */

import type { Meant } from '../filters.ts'
import { kindOfId } from '../ids.ts'
import { type Question, type Resolved, type Sense, Unknown } from '../question.ts'
import { searchTerms } from '../search.ts'
import { type Names, nearest, resolveTarget } from '../target.ts'
import { formOf, wordKey } from '../words.ts'
import type { Tx } from './db.ts'
import type { Name, StoredNames } from './names.ts'
import { referredTo } from './neighbours.ts'
import { presentIds } from './redirects.ts'
import { formKey, gramsOf, keyed, quoted } from './values.ts'

/** A target in the store's own terms. */
export type Aim = { readonly kind: 'claim' | 'document' | 'response' | 'author'; readonly id: string } | ConceptAim

export interface ConceptAim {
  readonly kind: 'concept'
  readonly names: readonly Name[]
  readonly members: readonly string[]
}

export interface Meaning {
  readonly meant: Meant<string>
  readonly target: Resolved | null
  readonly aim: Aim | null
}

/** Trigrams of a name that are looked for. */
const GRAMS = 100
/** Names that share trigrams with an unknown one, compared in full. */
const COMPARED = 60

/** Throws `Unknown` for a target, person or document that is not stored. */
export async function meaningOf(tx: Tx, names: StoredNames, { filters, asOf, knownBy }: Question): Promise<Meaning> {
  const asked = filters.target ?? filters.sense
  const target = asked === undefined ? null : await resolve(tx, names, asked, filters.sense)
  return {
    target,
    aim: target === null ? null : await aimOf(names, target),
    meant: {
      ...{ filters, asOf, knownBy, search: filters.q === undefined ? null : searchQuery(filters.q) },
      authors: await peopleOf(tx, filters.author),
      against: await peopleOf(tx, filters.against),
      document: filters.document === undefined ? null : await knownDocument(tx, filters.document),
    },
  }
}

async function aimOf(names: StoredNames, { ref }: Resolved): Promise<Aim> {
  if (ref.kind !== 'concept') return ref
  const root = (await names.rootNamed(ref.id))!
  // Most concepts have no others merged into them: their names are asked for at the same time.
  const [members, own] = await Promise.all([names.members(root), names.formsOf([root], root)])
  return { kind: 'concept', members, names: members.length === 1 ? own : await names.formsOf(members, root) }
}

async function peopleOf(tx: Tx, author: string | undefined): Promise<readonly string[]> {
  if (author === undefined) return []
  const found = await authorsNamed(tx, author)
  if (found.length === 0) throw new Unknown(author, nearest(author, await alike(tx, author, 'people')))
  return found.map(({ ref }) => ref.id)
}

async function knownDocument(tx: Tx, idOrUrl: string): Promise<string> {
  const found = await documentNamed(tx, idOrUrl)
  if (found === null) throw new Unknown(idOrUrl, [])
  return found.ref.id
}

/** Lucene's query for a search; one that holds no word finds nothing. */
function searchQuery(q: string): string {
  const { parts } = searchTerms(q)
  return parts.length === 0 ? quoted(['|', '|', '|']) : parts.map((words) => `+${quoted(words)}`).join(' ')
}

// ---- targets ---------------------------------------------------------------------------------------------------------

/** Everything that resolving may ask is read first, since resolving itself is a pure function. */
async function resolve(tx: Tx, names: StoredNames, asked: string, sense: string | undefined): Promise<Resolved> {
  const text = asked.trim()
  const kind = kindOfId(text)
  const [claim, response, document, named, authors] = await Promise.all([
    kind === 'claim' ? claimNamed(tx, text) : null,
    kind === 'response' ? responseNamed(tx, text) : null,
    documentNamed(tx, text),
    conceptsNamed(names, text),
    authorsNamed(tx, text),
  ])
  const known = { claim, response, document, named, authors, concepts: new Map<string, Sense | null>() }
  for (const id of [text, sense ?? ''])
    if (kindOfId(id) === 'concept') known.concepts.set(id, await conceptNamed(names, id))
  const any =
    known.claim ?? known.response ?? known.concepts.get(text) ?? known.document ?? known.named[0] ?? known.authors[0]
  const near = any === undefined ? await alike(tx, asked) : []
  const lookups: Names = {
    claim: () => known.claim,
    response: () => known.response,
    concept: (id) => known.concepts.get(id) ?? null,
    document: () => known.document,
    conceptsNamed: () => known.named,
    authors: () => known.authors,
    alike: () => near,
  }
  return resolveTarget(asked, sense, lookups)
}

async function claimNamed(tx: Tx, id: string): Promise<Sense | null> {
  const present = await claimPresent(tx, id)
  if (present === null) return null
  const claim = await tx.get<{ text: string }>('MATCH (c:Claim {id: $id}) RETURN c.text AS text', { id: present })
  return { ref: { kind: 'claim', id: present }, label: claim!.text, weight: 1 }
}

/** A claim's id by that or by one it had before; null where there is none. */
export async function claimPresent(tx: Tx, id: string): Promise<string | null> {
  const found = await tx.get<{ id: string | null }>(
    `OPTIONAL MATCH (c:Claim {id: $id}) OPTIONAL MATCH (x:Redirect {former: $id}) OPTIONAL MATCH (o:Claim {id: x.id})
     RETURN coalesce(c.id, o.id) AS id`,
    { id },
  )
  return found?.id ?? null
}

async function responseNamed(tx: Tx, id: string): Promise<Sense | null> {
  const present = (await presentIds(tx, [id])).get(id) ?? id
  const found = await tx.get<{ exact: string }>(
    'MATCH (r:Response) WHERE r.id = $id RETURN r.exact AS exact ORDER BY r.open DESC, r.learnedFrom DESC LIMIT 1',
    { id: present },
  )
  return found === undefined ? null : { ref: { kind: 'response', id: present }, label: found.exact, weight: 1 }
}

async function conceptNamed(names: StoredNames, id: string): Promise<Sense | null> {
  const root = await names.rootNamed(id)
  return root === null ? null : senseOf(names, root, names.cells(root).weight)
}

async function conceptsNamed(names: StoredNames, text: string): Promise<readonly Sense[]> {
  if (formOf(text) === '') return []
  await names.loadSenses([formKey(text)])
  return names.sensesOf(formKey(text)).map(({ root, weight }) => senseOf(names, root, weight))
}

function senseOf(names: StoredNames, root: string, weight: number): Sense {
  const { id, label } = names.cells(root)
  return { ref: { kind: 'concept', id }, label, weight }
}

async function documentNamed(tx: Tx, idOrUrl: string): Promise<Sense | null> {
  const byId = await titleOf(tx, idOrUrl)
  if (byId !== null) return byId
  if (!/^(?:https?:)?\/\//i.test(idOrUrl)) return null
  const id = (await referredTo(tx, '', [idOrUrl]))(idOrUrl)
  return id === null ? null : titleOf(tx, id)
}

async function titleOf(tx: Tx, id: string): Promise<Sense | null> {
  const found = await tx.get<{ title: string | null }>('MATCH (d:Document {id: $id}) RETURN d.title AS title', { id })
  return found === undefined ? null : { ref: { kind: 'document', id }, label: found.title ?? id, weight: 1 }
}

/** People by id or by name, those of most documents first. */
async function authorsNamed(tx: Tx, idOrName: string): Promise<readonly Sense[]> {
  const key = wordKey(idOrName)
  const found = await tx.all<{ id: string; name: string; own: boolean; documents: number }>(
    `CALL () {
       MATCH (a:Author {id: $id}) RETURN a, true AS own
       UNION MATCH (a:Author) WHERE a.key = $key AND a.id IS NOT NULL AND $key <> '' RETURN a, false AS own }
     RETURN a.id AS id, a.name AS name, own,
       COUNT { MATCH (d:Document) WHERE d.author = a.id AND d.order IS NOT NULL } AS documents`,
    { id: idOrName, key: keyed(key) },
  )
  const own = found.filter((author) => author.own)
  return (own.length > 0 ? own : found)
    .map(({ id, name, documents }): Sense => ({ ref: { kind: 'author', id }, label: name, weight: documents }))
    .sort((a, b) => b.weight - a.weight || (a.ref.id < b.ref.id ? -1 : 1))
}

/** A name `n` as most documents write it. */
const WRITTEN = `CALL (n) {
    OPTIONAL MATCH ()-[o:DEFINES]->() WHERE o.form = n.form AND o.open
    WITH o.name AS name, count(*) AS many ORDER BY many DESC, name LIMIT 1 RETURN name AS written }
  OPTIONAL MATCH (k:Concept {form: n.form})
  RETURN coalesce(n.name, written, k.label, n.form) AS name`

async function beginning(tx: Tx, name: string): Promise<readonly string[]> {
  const found = await tx.all<{ name: string }>(
    `MATCH (n:Form) WHERE n.form STARTS WITH $text AND n.known WITH n ORDER BY n.form LIMIT $limit ${WRITTEN}`,
    { text: name.normalize('NFKC').toLowerCase().trim(), limit: COMPARED },
  )
  return found.map((one) => one.name)
}

/** Names that share trigrams, as they are written, or people's alone; for a name too short to have any, those that begin with it. */
async function alike(tx: Tx, name: string, of: 'all' | 'people' = 'all'): Promise<readonly string[]> {
  const grams = [...new Set(gramsOf(name))].slice(0, GRAMS)
  if (grams.length === 0) return of === 'people' ? [] : beginning(tx, name)
  const found = await tx.all<{ name: string }>(
    `CALL db.index.fulltext.queryNodes('name_grams', $query, {limit: $limit}) YIELD node AS n
     ${of === 'people' ? 'WITH n WHERE n:Author' : ''} ${WRITTEN}`,
    { query: grams.map((gram) => quoted([gram])).join(' OR '), limit: COMPARED },
  )
  return found.map((one) => one.name)
}
