/** All sources, in the order in which they are asked whether they read an address. */
import { access } from 'node:fs/promises'
import { convokit } from './convokit.ts'
import { discourse } from './discourse.ts'
import { discourseArchive } from './discourse-archive.ts'
import { discussionJsonl } from './discussion-jsonl.ts'
import { feed } from './feed.ts'
import { files } from './files.ts'
import { forumMagnum } from './forummagnum.ts'
import { gitMarkdown } from './git-markdown.ts'
import { github } from './github.ts'
import { githubArchive } from './github-archive.ts'
import { hackerNews } from './hackernews.ts'
import { mastodon } from './mastodon.ts'
import { mediaWiki } from './mediawiki.ts'
import { reddit } from './reddit.ts'
import { schemaOrg } from './schemaorg.ts'
import type { Source } from './source.ts'
import { stackExchange } from './stackexchange.ts'

export const SOURCES: readonly Source[] = [
  forumMagnum,
  discourse,
  github,
  hackerNews,
  mastodon,
  mediaWiki,
  reddit,
  feed,
  schemaOrg,
  convokit,
  discourseArchive,
  githubArchive,
  discussionJsonl,
  stackExchange,
  files,
  gitMarkdown,
]

const URL_LIKE = /^[a-z][a-z\d+.-]*:\/\//i

/** Thrown when nothing reads an address, or a name is no source. */
export class NoSource extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NoSource'
  }
}

function listed(): string {
  return `; the sources are ${SOURCES.map(({ name, summary }) => `${name} (${summary})`).join('; ')}`
}

/** The source of that name, or the first that takes the address. Throws `NoSource`. */
export async function sourceFor(address: string, name?: string): Promise<Source> {
  if (name !== undefined) {
    const named = SOURCES.find((source) => source.name === name)
    if (named === undefined) throw new NoSource(`there is no source "${name}"${listed()}`)
    return named
  }
  for (const source of SOURCES) if (await source.takes(address)) return source
  const exists =
    URL_LIKE.test(address) ||
    (await access(address).then(
      () => true,
      () => false,
    ))
  // What sources read is no help to whoever mistyped a path.
  throw new NoSource(
    exists ? `"${address}" is nothing that a source reads by itself${listed()}` : `"${address}" does not exist`,
  )
}
