/** Real data, where it lies beside the repository: what goes in comes out. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceFor } from '../../../ingest/sources/sources.ts'
import { readAll, SHARED } from './reading.ts'

const CASES = [
  { name: 'Arbital', path: 'data/arbital/discussion.jsonl.xz', documents: 2176, revisions: 6973 },
  { name: 'the Arbital demo', path: 'data/arbital/demo.jsonl.xz', documents: 252, revisions: 918 },
  { name: 'the seed', path: 'data/seed.jsonl', documents: 11, revisions: 11 },
  // 95 posts: of one the table holds only an edit of its title. 502 edits of titles or texts.
  { name: 'Stack Exchange posts', path: 'data/stackexchange/post_version_lists', documents: 94, revisions: 502 },
  { name: 'Stack Exchange comments', path: 'data/stackexchange/comments', documents: 2, revisions: 2 },
] as const

describe.skipIf(!existsSync(SHARED))('shared data (skipped where there is none beside the repository)', () => {
  it.each(CASES)('$name', async ({ path, documents, revisions }) => {
    const address = join(SHARED, path)
    const all = await readAll((await sourceFor(address)).read(address))
    expect(all.bad).toEqual([])
    expect(all.documents.length).toBe(documents)
    expect(all.documents.reduce((sum, document) => sum + document.revisions.length, 0)).toBe(revisions)
    for (const { revisions: each } of all.documents) expect(new Set(each.map(({ key }) => key)).size).toBe(each.length)
  })
})
