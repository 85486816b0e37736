/**
 * Reddit: imported from dumps and saved listings; read from its API only with a token of one's own, since Reddit's terms
 * ask for one. Reddit keeps no history: a new wording is observed, a deleted comment keeps its place.
 */
import { looked, overHttp } from './live.ts'
import { readRedditFile, redditFiles } from './reddit/files.ts'
import { asked, LISTINGS, placeOf, readOnline, TOKEN } from './reddit/online.ts'
import { bad, type Item, progress, type ReadOptions, type Source } from './source.ts'

export const reddit: Source = {
  name: 'reddit',
  summary: `Reddit: dumps (RC_2012-01.zst, name_comments.zst, a folder of them), a saved .json listing, or with ${TOKEN} set https://www.reddit.com/r/…`,
  live: true,
  async takes(address) {
    return placeOf(address) !== null || (await redditFiles(address)).length > 0
  },
  read,
  async check(_, client) {
    const token = client.secret(TOKEN)
    if (token === null) return [{ what: 'a listing', state: 'missing', said: `${TOKEN} is not set` }]
    const url = 'https://oauth.reddit.com/r/changemyview/new?limit=1&raw_json=1'
    return [await looked('a listing', client, url, LISTINGS, asked(token))]
  },
}

async function* read(address: string, options: ReadOptions = {}): AsyncGenerator<Item> {
  const place = placeOf(address)
  if (place !== null) {
    yield* overHttp(address, options, (client) => readOnline(address, place, options, client))
    return
  }
  const files = await redditFiles(address)
  if (files.length === 0)
    yield bad(
      address,
      null,
      'it is no dump (RC_….zst, name_comments.zst), no saved .json listing and no address of Reddit',
    )
  for (const [at, file] of files.entries()) {
    if (options.signal?.aborted === true) return
    for await (const item of readRedditFile(file, options))
      yield item.kind === 'progress' ? shared(item, at, files.length) : item
  }
}

/** Progress in one of several files. */
function shared(item: Extract<Item, { kind: 'progress' }>, at: number, of: number): Item {
  return of === 1 || item.share === null
    ? item
    : { ...progress(item.file, item.done, item.total), share: (at + item.share) / of }
}
