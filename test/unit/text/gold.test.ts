/** Ends of sentences against those of the gold threads, where they lie beside the repository. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readJsonl } from '../../../ingest/sources/discussion-jsonl.ts'
import { sentences } from '../../../ingest/text/sentences.ts'
import { plainText } from '../../../ingest/text/text.ts'

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))
const gold = join(shared, 'gold/dev.jsonl')

interface Page {
  readonly page: string
  readonly sentences: readonly string[]
  readonly comments: readonly { readonly id: string; readonly sentences: readonly string[] }[]
}

const letters = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length
const body = (markdown: string) => plainText({ format: 'markdown', title: null, subtitle: null, body: markdown })

/** Ends in letters from the beginning, so that markup and white space do not matter. */
function endsOf(pieces: readonly string[]): Set<number> {
  let at = 0
  return new Set(pieces.map((piece) => (at += letters(piece))).filter((end) => end > 0))
}

/** A gold sentence is Markdown as it was written: without the signs of its block, as words. */
const wordsOf = (sentence: string) => body(sentence.replace(/^\d+\.$|^#+ |^- +|^\d+\. |^> /, '')).text

describe.skipIf(!existsSync(gold))('gold sentences (skipped where there are none beside the repository)', () => {
  it('end where ours do in 99 of 100 cases', async () => {
    const pages = readFileSync(gold, 'utf8')
      .trim()
      .split('\n')
      .map((line): Page => JSON.parse(line))
    const wanted = new Map(
      pages.flatMap(({ page, sentences: own, comments }) => [
        [page, own] as const,
        ...comments.map((comment) => [comment.id, comment.sentences] as const),
      ]),
    )
    let [both, ours, theirs] = [0, 0, 0]
    for await (const item of readJsonl(join(shared, 'data/arbital/discussion.jsonl.xz'))) {
      const own = item.kind === 'document' ? wanted.get(item.document.id) : undefined
      if (item.kind !== 'document' || own === undefined) continue
      const ends = endsOf(own.map(wordsOf))
      // The revision that was labelled is the one of the same words.
      const seen = item.document.revisions
        .map((revision) => body(revision.body))
        .findLast(({ text }) => letters(text) === Math.max(...ends))
      if (seen === undefined) continue
      const found = endsOf(sentences(seen).map(({ start, end }) => seen.text.slice(start, end)))
      both += [...found].filter((end) => ends.has(end)).length
      ours += found.size
      theirs += ends.size
    }
    expect(theirs).toBeGreaterThan(3000)
    expect(both / ours).toBeGreaterThan(0.99)
    expect(both / theirs).toBeGreaterThan(0.99)
  })
})
