/** Markdown, HTML and text: one file or a folder of them, each a document with one revision; and pasted text. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { digest } from '../../graph/ids.ts'
import type { AuthorRef, Format, Iso, Json, SourceDocument } from '../../graph/model.ts'
import { BadFrontMatter, type FrontMatter, frontMatter, listOf, timeOf, wordOf } from './front-matter.ts'
import { KINDS } from './interchange.ts'
import { decode } from './lines.ts'
import { type BadItem, bad, type Item, LONGEST, messageOf, progress, type ReadOptions, type Source } from './source.ts'

const FORMAT_OF: Readonly<Record<string, Format>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'text',
}

/** Format of a file by its ending, or null. */
export function formatOf(path: string): Format | null {
  return FORMAT_OF[/\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? ''] ?? null
}

/**
 * Ids are the front matter's `id`, else the path within the folder given. A file read again after a change adds a revision:
 * dated by the front matter where that names a later time than before, else by the time of the reading, never earlier.
 */
export const files: Source = {
  name: 'files',
  nameless: true,
  summary: 'Markdown, HTML or text: a .md, .html or .txt file, or a folder of them; YAML front matter is read',
  async takes(address) {
    const info = await stat(address).catch(() => null)
    return info !== null && (info.isDirectory() || formatOf(address) !== null)
  },
  read,
}

interface File {
  readonly path: string
  /** Path within the folder given, with forward slashes. */
  readonly inside: string
  readonly size: number
}

interface Parsed {
  readonly file: File
  readonly format: Format
  readonly front: FrontMatter
}

async function* read(address: string, { signal }: ReadOptions = {}): AsyncGenerator<Item> {
  let found: readonly File[]
  try {
    found = await filesAt(address)
  } catch (error) {
    yield bad(address, null, messageOf(error))
    return
  }
  if (found.length === 0)
    yield bad(address, null, `there is no ${Object.keys(FORMAT_OF).join(', ')} file in it; name one, or another source`)
  const total = found.reduce((sum, { size }) => sum + size, 0)
  const names = await namesOf(found)
  let done = 0
  for (const file of found) {
    if (signal?.aborted === true) return
    const parsed = await parse(file)
    if (isEmpty(parsed)) {
      // A file that was named itself and is empty is an error of whoever named it.
      if (file.path !== address) yield { kind: 'skipped', where: file.path, reason: 'an empty file' }
    } else
      yield 'reason' in parsed
        ? parsed
        : { kind: 'document', document: documentOf(parsed, names), where: file.path, current: true }
    done += file.size
    yield progress(file.path, done, total)
  }
}

/** Files below an address, sorted by their path; links and hidden folders are left out. */
async function filesAt(address: string): Promise<readonly File[]> {
  const info = await stat(address)
  if (!info.isDirectory()) return [{ path: address, inside: basename(address), size: info.size }]
  const found: File[] = []
  const walk = async (folder: string, inside: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = join(folder, entry.name)
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) await walk(path, name)
      else if (entry.isFile() && formatOf(entry.name) !== null)
        found.push({ path, inside: name, size: await sizeOf(path) })
    }
  }
  await walk(address, '')
  return found.sort((a, b) => (a.inside < b.inside ? -1 : 1))
}

/** A name that is no UTF-8 leads nowhere: that is told when the file is read. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => ({ size: 0 }))).size
}

async function parse(file: File): Promise<Parsed | BadItem> {
  if (file.size > LONGEST)
    return bad(file.path, null, `the file is ${file.size} bytes long, more than ${LONGEST}; split it`)
  try {
    const decoded = decode(await readFile(file.path))
    if ('invalidAt' in decoded)
      return bad(file.path, null, `byte ${decoded.invalidAt} of the file is not UTF-8; write the file as UTF-8`)
    const format = formatOf(file.path) ?? 'text'
    const front =
      format === 'markdown'
        ? frontMatter(decoded.text)
        : { fields: new Map(), body: decoded.text.replace(/^\ufeff/, '') }
    return { file, format, front }
  } catch (error) {
    const line = error instanceof BadFrontMatter ? error.line : null
    return bad(file.path, line, `${line === null ? '' : 'the front matter is not YAML: '}${messageOf(error)}`)
  }
}

/** No text, and no title either. */
const isEmpty = (parsed: Parsed | BadItem): boolean =>
  !('reason' in parsed) && parsed.front.body.trim() === '' && wordOf(parsed.front, 'title') === null

const idOf = ({ file, front }: Parsed): string => wordOf(front, 'id') ?? file.inside

/** Ids by every name that `in_reply_to` may use: id, path, slug, address. */
async function namesOf(found: readonly File[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const file of found) {
    const parsed = await parse(file)
    if ('reason' in parsed) continue
    const id = idOf(parsed)
    for (const name of [id, file.inside, wordOf(parsed.front, 'slug'), wordOf(parsed.front, 'canonical_url', 'url')])
      if (name !== null && !names.has(name)) names.set(name, id)
  }
  return names
}

function documentOf(parsed: Parsed, names: ReadonlyMap<string, string>): SourceDocument {
  const { file, format, front } = parsed
  const replied = wordOf(front, 'in_reply_to')
  const [author] = listOf(front, 'author', 'authors')
  const date = timeOf(front, 'date', 'created')
  return {
    ...documentOfText(
      { format, body: front.body },
      {
        source: 'files',
        id: idOf(parsed),
        kind: KINDS.find((kind) => kind === wordOf(front, 'kind')) ?? (replied === null ? 'post' : 'comment'),
        title: wordOf(front, 'title') ?? (format === 'html' ? titleOf(front.body) : null),
        subtitle: wordOf(front, 'subtitle'),
        url: wordOf(front, 'canonical_url', 'url'),
        author: author === undefined ? null : { id: author, name: author },
        at: timeOf(front, 'updated', 'lastmod') ?? date,
        parent: replied === null ? null : (names.get(replied) ?? replied),
      },
    ),
    createdAt: date,
    aliases: listOf(front, 'aliases'),
    extra: extraOf(front, file),
  }
}

const NAMED = new Set(
  'id kind title subtitle canonical_url url author authors date created updated lastmod in_reply_to aliases'.split(' '),
)

/** What the front matter holds beside, and the path. */
export function extraOf({ fields }: FrontMatter, { inside }: { readonly inside: string }): { [key: string]: Json } {
  return { ...Object.fromEntries([...fields].filter(([name]) => !NAMED.has(name))), path: inside }
}

/** Content of an HTML file's title element. */
function titleOf(html: string): string | null {
  const title = /<title[^>]{0,200}>([^<]{1,500})<\/title>/i.exec(html.slice(0, 20_000))?.[1]?.trim() ?? ''
  return title === '' ? null : title
}

export interface TextMeta {
  /** Default: `pasted`. */
  readonly source?: string
  /** Default: a digest of the text. */
  readonly id?: string
  readonly kind?: string
  readonly title?: string | null
  readonly subtitle?: string | null
  readonly url?: string | null
  readonly author?: AuthorRef | null
  /** When it was written. */
  readonly at?: Iso | null
  readonly parent?: string | null
}

/** A document of one text: pasted, or read from a file. The same text and meta give the same document. */
export function documentOfText(
  { format, body }: { readonly format: Format; readonly body: string },
  meta: TextMeta = {},
): SourceDocument {
  const { source = 'pasted', title = null, subtitle = null, url = null, author = null, at = null, parent = null } = meta
  const key = digest('file', title ?? '', subtitle ?? '', body).slice(0, 12)
  return {
    source,
    id: meta.id ?? key,
    kind: meta.kind ?? (parent === null ? 'post' : 'comment'),
    ...{ title, subtitle, url, author, createdAt: at, parent, root: null },
    ...{ state: 'live', stateAt: null, score: null, aliases: [], quote: null, respondsToRevision: null },
    revisions: [
      {
        ...{ key, number: 1, at, observedAt: null, editor: author, note: null, format },
        title: null,
        subtitle: null,
        body,
      },
    ],
    extra: {},
  }
}
