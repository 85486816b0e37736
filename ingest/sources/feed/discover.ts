/** Feeds that a page names in its head. */
import { elementsOf } from '../page-elements.ts'
import { resolved } from './entry.ts'

const TYPES = /^(?:application\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)|application\/json)$/i

/** Addresses of the feeds of a page, the page's own first and those of its comments last. */
export function feedsOf(html: string, page: string): readonly string[] {
  const found = elementsOf(html, new Set(['link'])).flatMap(({ attributes }) => {
    const rels = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/)
    const type = (attributes.get('type') ?? '').split(';')[0]!.trim()
    const href = resolved(attributes.get('href'), page)
    const isFeed = rels.includes('feed') || (rels.includes('alternate') && TYPES.test(type))
    // An alternate in JSON is a feed only where it says so: sites name their API in the same way.
    const isApi = /^application\/json$/i.test(type) && !/feed/i.test(attributes.get('href') ?? '')
    if (!isFeed || isApi || href === null) return []
    return [{ href, comments: /comment/i.test(`${attributes.get('title') ?? ''} ${href}`) }]
  })
  const ordered = [...found.filter(({ comments }) => !comments), ...found.filter(({ comments }) => comments)]
  return [...new Set(ordered.map(({ href }) => href))]
}
