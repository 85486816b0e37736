/** Small texts for tests of tracking: one sentence a line, "> " quoted, "~" struck, "`" code. */
import { textHash } from '../../../graph/ids.ts'
import { type Track, type TrackInput, track } from '../../../ingest/edits/track.ts'
import type { Sentence } from '../../../ingest/text/plain.ts'

export function revision(text: string, number: number): TrackInput {
  const sentences: Sentence[] = []
  let start = 0
  for (const [block, line] of text.split('\n').entries()) {
    if (line.trim() !== '')
      sentences.push({
        start,
        end: start + line.length,
        block,
        kind: 'paragraph',
        quoteDepth: line.startsWith('> ') ? 1 : 0,
        code: line.startsWith('`'),
        struck: line.startsWith('~'),
      })
    start += line.length + 1
  }
  return { id: `d@${number}`, number, text, textHash: textHash(text), sentences }
}

export function revisions(texts: readonly string[]): TrackInput[] {
  return texts.map((text, n) => revision(text, n + 1))
}

/** Life lines as "earliest wording: introduced, kept, reworded (new words), withdrawn"; `-` where it sleeps. */
export function lifeLines(...texts: readonly (readonly string[])[]): string[] {
  const inputs = revisions(texts.map((lines) => lines.join('\n')))
  return track(inputs).map((one) => lifeLine(one, inputs))
}

function lifeLine(one: Track, inputs: readonly TrackInput[]): string {
  const first = inputs[one.earliest.revision]!
  const sentence = first.sentences[one.earliest.sentence]!
  const entries = new Map(one.life.map((entry) => [entry.revision, entry]))
  let words = first.text.slice(sentence.start, sentence.end)
  const line = inputs.slice(one.earliest.revision).map((input, n) => {
    const entry = entries.get(one.earliest.revision + n)
    if (!entry) return '-'
    if (entry.start === null || entry.end === null) return entry.change
    const now = input.text.slice(entry.start, entry.end)
    const shown = entry.change === 'kept' || now === words ? entry.change : `${entry.change} (${now})`
    words = now
    return shown
  })
  return `${first.text.slice(sentence.start, sentence.end)}: ${line.join(', ')}`
}
