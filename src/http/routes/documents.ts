/** Documents, their revisions, and what changed between two of them. */
import { z } from 'zod'
import type { Revision } from '../../../graph/index.ts'
import { addressOf, clocksQuery, revisionAddress, segment } from '../../answers/addresses.ts'
import { COMPARISON, compare } from '../../answers/compare.ts'
import { CLOCKS, clocksOf } from '../../answers/params.ts'
import { show } from '../../answers/rows.ts'
import { ROW_SCHEMAS } from '../../answers/schemas.ts'
import { problem } from '../../problems.ts'
import type { Links } from '../headers.ts'
import { memento } from '../memento.ts'
import { json, redirect } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'
import { rowOf } from './things.ts'

type Brief = Omit<Revision, 'text'>

const query = z.object(CLOCKS)
/** A page shows a long text in parts; JSON has the whole. */
const reading = query.extend({
  part: z.coerce
    .number('must be a whole number')
    .int()
    .min(1)
    .optional()
    .describe('Of the page of a long text: which part'),
})
const parts = { id: 'Id of the document: `source:nativeId`' }

const brief = z.object({
  id: z.string(),
  self: z.string(),
  key: z.string().describe("The source's own id of it"),
  number: z.number(),
  at: z.string().nullable(),
  observedAt: z.string().nullable().describe('When it was learned'),
  origin: z.enum(['api', 'observed', 'in-text']),
  editor: z.string().nullable(),
  note: z.string().nullable(),
  textHash: z.string(),
})

function shown({ id, document, key, number, at, observedAt, origin, editor, note, textHash }: Brief) {
  return { id, self: revisionAddress(document, id), key, number, at, observedAt, origin, editor, note, textHash }
}

/** RFC 5829: where the other versions are. */
function versionLinks(document: string, revisions: readonly Brief[], here: string | null): Links {
  const at = revisions.findIndex(({ id }) => id === here)
  const address = (revision: Brief | undefined): string | null =>
    revision === undefined ? null : revisionAddress(document, revision.id)
  return {
    'version-history': `${addressOf('document', document)}/revisions`,
    'latest-version': address(revisions.at(-1)),
    'predecessor-version': at > 0 ? address(revisions[at - 1]) : null,
    'successor-version': at >= 0 ? address(revisions[at + 1]) : null,
  }
}

const document = route({
  path: '/documents/{id}',
  summary: 'A document with its current text, or its text as of then',
  parts,
  query: reading,
  answers: {
    schema: ROW_SCHEMAS.document.extend({ asOf: z.string().nullable(), knownBy: z.string().nullable() }),
  },
  async handle({ service: { store }, path, params, address }) {
    const clocks = clocksOf(params)
    const row = await rowOf(store, 'document', path.id!, clocks)
    const revisions = await store.revisions(row.id, clocks.asOf)
    const { links, headers } = memento(clocks, address)
    const versions = versionLinks(row.id, revisions, row.revision?.id ?? null)
    return json(
      { ...show('document', row, clocksQuery(clocks)), ...clocks },
      { links: { ...versions, ...links }, headers },
    )
  },
})

const revisions = route({
  path: '/documents/{id}/revisions',
  summary: 'The revisions of a document, oldest first',
  parts,
  query,
  answers: { schema: z.object({ document: z.string(), revisions: z.array(brief), asOf: z.string().nullable() }) },
  async handle({ service: { store }, path, params, address }) {
    const clocks = clocksOf(params)
    const row = await rowOf(store, 'document', path.id!, clocks)
    const found = await store.revisions(row.id, clocks.asOf)
    const { links, headers } = memento(clocks, address)
    const up = {
      up: addressOf('document', row.id),
      'latest-version': versionLinks(row.id, found, null)['latest-version'],
    }
    const body = { document: row.id, revisions: found.map(shown), asOf: clocks.asOf }
    return json(body, { links: { ...up, ...links }, headers })
  },
})

const revision = route({
  path: '/documents/{id}/revisions/{key}',
  summary: 'One revision of a document with its text',
  parts: { ...parts, key: 'Key of the revision, or its number' },
  query: reading,
  answers: { schema: brief.extend({ document: z.string(), format: z.string(), text: z.string() }) },
  async handle({ service: { store }, path, params }) {
    const clocks = clocksOf(params)
    const row = await rowOf(store, 'document', path.id!, clocks)
    const all = await store.revisions(row.id, clocks.asOf)
    const found = await store.revision(pick(all, path.key!).id)
    if (found === null) throw noRevision(path.key!)
    const { format, text, at } = found
    const headers = at === null ? {} : memento({ asOf: at, knownBy: null }, '').headers
    const links = { ...versionLinks(row.id, all, found.id), up: addressOf('document', row.id) }
    return json({ ...shown(found), document: row.id, format, text }, { links, headers })
  },
})

const comparison = route({
  path: '/documents/{id}/compare/{range}',
  summary: 'What changed from one revision to another: claims added, reworded and withdrawn, and the responses to them',
  parts: { ...parts, range: 'Keys or numbers of two revisions with two dots between: `3..4`' },
  query,
  answers: { schema: COMPARISON },
  async handle({ service: { store }, path, params, address }) {
    const clocks = clocksOf(params)
    const row = await rowOf(store, 'document', path.id!, clocks)
    const all = await store.revisions(row.id, clocks.asOf)
    const [from, to] = pickTwo(all, path.range!)
    const body = await compare(store, row.id, from, to, clocks)
    const { links, headers } = memento(clocks, address)
    const up = addressOf('document', row.id)
    return json({ ...body, from: shown(from), to: shown(to) }, { links: { up, ...links }, headers })
  },
})

/** A form cannot write `a..b` into a path; this leads on to where that stands. */
const compared = route({
  path: '/documents/{id}/compare',
  summary: 'Leads to the comparison of two revisions: `from=3&to=4`',
  parts,
  query: query.extend({
    from: z.string().describe('Key or number of the earlier revision'),
    to: z.string().describe('Key or number of the later revision'),
  }),
  answers: { status: 303, types: ['text/plain'] },
  handle({ path, params: { from, to, ...clocks } }) {
    const range = segment(`${from}..${to}`)
    return redirect(`${addressOf('document', path.id!)}/compare/${range}${clocksQuery(clocksOf(clocks))}`)
  },
})

const noRevision = (key: string) =>
  problem('unknown-id', `the document has no revision "${key.slice(0, 100)}"`, { extra: { id: key } })

/** A revision by what its id ends with (an in-text one shares its key with the one after it), else by its key or number. */
function pick(all: readonly Brief[], key: string): Brief {
  const found =
    all.find((one) => one.id.endsWith(`@${key}`)) ??
    all.find((one) => one.key === key) ??
    all.find((one) => String(one.number) === key)
  if (found === undefined) throw noRevision(key)
  return found
}

/** The two of "a..b"; a key may hold dots itself, so every cut is tried. */
function pickTwo(all: readonly Brief[], range: string): readonly [Brief, Brief] {
  for (let at = range.indexOf('..'); at >= 0; at = range.indexOf('..', at + 1)) {
    const known = (key: string): boolean =>
      all.some((one) => one.key === key || String(one.number) === key || one.id.endsWith(`@${key}`))
    const [a, b] = [range.slice(0, at), range.slice(at + 2)]
    if (known(a) && known(b)) return [pick(all, a), pick(all, b)]
  }
  if (!range.includes('..')) throw problem('bad-path', 'two revisions are compared as `a..b`')
  throw noRevision(range)
}

export const DOCUMENTS: readonly Route[] = [document, revisions, revision, compared, comparison]
