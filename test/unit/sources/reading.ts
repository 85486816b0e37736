/** Reading a source to its end, and folders to read from. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import type { SourceDocument } from '../../../graph/model.ts'
import type { BadItem, Item, ProgressItem, SkippedItem } from '../../../ingest/sources/source.ts'

export const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures/sources')
export const SHARED = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared')

export interface All {
  readonly documents: readonly SourceDocument[]
  readonly wheres: readonly string[]
  readonly bad: readonly BadItem[]
  readonly progress: readonly ProgressItem[]
  readonly skipped: readonly SkippedItem[]
  /** The others: cursors, plans, what is gone or whole. */
  readonly others: readonly Item[]
}

export async function readAll(items: AsyncIterable<Item>): Promise<All> {
  const all = {
    documents: [] as SourceDocument[],
    wheres: [] as string[],
    bad: [] as BadItem[],
    progress: [] as ProgressItem[],
    skipped: [] as SkippedItem[],
    others: [] as Item[],
  }
  for await (const item of items) {
    if (item.kind === 'document') {
      all.documents.push(item.document)
      all.wheres.push(item.where)
    } else if (item.kind === 'bad') all.bad.push(item)
    else if (item.kind === 'progress') all.progress.push(item)
    else if (item.kind === 'skipped') all.skipped.push(item)
    else all.others.push(item)
  }
  return all
}

/** A folder of the test file's own, removed at its end. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-sources-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    path: (name: string) => join(folder, name),
    write(name: string, content: string | Uint8Array): string {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
  }
}
