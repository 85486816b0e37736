/**
 * An archive of a GitHub repository's issues, pull requests and reviews as working groups keep them (archive.json, also
 * compressed). It holds the text of now only; comments have no ids in it, so they are named by their time and author.
 */
import { z } from 'zod'
import { type Bytes, openBytes } from './bytes.ts'
import { documentWith, revisionWith, timeOf } from './document.ts'
import { personOf } from './github/documents.ts'
import { bad, type Item, messageOf, progress, type ReadOptions, type Source } from './source.ts'
import { wrongField } from './wrong-field.ts'

const NAME = /(?:^|\/)archive\.json(?:\.(?:gz|zst|xz))?$/
/** An archive is held in memory. */
const LONGEST_ARCHIVE = 512 * 1024 * 1024

const said = { author: z.string().nullish(), body: z.string().nullish(), createdAt: z.string() }
const COMMENT = z.object(said)
const REVIEW = z.object({ ...said, id: z.string(), state: z.string().nullish(), comments: z.array(COMMENT).nullish() })
const THREAD = z.object({
  ...said,
  number: z.number().int(),
  title: z.string(),
  url: z.string().nullish(),
  state: z.string().nullish(),
  labels: z.array(z.string()).nullish(),
  comments: z.array(COMMENT).nullish(),
  reviews: z.array(REVIEW).nullish(),
})
const ARCHIVE = z.object({
  repo: z.string(),
  issues: z.array(z.unknown()).nullish(),
  pulls: z.array(z.unknown()).nullish(),
})
type Thread = z.infer<typeof THREAD>
type Said = z.infer<typeof COMMENT>

export const githubArchive: Source = {
  name: 'github-archive',
  summary: "an archive.json of a GitHub repository's issues and pull requests, also .gz, .zst or .xz",
  takes: (address) => NAME.test(address) && !/^https?:/i.test(address),
  read,
}

async function* read(address: string, { signal }: ReadOptions = {}): AsyncGenerator<Item> {
  let archive: z.infer<typeof ARCHIVE>
  let bytes: Bytes
  try {
    bytes = await openBytes(address)
    archive = ARCHIVE.parse(JSON.parse(await textOf(bytes)))
  } catch (error) {
    return yield bad(address, null, `it is no archive of a repository: ${messageOf(error).slice(0, 200)}`)
  }
  const threads = [
    ...(archive.issues ?? []).map((raw) => ({ raw, kind: 'issues' })),
    ...(archive.pulls ?? []).map((raw) => ({ raw, kind: 'pull' })),
  ]
  for (const [at, { raw, kind }] of threads.entries()) {
    if (signal?.aborted === true) return
    const thread = THREAD.safeParse(raw)
    if (thread.success) yield* threadItems(archive.repo, kind, thread.data)
    else yield bad(address, null, wrongField(thread.error, raw, kind === 'pull' ? 'a pull request' : 'an issue'))
    if (at % 100 === 99) yield progress(address, at + 1, threads.length)
  }
  yield progress(address, threads.length, threads.length)
}

async function textOf({ stream }: Bytes): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > LONGEST_ARCHIVE) throw new Error(`it is longer than ${LONGEST_ARCHIVE} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function* threadItems(repo: string, kind: string, thread: Thread): Generator<Item> {
  const root = `${repo}/${kind}/${thread.number}`
  const taken = new Map<string, number>()
  /** Two comments of one author in one second are told apart by their order. */
  const idOf = ({ createdAt, author }: Said): string => {
    const id = `${root}#${createdAt}-${author ?? 'ghost'}`
    const nth = (taken.get(id) ?? 0) + 1
    taken.set(id, nth)
    return nth === 1 ? id : `${id}-${nth}`
  }
  const labels = thread.labels ?? []
  yield item(root, thread, {
    ...{ kind: 'post', title: thread.title, url: thread.url ?? `https://github.com/${root}` },
    extra: { state: thread.state ?? 'OPEN', ...(labels.length > 0 ? { labels } : {}) },
  })
  for (const comment of thread.comments ?? [])
    yield item(idOf(comment), comment, { kind: 'comment', parent: root, root })
  for (const review of thread.reviews ?? []) {
    const id = `${root}#review-${review.id}`
    const isEmpty = (review.body ?? '').trim() === ''
    if (isEmpty) yield { kind: 'skipped', where: id, reason: 'a review without words of its own' }
    else {
      const extra = review.state == null ? {} : { review: review.state }
      yield item(id, review, { kind: 'comment', parent: root, root, extra })
    }
    for (const comment of review.comments ?? []) {
      // Comments of a review are its author's; the archive does not repeat that.
      const own = { ...comment, author: comment.author ?? review.author }
      yield item(idOf(own), own, { kind: 'comment', parent: isEmpty ? root : id, root })
    }
  }
}

function item(id: string, { author, body, createdAt }: Said, more: Partial<Parameters<typeof documentWith>[0]>): Item {
  const by = personOf(author == null ? null : { login: author })
  const at = timeOf(createdAt)
  const text = (body ?? '').replaceAll('\r\n', '\n')
  return {
    kind: 'document',
    where: id,
    current: true,
    document: documentWith({
      ...{ source: 'github-archive', id, kind: 'comment', author: by, createdAt: at },
      revisions: [revisionWith({ key: at ?? '1', number: 1, at, editor: by, format: 'markdown', body: text })],
      ...more,
    }),
  }
}
