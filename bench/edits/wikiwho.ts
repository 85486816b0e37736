/**
 * Time of tracking beside that of WikiWho 1.0.3. Ours is from bare text to tracks: blocks, sentences, alignment;
 * WikiWho reads bare text too. It runs where a Python has it: the one named by WIKIWHO_PYTHON, else python3.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { textHash } from '../../graph/ids.ts'
import { type TrackInput, track } from '../../ingest/edits/track.ts'
import { sentences } from '../../ingest/text/sentences.ts'
import { plainText } from '../../ingest/text/text.ts'
import type { Table } from '../load/report.ts'
import { history, type Shape } from './histories.ts'

const SHAPES: readonly (readonly [name: string, shape: Shape])[] = [
  ['50 revisions, 3,000 words, 30 paragraphs', { revisions: 50, paragraphs: 30, words: 3000, sentence: 15 }],
  ['200 revisions, two paragraphs of 1,500 words', { revisions: 200, paragraphs: 2, words: 3000, sentence: 15 }],
  ['the same without a full stop', { revisions: 200, paragraphs: 2, words: 3000, sentence: 0 }],
]
const RUNS = 5
/** WikiWho is given up after this. */
const PATIENCE_MS = 120_000

/** One row a history: our seconds, WikiWho's where it is installed, and how many times as fast we are. */
export function trackingTable(say: (line: string) => void): Table {
  const python = process.env.WIKIWHO_PYTHON ?? 'python3'
  const there = spawnSync(python, ['-c', 'import WikiWho'], { stdio: 'ignore' }).status === 0
  if (!there) say('WikiWho is not installed here: its times are left out (pip install WikiWho==1.0.3)')
  const about =
    'From bare text to tracked sentences, beside WikiWho 1.0.3 where it is installed (given up after 120 s).'
  const rows = SHAPES.map(([name, shape]) => {
    const texts = history(shape)
    const own = ours(texts)
    const theirs = there ? wikiWho(python, texts) : null
    return {
      ...{
        history: name,
        'seconds of ours': own,
        'seconds of WikiWho': theirs === null ? 'not installed' : told(theirs),
      },
      'times as fast': theirs === null ? '-' : told(theirs / own),
    }
  })
  return { name: 'tracking', about, rows }
}

/** A figure that may be out of reach. */
function told(value: number): number | string {
  return Number.isFinite(value) ? value : 'not done in 120 s'
}

/** Median of a few runs, after one that warms up. */
function ours(texts: readonly string[]): number {
  const times = Array.from({ length: RUNS + 1 }, () => {
    const begun = performance.now()
    track(texts.map(read))
    return (performance.now() - begun) / 1000
  })
  return times.slice(1).sort((a, b) => a - b)[Math.floor(RUNS / 2)]!
}

function read(body: string, n: number): TrackInput {
  const plain = plainText({ format: 'text', title: null, subtitle: null, body })
  return { id: String(n), number: n, text: plain.text, textHash: textHash(plain.text), sentences: sentences(plain) }
}

/** Seconds, or infinity when it was given up. */
function wikiWho(python: string, texts: readonly string[]): number {
  const script = fileURLToPath(new URL('wikiwho.py', import.meta.url))
  try {
    return Number(execFileSync(python, [script], { input: JSON.stringify(texts), timeout: PATIENCE_MS }).toString())
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

if (import.meta.main) console.log(JSON.stringify(trackingTable(console.error), null, 2))
