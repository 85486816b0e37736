/** Which block of a post continues which: Stack Exchange posts whose text and code blocks people paired by hand. */
import { parse } from 'csv-parse/sync'
import { interner } from '../../ingest/edits/intern.ts'
import { match } from '../../ingest/edits/match.ts'
import { print, type Row, share, shared } from './data.ts'

const FOLDER = 'data/stackexchange/gt_test'
const TEXT = '1'

interface Block {
  /** 1 text, 2 code. */
  readonly type: string
  /** Position in the post, from 1. */
  readonly local: number
  readonly text: string
}

export function stackExchangeRows(): Row[] {
  const posts = shared(`${FOLDER}/post_ids.csv`)
  if (posts === null) return []
  let [right, said, gold, trivial] = [0, 0, 0, 0]
  for (const { PostId: post = '' } of rows(posts)) {
    const versions = rows(shared(`${FOLDER}/files/${post}.csv`) ?? '').map(({ Id = '', Text = '' }) => ({
      id: Id,
      blocks: blocksOf(Text),
    }))
    const truth = new Map<string, string>()
    for (const row of rows(shared(`${FOLDER}/gt/completed_${post}.csv`) ?? ''))
      if (row.PredLocalId !== 'null') truth.set(`${row.PostHistoryId} ${row.LocalId}`, row.PredLocalId!)
    gold += truth.size
    versions.slice(1).forEach(({ id, blocks }, n) => {
      const before = versions[n]!.blocks
      for (const [local, earlier] of continued(before, blocks)) {
        said++
        if (truth.get(`${id} ${local}`) === String(earlier)) right++
      }
      for (const { local, text } of blocks)
        if (before.some((one) => one.text === text && truth.get(`${id} ${local}`) === String(one.local))) trivial++
    })
  }
  return [
    share('Stack Exchange blocks: precision of continued', right, said, 1),
    share('Stack Exchange blocks: recall of continued', right, gold, trivial / gold),
  ]
}

/** Pairs of local numbers: a block, and the earlier one that it continues. */
function continued(before: readonly Block[], after: readonly Block[]): [number, number][] {
  const key = interner()
  return [TEXT, '2'].flatMap((type) => {
    const [a, b] = [before, after].map((blocks) => blocks.filter((one) => one.type === type)) as [Block[], Block[]]
    const to = match(
      a.map((one) => key(one.text)),
      b.map((one) => key(one.text)),
    )
    return [...to].flatMap((j, i): [number, number][] => (j === -1 ? [] : [[b[j]!.local, a[i]!.local]]))
  })
}

/** A post's runs of text and of code: code is what stands four spaces in after a blank line, or between fences. */
function blocksOf(markdown: string): Block[] {
  const blocks: { type: string; lines: string[] }[] = []
  let fenced = false
  let blank = true
  for (const line of markdown.split(/\r?\n/)) {
    const fence = /^\s{0,3}(?:```|~~~)/.test(line)
    const last = blocks.at(-1)
    const indented = /^(?: {4}| {0,3}\t)/.test(line) && (blank || last?.type === '2')
    const code = fenced || fence || indented
    if (fence) fenced = !fenced
    blank = line.trim() === ''
    if (blank) last?.lines.push(line)
    else if (last?.type === (code ? '2' : TEXT)) last.lines.push(line)
    else blocks.push({ type: code ? '2' : TEXT, lines: [line] })
  }
  return blocks.map(({ type, lines }, n) => ({ type, local: n + 1, text: lines.join('\n').trim() }))
}

function rows(csv: string): Record<string, string | undefined>[] {
  return parse(csv, { columns: true, delimiter: ';', relax_column_count: true, bom: true })
}

if (import.meta.main) print(stackExchangeRows())
