/** An archive of a Discourse forum: posts, and the wordings that somebody saw of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { discourseArchive } from '../../../ingest/sources/discourse-archive.ts'
import type { Item } from '../../../ingest/sources/source.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimthread-archive-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const POST = {
  id: 70,
  topic_id: 7,
  post_number: 1,
  username: 'ada',
  created_at: '2024-01-01T00:00:00.000Z',
  post_type: 1,
}

it('tells wordings from posts, also those of which nobody noted when they were seen', async () => {
  const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')
  writeFileSync(join(folder, 'posts.jsonl'), lines([{ ...POST, raw: 'Fees are low.', version: 2 }]))
  writeFileSync(
    join(folder, 'revisions.jsonl'),
    lines([
      { id: 70, raw: 'Fees are high.', version: 1 },
      { id: 70, raw: 'Fees are low.', version: 2, observed_at: '2024-01-02T00:00:00Z' },
    ]),
  )
  const items: Item[] = []
  for await (const item of discourseArchive.read(folder)) items.push(item)
  const documents = items.flatMap((item) => (item.kind === 'document' ? [item.document] : []))
  expect(documents.map(({ id, revisions }) => [id, revisions.map(({ body }) => body)])).toEqual([
    ['70', ['Fees are high.', 'Fees are low.']],
  ])
})
