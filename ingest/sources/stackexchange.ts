/**
 * Stack Exchange: the dump of a site (a folder with PostHistory.xml, Posts.xml, Comments.xml, Users.xml) or tables of
 * PostHistory and Comments as CSV. Texts are the authors' Markdown from PostHistory; a dump is held in memory.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { bad, type Item, messageOf, progress, type ReadOptions, type Source } from './source.ts'
import { headerOf, readCsv } from './stackexchange/csv.ts'
import { documentsOf } from './stackexchange/posts.ts'
import type { TableName, Tables } from './stackexchange/tables.ts'
import { readXml } from './stackexchange/xml.ts'

/** Files of a dump in the order in which they are read. */
const DUMP_FILES: readonly (readonly [string, TableName])[] = [
  ['Users.xml', 'users'],
  ['Posts.xml', 'posts'],
  ['PostHistory.xml', 'history'],
  ['Comments.xml', 'comments'],
]
const tableOf = (path: string): TableName | undefined => DUMP_FILES.find(([name]) => name === basename(path))?.[1]

export const stackExchange: Source = {
  name: 'stackexchange',
  summary: "Stack Exchange: the folder of a site's dump (PostHistory.xml …), or PostHistory and Comments as .csv",
  async takes(address) {
    const files = await filesAt(address).catch(() => [])
    return files.length > 0 && (files[0]!.endsWith('.xml') || /\bPostId\b/.test(await headerOf(files[0]!)))
  },
  read,
}

async function* read(address: string, { signal }: ReadOptions = {}): AsyncGenerator<Item> {
  let paths: readonly string[]
  try {
    paths = await filesAt(address)
  } catch (error) {
    yield bad(address, null, messageOf(error))
    return
  }
  if (paths.length === 0) yield bad(address, null, 'there is no PostHistory.xml, Posts.xml or .csv file in it')
  const tables: Tables = { posts: new Map(), history: new Map(), comments: [], users: new Map() }
  let done = 0
  const total = await sizeOf(paths)
  for (const path of paths) {
    if (signal?.aborted === true) return
    const table = tableOf(path)
    const fault = table === undefined ? await readCsv(path, tables) : await readXml(path, table, tables, signal)
    if (fault !== null) yield bad(path, fault.line, fault.reason)
    done += (await stat(path)).size
    yield progress(path, done, total)
  }
  const site = paths[0]?.endsWith('.xml') === true ? `stackexchange-${basename(dirname(paths[0]))}` : 'stackexchange'
  for (const { document, where } of documentsOf(site, tables)) {
    if (signal?.aborted === true) return
    yield { kind: 'document', document, where: `${address}: ${where}` }
  }
}

/** The files of a dump, or the tables, of a folder; or the one file given. */
async function filesAt(address: string): Promise<readonly string[]> {
  if (!(await stat(address)).isDirectory())
    return address.endsWith('.csv') || tableOf(address) !== undefined ? [address] : []
  const names = new Set(await readdir(address))
  const dump = DUMP_FILES.filter(([name]) => names.has(name)).map(([name]) => join(address, name))
  if (names.has('PostHistory.xml') || names.has('Posts.xml')) return dump
  return [...names]
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => join(address, name))
}

async function sizeOf(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
