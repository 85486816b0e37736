/** The judged comments with what `link` would read of them, from a store made of the whole Arbital set. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LinkContext } from '../../graph/context.ts'
import type { Response } from '../../graph/model.ts'
import { openStore } from '../../graph/open.ts'
import { analyse } from '../../ingest/analyse/analyse.ts'
import { readReply } from '../../ingest/extract/reply.ts'
import { responsesOf } from '../../ingest/extract/responses.ts'
import { checkRecord } from '../../ingest/sources/interchange.ts'
import { jsonLines, shared } from './data.ts'

/** A row of the judged prompted edits. */
export interface Judged {
  readonly comment: string
  readonly document: string | null
  readonly prompted: boolean | 'unsure'
  readonly revision: number | null
  readonly kind: string
  readonly target: string | null
  readonly evidence: string
}

export interface Case {
  readonly judged: Judged
  readonly context: LinkContext
  readonly responses: readonly Response[]
}

/** Null where the shared data is missing. */
export async function cases(): Promise<Case[] | null> {
  const gold = shared('gold/edits-dev.jsonl')
  const data = shared('data/arbital/discussion.jsonl.xz')
  if (gold === null || data === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'edits-'))
  const store = await openStore(`sqlite:${join(folder, 'store.db')}`)
  try {
    const records = jsonLines<unknown>(data).map(checkRecord)
    for (let at = 0; at < records.length; at += 200) {
      const batch = records.slice(at, at + 200).flatMap((one) => ('document' in one ? [one.document] : []))
      await store.put(
        batch.map((record) => ({ analysis: analyse(record), base: null })),
        '2020-01-01T00:00:00Z',
      )
    }
    const found: Case[] = []
    for (const judged of jsonLines<Judged>(gold)) {
      const context = await store.linkContext(`arbital:${judged.comment}`)
      if (context !== null) found.push({ judged, context, responses: responsesOf(context, readReply(context)) })
    }
    return found
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
