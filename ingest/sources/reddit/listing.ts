/** A JSON listing of Reddit: posts and trees of comments, walked without recursion. */
import { isObject, type JsonObject } from '../json.ts'
import { bad, type Item } from '../source.ts'
import { wrongField } from '../wrong-field.ts'
import { documentOfThing, THING } from './things.ts'

export interface Walked {
  readonly items: readonly Item[]
  /** Ids of comments that the listing only names, by the post that they belong to (`t3_…`). */
  readonly more: readonly { readonly post: string; readonly children: readonly string[] }[]
  /** Where the next page begins, or null. */
  readonly after: string | null
}

/** Things of one or several listings; `where` is what they were read from. */
export function walkListing(value: unknown, where: string): Walked {
  const items: Item[] = []
  const more: { post: string; children: string[] }[] = []
  const waiting: unknown[] = Array.isArray(value) ? [...value].reverse() : [value]
  let after: string | null = null
  let post = ''
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isObject(next) || !isObject(next.data)) {
      items.push(bad(where, null, 'a listing holds something that is no thing of Reddit; get the listing again'))
      continue
    }
    const { kind, data } = next
    if (kind === 'Listing') {
      if (typeof data.after === 'string') after = data.after
      const children = Array.isArray(data.children) ? data.children : []
      waiting.push(...[...children].reverse())
    } else if (kind === 'more') {
      const children = (Array.isArray(data.children) ? data.children : []).filter((id) => typeof id === 'string')
      if (children.length > 0) more.push({ post, children })
    } else if (kind === 't1' || kind === 't3') {
      if (kind === 't3') post = `t3_${String(data.id)}`
      else if (typeof data.link_id === 'string') post = data.link_id
      items.push(itemOfThing(data, where, escapingOf(data)))
      // Without answers `replies` is "".
      if (isObject(data.replies)) waiting.push(data.replies)
    }
  }
  return { items, more, after }
}

/** What a post or comment becomes, or what is wrong with it. */
export function itemOfThing(
  data: unknown,
  where: string,
  entities: 'escaped' | 'plain',
  line: number | null = null,
): Item {
  const checked = THING.safeParse(data)
  if (!checked.success) return bad(where, line, wrongField(checked.error, data, 'a post or comment'))
  const document = documentOfThing(checked.data, entities)
  return { kind: 'document', document, where: line === null ? where : `${where}:${line}`, current: true }
}

/** Texts are escaped unless the listing was asked for with `raw_json=1`; the HTML beside them shows which. */
function escapingOf({ body_html, selftext_html }: JsonObject): 'escaped' | 'plain' {
  const html = typeof body_html === 'string' ? body_html : typeof selftext_html === 'string' ? selftext_html : ''
  return html.startsWith('&lt;') ? 'escaped' : 'plain'
}
