/**
 * Markdown files of a git repository with their history: each file a document, each wording a revision whose key is the
 * blob's id. A file stays the same document when it is renamed; a file that was deleted is a tombstone.
 */
import { stat } from 'node:fs/promises'
import type { Iso, Json, SourceDocument, SourceRevision } from '../../graph/model.ts'
import { instant } from '../../graph/time.ts'
import { extraOf, formatOf } from './files.ts'
import { BadFrontMatter, type FrontMatter, frontMatter, listOf, timeOf, wordOf } from './front-matter.ts'
import { Blobs, type Commit, type FileChange, fileChanges, repositoryName } from './git.ts'
import { decode } from './lines.ts'
import { bad, type Item, LONGEST, messageOf, progress, type ReadOptions, type Source } from './source.ts'

export const gitMarkdown: Source = {
  name: 'git',
  summary: 'Markdown files of a git work tree with their history; name it: --source git FOLDER',
  // A folder of Markdown is read as it stands unless its history is asked for.
  takes: () => false,
  read,
}

interface Version {
  readonly blob: string
  readonly commit: Commit
}

interface Track {
  /** Path where it was first added: its id unless the front matter gives one. */
  readonly first: string
  path: string
  readonly versions: Version[]
  deleted: Commit | null
}

async function* read(address: string, { signal }: ReadOptions = {}): AsyncGenerator<Item> {
  let tracks: readonly Track[]
  let source: string
  try {
    if (!(await stat(address)).isDirectory()) throw new Error('it is no folder; name the folder of a git work tree')
    source = `git-${await repositoryName(address)}`
    tracks = await tracksIn(address, signal)
  } catch (error) {
    yield bad(address, null, messageOf(error))
    return
  }
  if (tracks.length === 0) yield bad(address, null, 'no Markdown file was ever committed below this folder')
  const blobs = new Blobs(address)
  try {
    for (const [at, track] of tracks.entries()) {
      if (signal?.aborted === true) return
      yield* documentItems(source, track, blobs)
      yield progress(track.path, at + 1, tracks.length)
    }
  } catch (error) {
    yield bad(address, null, messageOf(error))
  } finally {
    blobs.close()
  }
}

/** One pass over the log: which wordings each file had, under which names. */
async function tracksIn(folder: string, signal: AbortSignal | undefined): Promise<readonly Track[]> {
  const byPath = new Map<string, Track>()
  const all: Track[] = []
  for await (const change of fileChanges(folder)) {
    if (signal?.aborted === true) break
    if (formatOf(change.path) !== 'markdown') continue
    const track = trackOf(change, byPath) ?? begin(change.path, all)
    byPath.set(change.path, track)
    track.path = change.path
    track.deleted = change.status === 'deleted' ? change.commit : null
    const { blob, commit } = change
    if (change.status !== 'deleted' && track.versions.at(-1)?.blob !== blob) track.versions.push({ blob, commit })
  }
  return all
}

function trackOf({ path, from }: FileChange, byPath: Map<string, Track>): Track | undefined {
  if (from === null) return byPath.get(path)
  const renamed = byPath.get(from)
  byPath.delete(from)
  return renamed
}

function begin(path: string, all: Track[]): Track {
  const track: Track = { first: path, path, versions: [], deleted: null }
  all.push(track)
  return track
}

interface Read extends Version {
  readonly front: FrontMatter
}

async function* documentItems(source: string, track: Track, blobs: Blobs): AsyncGenerator<Item> {
  const read: Read[] = []
  for (const version of track.versions) {
    const file = `${track.path}@${version.blob.slice(0, 12)}`
    const bytes = await blobs.read(version.blob, LONGEST)
    const decoded = bytes === null ? null : decode(bytes)
    if (decoded === null) yield bad(file, null, `the blob is missing in this clone, or longer than ${LONGEST} bytes`)
    else if ('invalidAt' in decoded) yield bad(file, null, `byte ${decoded.invalidAt} of the file is not UTF-8`)
    else {
      const front = tolerant(decoded.text)
      if (front.fault !== null)
        yield bad(file, front.fault.line, `the front matter is not YAML: ${front.fault.message}`)
      else read.push({ ...version, front })
    }
  }
  if (read.length > 0) yield { kind: 'document', document: documentOf(source, track, read), where: track.path }
}

function tolerant(text: string): FrontMatter & { readonly fault: BadFrontMatter | null } {
  try {
    return { ...frontMatter(text), fault: null }
  } catch (error) {
    if (error instanceof BadFrontMatter) return { fields: new Map(), body: text, fault: error }
    throw error
  }
}

function documentOf(source: string, track: Track, read: readonly Read[]): SourceDocument {
  const { front } = read.at(-1)!
  const title = wordOf(front, 'title')
  const { revisions, extra } = revisionsOf(read, title)
  const [author] = listOf(front, 'author', 'authors')
  const replied = wordOf(front, 'in_reply_to')
  const gone = track.deleted
  return {
    source,
    id: wordOf(front, 'id') ?? track.first,
    kind: replied === null ? 'post' : 'comment',
    title,
    subtitle: wordOf(front, 'subtitle'),
    url: wordOf(front, 'canonical_url', 'url'),
    author: author === undefined ? revisions[0]!.editor : { id: author, name: author },
    createdAt: timeOf(front, 'date', 'created') ?? revisions[0]!.at,
    parent: replied,
    root: null,
    state: gone === null ? 'live' : 'deleted',
    stateAt: gone === null ? null : instant(gone.committer.at),
    score: null,
    aliases: listOf(front, 'aliases'),
    ...{ quote: null, respondsToRevision: null },
    revisions,
    extra: { ...extraOf(front, { inside: track.path }), revisions: extra },
  }
}

/** Versions that differ in words; a blob that comes back is a revision of its own, `blob-2`. */
function revisionsOf(read: readonly Read[], newestTitle: string | null) {
  const revisions: SourceRevision[] = []
  const extra: { [key: string]: Json } = {}
  const times = new Map<string, number>()
  let before = ''
  for (const { blob, commit, front } of read) {
    const title = wordOf(front, 'title')
    const subtitle = wordOf(front, 'subtitle')
    const words = JSON.stringify([title, subtitle, front.body])
    if (words === before) continue
    before = words
    const nth = (times.get(blob) ?? 0) + 1
    times.set(blob, nth)
    const key = nth === 1 ? blob : `${blob}-${nth}`
    revisions.push({
      ...{ key, number: revisions.length + 1, at: timeAfter(revisions.at(-1)?.at ?? null, commit), observedAt: null },
      ...{ editor: { id: commit.author.name, name: commit.author.name }, note: commit.subject || null },
      ...{ format: 'markdown', title: title === newestTitle ? null : title, subtitle, body: front.body },
    })
    const { committer, author } = commit
    const by = committer.name === author.name ? {} : { committer: committer.name }
    extra[key] = { commit: commit.id, committedAt: instant(committer.at), ...by }
  }
  return { revisions, extra }
}

/** When the author wrote it; the commit's own time where that would go back behind the revision before. */
function timeAfter(before: Iso | null, { author, committer }: Commit): Iso | null {
  const written = instant(author.at)
  return before !== null && written !== null && written < before ? instant(committer.at) : written
}
