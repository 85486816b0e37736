/** Time of analysing a document that comes back with one revision more, beside that of analysing it for the first time. */
import type { SourceDocument } from '../../graph/model.ts'
import { analyse, forgetReadings } from '../../ingest/index.ts'
import type { Table } from '../load/report.ts'
import { ENGLISH, history } from './histories.ts'

const REVISIONS = 51
const RUNS = 5

/** One row: seconds of a first reading, seconds when all revisions but the newest were read before, and the ratio. */
export function rereadTable(): Table {
  const shape = { revisions: REVISIONS, paragraphs: 30, words: 3000, sentence: 15 }
  const whole = documentOf(history(shape, 1, ENGLISH))
  const known = { ...whole, revisions: whole.revisions.slice(0, -1) }
  const times = Array.from({ length: RUNS }, () => {
    forgetReadings()
    const first = seconds(() => analyse(whole))
    forgetReadings()
    analyse(known)
    return { first, again: seconds(() => analyse(whole)) }
  })
  const first = median(times.map((one) => one.first))
  const again = median(times.map((one) => one.again))
  return {
    name: 'one revision more',
    about: 'Analysis of a document of 51 revisions of 3,000 words, anew and when 50 of them were analysed before.',
    rows: [{ 'seconds anew': first, 'seconds again': again, 'times as fast': first / again }],
  }
}

function seconds(work: () => unknown): number {
  const begun = performance.now()
  work()
  return (performance.now() - begun) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function documentOf(texts: readonly string[]): SourceDocument {
  return {
    ...{ source: 'bench', id: 'history', kind: 'wiki', title: null, subtitle: null, url: null, author: null },
    ...{ createdAt: null, parent: null, root: null, state: 'live', stateAt: null, score: null, aliases: [] },
    ...{ quote: null, respondsToRevision: null, extra: {} },
    revisions: texts.map((body, n) => ({
      ...{ key: String(n + 1), number: n + 1, at: null, observedAt: null, editor: null, note: null },
      ...{ format: 'markdown', title: null, subtitle: null, body },
    })),
  }
}

if (import.meta.main) console.log(JSON.stringify(rereadTable(), null, 2))
