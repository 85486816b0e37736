/** Rows as a person reads them in a terminal. JSON is what programs get (output.ts). */
import type {
  AuthorBrief,
  AuthorRow,
  ClaimRow,
  ConceptRow,
  DisagreementRow,
  DocumentBrief,
  DocumentRow,
  HitRow,
  ResponseRow,
  Row,
  RowKind,
} from '../../graph/index.ts'

const MARGIN = '    '

/** Control signs would let a discussion's text steer the terminal: they are shown as a blank. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

const quote = (text: string): string => `“${plain(text)}”`
const day = (at: string | null): string => (at === null ? 'undated' : at.slice(0, 10))
const name = (author: AuthorBrief | null): string => (author === null ? 'unknown author' : plain(author.name))
const title = (document: DocumentBrief): string => plain(document.title ?? `${document.kind} ${document.id}`)
const facts = (...parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '').join(' · ')
const where = (document: DocumentBrief): string => facts(title(document), document.url ?? document.id)
const acts = (counts: { readonly [act: string]: number }): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([act, count]) => `${count} ${act}`)
    .join(', ')

function target({ to }: ResponseRow): string | null {
  const words = to.exact === null ? null : quote(to.exact)
  const thing = to.concept?.label ?? (to.document === null ? null : title(to.document))
  if (words === null && thing === null) return null
  return `to ${facts(to.author && name(to.author), words, thing, to.response && `undercuts ${to.response}`)}`
}

const response = (row: ResponseRow): string[] => [
  facts(row.act, name(row.author), day(row.at), row.state, row.targetState && `target ${row.targetState}`),
  quote(row.exact),
  target(row) ?? '',
  row.to.now === null ? '' : `now ${quote(row.to.now)}`,
  facts(`${Math.round(row.confidence * 100)} % sure, by ${row.rule}`, row.id, where(row.document)),
]

const claim = (row: ClaimRow): string[] => [
  facts(row.state === 'withdrawn' && 'withdrawn', name(row.author), day(row.at), acts(row.responses)),
  quote(row.text),
  facts(row.id, where(row.document)),
]

const document = (row: DocumentRow): string[] => [
  facts(
    row.kind,
    name(row.author),
    day(row.createdAt),
    row.state !== 'live' && row.state,
    `${row.revisions} revisions`,
  ),
  where(row),
]

const concept = (row: ConceptRow): string[] => [
  facts(plain(row.label), `${row.claims} claims`, acts(row.responses)),
  facts(row.id, [...new Set(row.aliases.map((alias) => plain(alias.name)))].join(', ')),
]

const author = (row: AuthorRow): string[] => [facts(plain(row.name), `${row.documents} documents`), row.id]

const hit = (row: HitRow): string[] => [
  facts(name(row.author), day(row.at)),
  quote(row.text),
  facts(row.claim, where(row.document)),
]

const disagreement = (row: DisagreementRow): string[] => [
  `${name(row.author)} with ${name(row.against)}`,
  facts(`${row.objections} objections`, `${row.open} open`, `newest ${day(row.newest)}`),
]

const LINES: { readonly [K in RowKind]: (row: Row<K>) => string[] } = {
  response,
  claim,
  document,
  concept,
  author,
  hit,
  disagreement,
}

/** A row in a few lines, the first flush left. */
export function rowText<K extends RowKind>(kind: K, row: Row<K>): string {
  const [first, ...others] = LINES[kind](row).filter((line) => line !== '')
  return [first, ...others.map((line) => MARGIN + line)].join('\n')
}
