/** Discussions in JSON-LD (schema.org DiscussionForumPosting, QAPage, comments) as documents. */
import { bareHost, digest } from '../../../graph/ids.ts'
import type { AuthorRef, DocumentState, SourceDocument } from '../../../graph/model.ts'
import { instant } from '../../../graph/time.ts'
import { documentWith, tombstone, wording } from '../document.ts'
import { textOfDescription } from '../feed/entry.ts'
import { isObject, type JsonObject } from '../json.ts'
import { listOf, stringOf, typesOf } from './json-ld.ts'

const KINDS: Readonly<Record<string, string>> = {
  DiscussionForumPosting: 'post',
  SocialMediaPosting: 'post',
  Question: 'question',
  Answer: 'answer',
  Comment: 'comment',
}
/** Where a node says what answers it. */
const REPLIES = ['comment', 'acceptedAnswer', 'suggestedAnswer'] as const
/** Where a node that is no posting holds some. */
const HOLDERS = ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'itemListElement', 'item'] as const

/** Pages say no more than this; whoever writes more wants to keep us busy. */
const MOST_NODES = 100_000

interface Waiting {
  readonly value: unknown
  readonly parent: SourceDocument | null
  readonly root: string | null
}

/** Documents of a page, parents first. A posting that several scripts tell is told once. */
export function postingsOf(values: readonly unknown[], page: string): readonly SourceDocument[] {
  const found = new Map<string, SourceDocument>()
  const waiting: Waiting[] = [...values].reverse().map((value) => ({ value, parent: null, root: null }))
  let seen = 0
  for (let next = waiting.pop(); next !== undefined && seen < MOST_NODES; next = waiting.pop(), seen++) {
    const { value, parent, root } = next
    if (Array.isArray(value)) {
      for (const each of [...value].reverse()) waiting.push({ ...next, value: each })
      continue
    }
    if (!isObject(value)) continue
    const kind = typesOf(value).flatMap((type) => KINDS[type] ?? [])[0]
    if (kind === undefined) {
      for (const name of [...HOLDERS].reverse())
        for (const each of [...listOf(value[name])].reverse()) waiting.push({ value: each, parent, root })
      continue
    }
    const document = documentOf(value, kind, page, { parent, root })
    if (document === null) continue
    if (!found.has(document.id)) found.set(document.id, document)
    const above = root ?? document.id
    for (const name of [...REPLIES].reverse())
      for (const each of [...listOf(value[name])].reverse())
        waiting.push({ value: each, parent: document, root: above })
  }
  return [...found.values()]
}

interface Above {
  readonly parent: SourceDocument | null
  readonly root: string | null
}

function documentOf(node: JsonObject, kind: string, page: string, { parent, root }: Above): SourceDocument | null {
  const said = stringOf(node.text) ?? stringOf(node.articleBody)
  const title = stringOf(node.headline) ?? (kind === 'comment' ? null : stringOf(node.name))
  const state = stateOf(node)
  if (said === null && title === null && state === 'live') return null
  const at = timeOf(node.datePublished) ?? timeOf(node.dateCreated)
  const author = authorOf(node)
  const url = addressOf(stringOf(node.url) ?? stringOf(node['@id']), page)
  const isForeign = url !== null && hostOf(url) !== hostOf(page)
  const own = url === null || isForeign || (parent !== null && idOfAddress(url) === parent.id) ? null : idOfAddress(url)
  const id =
    own ??
    (parent === null && !isForeign
      ? idOfAddress(page)
      : nameless(parent?.id ?? idOfAddress(page), node, at, author, said))
  const above = parent?.id ?? idOfParent(node, page)
  const place = {
    ...{ source: 'web', id, kind, url: url ?? addressOf(page, page), author, createdAt: at },
    ...{ parent: above === id ? null : above, root: above === id ? null : root },
  }
  if (state !== 'live') return tombstone({ ...place, state })
  return documentWith({
    ...place,
    title,
    score: scoreOf(node),
    revisions: [wording({ ...textOfDescription(said ?? ''), at: timeOf(node.dateModified) ?? at, editor: author })],
    extra: node.acceptedAnswer === undefined ? {} : { answered: true },
  })
}

/** A page speaks for its own host alone: what it tells of another's posting must not stand in that posting's place. */
const hostOf = (address: string): string => bareHost(new URL(address).host)

/** Id of a page in the source `web`: host without www, path and query; of a part of it with its fragment. */
function idOfAddress(address: string): string {
  const { pathname, search, hash } = new URL(address)
  return `${hostOf(address)}${pathname.replace(/\/+$/, '')}${search}${hash}`
}

function addressOf(text: string | null, page: string): string | null {
  if (text === null || !URL.canParse(text, page)) return null
  const url = new URL(text, page)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/** Ids below others grow with the depth: long ones go on from a digest of what they are below. */
const LONGEST_ID = 500

function shortened(id: string): string {
  return id.length <= LONGEST_ID
    ? id
    : `${id.slice(0, LONGEST_ID / 2).split('#')[0]}#${digest('above', id).slice(0, 20)}`
}

/** A comment without an address is known by who said it when; without those by its words. */
function nameless(
  parent: string,
  node: JsonObject,
  at: string | null,
  author: AuthorRef | null,
  said: string | null,
): string {
  const name = stringOf(node.identifier)
  const above = shortened(parent)
  const hash = above.includes('#') ? '/' : '#'
  if (name !== null) return `${above}${hash}${name}`
  const told = at !== null && author !== null ? [author.id, at] : [said ?? '']
  return `${above}${hash}${digest('comment', ...told).slice(0, 12)}`
}

function idOfParent(node: JsonObject, page: string): string | null {
  const [parent] = listOf(node.parentItem)
  const url = addressOf(isObject(parent) ? (stringOf(parent.url) ?? stringOf(parent['@id'])) : stringOf(parent), page)
  return url === null ? null : idOfAddress(url)
}

function stateOf(node: JsonObject): DocumentState {
  return /deleted/i.test(stringOf(node.creativeWorkStatus) ?? '') ? 'deleted' : 'live'
}

function authorOf(node: JsonObject): AuthorRef | null {
  const [author] = listOf(node.author)
  const name = isObject(author) ? (stringOf(author.name) ?? stringOf(author.alternateName)) : stringOf(author)
  if (name === null) return null
  const url = isObject(author) ? stringOf(author.url) : null
  return { id: url ?? name, name, ...(url === null ? {} : { url }) }
}

const timeOf = (value: unknown): string | null => instant(stringOf(value) ?? '')

/** Likes, where an interaction counter says how many there are; else `upvoteCount`. */
function scoreOf(node: JsonObject): number | null {
  for (const counter of listOf(node.interactionStatistic)) {
    if (!isObject(counter)) continue
    const type = counter.interactionType
    const name = isObject(type) ? typesOf(type).join() : String(type ?? '')
    const count = Number(stringOf(counter.userInteractionCount))
    if (/Like|Endorse|Vote/.test(name) && Number.isFinite(count)) return count
  }
  const votes = Number(stringOf(node.upvoteCount) ?? Number.NaN)
  return Number.isFinite(votes) ? votes : null
}
