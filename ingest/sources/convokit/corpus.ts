/** The files of a ConvoKit corpus, in a folder or a zip. Pickles (`*-bin.p`) are never opened: they could run code. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { type Entry, open, type ZipFile } from 'yauzl'

export interface CorpusFile {
  /** Size when unpacked, in bytes. */
  readonly size: number
  /** Size as it lies there, in bytes. */
  readonly packed: number
  stream(): Promise<AsyncIterable<Buffer>>
}

export interface CorpusFiles {
  readonly name: string
  readonly files: ReadonlyMap<string, CorpusFile>
  close(): void
}

const WANTED = new Set(['utterances.jsonl', 'utterances.json', 'conversations.json', 'corpus.json'])

export const isCorpusZip = (address: string): boolean => /\.zip$/i.test(address)

export async function isCorpusFolder(address: string): Promise<boolean> {
  const names = new Set(await readdir(address).catch(() => []))
  return (
    names.has('utterances.jsonl') &&
    (names.has('speakers.json') ||
      names.has('conversations.json') ||
      names.has('corpus.json') ||
      names.has('users.json') ||
      names.has('index.json'))
  )
}

/** Opens a folder or a zip. Throws for what is neither. */
export async function openCorpus(address: string): Promise<CorpusFiles> {
  return isCorpusZip(address) ? openZip(address) : openFolder(address)
}

async function openFolder(folder: string): Promise<CorpusFiles> {
  const files = new Map<string, CorpusFile>()
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (!WANTED.has(name)) continue
    const { size } = await stat(path)
    files.set(name, { size, packed: size, stream: () => Promise.resolve(createReadStream(path)) })
  }
  return { name: basename(folder.replace(/\/+$/, '')), files, close: () => {} }
}

/** Files in one folder of a zip; the reader checks that no file unpacks to more than it says. */
async function openZip(path: string): Promise<CorpusFiles> {
  const zip = await promisify<string, object, ZipFile>(open)(path, { lazyEntries: true, autoClose: false })
  const read = promisify(
    zip.openReadStream.bind(zip) as (
      entry: Entry,
      done: (error: Error | null, stream: AsyncIterable<Buffer>) => void,
    ) => void,
  )
  const files = new Map<string, CorpusFile>()
  try {
    for await (const entry of entriesOf(zip)) {
      const name = basename(entry.fileName)
      if (!WANTED.has(name) || files.has(name) || entry.fileName.startsWith('__MACOSX/')) continue
      const { uncompressedSize: size, compressedSize: packed } = entry
      files.set(name, { size, packed, stream: () => read(entry) })
    }
  } catch (error) {
    zip.close()
    throw error
  }
  return { name: basename(path).replace(/\.zip$/i, ''), files, close: () => zip.close() }
}

/** More entries than any corpus has. */
const MOST_ENTRIES = 10_000

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  let resolve: (entry: Entry | null) => void = () => {}
  let reject: (error: Error) => void = () => {}
  zip.on('entry', (entry: Entry) => resolve(entry))
  zip.on('end', () => resolve(null))
  zip.on('error', (error: Error) => reject(error))
  for (let count = 0; count < MOST_ENTRIES; count++) {
    const entry = await new Promise<Entry | null>((...settle) => {
      ;[resolve, reject] = settle
      zip.readEntry()
    })
    if (entry === null) return
    yield entry
  }
}
