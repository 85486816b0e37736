/**
 * What a link names. A forum's document has many addresses: other hosts that show it, slugs that change, forms that
 * permalinks have had. Where they are known, a link is kept as the id of the document; any other as it stands.
 */
import { bareHost, documentId } from '../../graph/ids.ts'
import type { SourceDocument } from '../../graph/model.ts'
import { instanceOf, meant } from '../sources/forummagnum/instances.ts'

/** The document that an address names, by id, or by a further id of its own source; else the address. */
export function referent(href: string, { source, url }: Pick<SourceDocument, 'source' | 'url'>): string {
  const base = url !== null && URL.canParse(url) ? url : undefined
  if (!/^(?:https?:)?\/\//i.test(href) && base === undefined) return href
  if (!URL.canParse(href, base)) return href
  const address = new URL(href, base)
  return magnum(address) ?? discourse(address, source) ?? href
}

/** Posts and comments of LessWrong, the Alignment Forum, the EA Forum and their mirrors. */
function magnum(address: URL): string | null {
  const instance = instanceOf(address.hostname)
  const place = instance === null ? null : meant(address, instance)
  return instance === null || place?.what !== 'post' ? null : documentId(instance.source, place.comment ?? place.name)
}

const TOPIC = /^\/t\/(?:[^/]+\/)?(\d+)(?:\/(\d+))?\/?$/

/** Posts of the same Discourse forum, as its quotations name them. */
function discourse({ host, pathname }: URL, source: string): string | null {
  if (source !== `discourse:${bareHost(host)}`) return null
  const [, topic, number = '1'] = TOPIC.exec(pathname) ?? []
  return topic === undefined ? null : `topic:${topic}/post:${number}`
}
