/** ConvoKit corpora: a folder or a zip with utterances.jsonl. */

import { type Bytes, bounded } from './bytes.ts'
import type { CorpusFile, CorpusFiles } from './convokit/corpus.ts'
import { isCorpusFolder, isCorpusZip, openCorpus } from './convokit/corpus.ts'
import { type Corpus, documentOfUtterance, UTTERANCE } from './convokit/utterance.ts'
import { isObject } from './json.ts'
import { readJsonLines } from './json-lines.ts'
import { bad, type Item, messageOf, type ReadOptions, type Source } from './source.ts'
import { wrongField } from './wrong-field.ts'

/** Files that are read whole may be so long, in bytes. */
const MOST_WHOLE = 256 * 1024 * 1024

export const convokit: Source = {
  name: 'convokit',
  summary: 'a ConvoKit corpus: its folder, or its .zip',
  async takes(address) {
    return isCorpusZip(address) || (await isCorpusFolder(address))
  },
  read,
}

async function* read(address: string, options: ReadOptions = {}): AsyncGenerator<Item> {
  let files: CorpusFiles
  try {
    files = await openCorpus(address)
  } catch (error) {
    yield bad(address, null, isCorpusZip(address) ? `it is no whole zip: ${messageOf(error)}` : messageOf(error))
    return
  }
  try {
    yield* itemsOf(address, files, options)
  } finally {
    files.close()
  }
}

async function* itemsOf(address: string, { name, files }: CorpusFiles, options: ReadOptions): AsyncGenerator<Item> {
  const titles = yield* titlesIn(address, files.get('conversations.json'))
  const about = yield* wholeFile(address, 'corpus.json', files.get('corpus.json'))
  const isReddit = /reddit|winning-args/i.test(name) || (isObject(about) && 'subreddit' in about)
  const corpus: Corpus = { source: `convokit-${name}`, format: isReddit ? 'markdown' : 'text', titles }
  const lines = files.get('utterances.jsonl')
  if (lines !== undefined) {
    const file = `${address}/utterances.jsonl`
    try {
      yield* readJsonLines(await bytesOf(lines), file, options, (value, line) => itemOf(value, corpus, file, line))
    } catch (error) {
      yield bad(file, null, messageOf(error))
    }
    return
  }
  const list = yield* wholeFile(address, 'utterances.json', files.get('utterances.json'))
  if (!Array.isArray(list)) {
    yield bad(address, null, 'it holds no utterances.jsonl; name the folder or zip of a ConvoKit corpus')
    return
  }
  for (const [at, value] of list.entries()) {
    if (options.signal?.aborted === true) return
    yield itemOf(value, corpus, `${address}/utterances.json`, at + 1)
  }
}

function itemOf(value: unknown, corpus: Corpus, file: string, line: number): Item {
  const checked = UTTERANCE.safeParse(value)
  if (!checked.success) return bad(file, line, wrongField(checked.error, value, 'an utterance'))
  const document = documentOfUtterance(checked.data, corpus)
  return { kind: 'document', document, where: `${file}:${line}` }
}

async function bytesOf({ size, packed, stream }: CorpusFile): Promise<Bytes> {
  const source = await stream()
  let done = 0
  async function* counting(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      done += chunk.length
      yield chunk
    }
  }
  return { stream: bounded(counting(), () => packed), total: size, done: () => done }
}

/** A small file of the corpus as JSON; undefined where there is none, or none that is whole. */
async function* wholeFile(address: string, name: string, file: CorpusFile | undefined): AsyncGenerator<Item, unknown> {
  if (file === undefined) return undefined
  const path = `${address}/${name}`
  try {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of (await bytesOf(file)).stream) {
      size += chunk.length
      if (size > MOST_WHOLE) throw new Error(`it is longer than ${MOST_WHOLE} bytes`)
      chunks.push(chunk)
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch (error) {
    yield bad(path, null, `it is passed over: ${messageOf(error)}`)
    return undefined
  }
}

/** Titles of conversations, where their metadata has some. */
async function* titlesIn(
  address: string,
  file: CorpusFile | undefined,
): AsyncGenerator<Item, ReadonlyMap<string, string>> {
  const value = yield* wholeFile(address, 'conversations.json', file)
  const titles = new Map<string, string>()
  for (const [id, about] of isObject(value) ? Object.entries(value) : []) {
    const details = isObject(about) && isObject(about.meta) ? about.meta : about
    const title = isObject(details) ? (details.title ?? details.page_title) : undefined
    if (typeof title === 'string' && title !== '') titles.set(id, title)
  }
  return titles
}
