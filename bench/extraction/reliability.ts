/** Do probabilities mean what they say? Expected calibration error (ten bins of equal width) and the table behind it. */
import type { Row } from '../edits/data.ts'
import type { Seen } from '../train/measure.ts'

export interface Said {
  readonly probability: number
  readonly right: boolean
}

export interface Bin {
  readonly from: number
  readonly n: number
  /** Mean probability said, and share that was right. */
  readonly said: number
  readonly right: number
}

const BINS = 10

export function bins(all: readonly Said[]): Bin[] {
  return Array.from({ length: BINS }, (_, at) => {
    const here = all.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === at)
    const n = here.length
    const mean = (sum: number): number => (n === 0 ? 0 : sum / n)
    return {
      from: at / BINS,
      n,
      said: mean(here.reduce((sum, { probability }) => sum + probability, 0)),
      right: mean(here.filter(({ right }) => right).length),
    }
  })
}

/** Mean distance of what is said from what is so, weighted by the bins' sizes. */
export function calibrationError(all: readonly Said[]): number {
  return bins(all).reduce((sum, { n, said, right }) => sum + n * Math.abs(said - right), 0) / Math.max(1, all.length)
}

/** What was said of sentences and replies, and whether it was so. */
export function saidOf(seen: readonly Seen[]): Readonly<Record<string, readonly Said[]>> {
  return {
    'acts of sentences': seen.flatMap(actsSaid),
    'sentences that assert': seen.flatMap(claimsSaid),
    'main acts': seen.flatMap(({ all, act: [gold] }) =>
      all.filter(({ main }) => main).map(({ confidence, act }) => ({ probability: confidence, right: act === gold })),
    ),
  }
}

function actsSaid({ all, example: { comment } }: Seen): Said[] {
  return all
    .filter(({ main, claim }) => !main && claim !== null)
    .map(({ act, claim, confidence }) => {
      const number = Number(claim!.slice(claim!.lastIndexOf('#S') + 2))
      return {
        probability: confidence,
        right: comment.responses.some((one) => one.act === act && one.s.includes(number)),
      }
    })
}

function claimsSaid({ claims, example: { comment, sentences } }: Seen): Said[] {
  return claims.flatMap((probability, at) =>
    sentences[at]!.quoted > 0 ? [] : [{ probability, right: comment.claims.includes(at + 1) }],
  )
}

/** The table as lines of text. */
export function reliabilityTable(name: string, all: readonly Said[]): string[] {
  const rows = bins(all)
    .filter(({ n }) => n > 0)
    .map(
      ({ from, n, said, right }) =>
        `  ${from.toFixed(1)} to ${(from + 1 / BINS).toFixed(1)}  said ${said.toFixed(2)}  right ${right.toFixed(2)}  n=${n}`,
    )
  return [`${name}: expected calibration error ${calibrationError(all).toFixed(3)}, n=${all.length}`, ...rows]
}

/** The calibration errors as rows of the evaluation. */
export function calibrationRows(all: Readonly<Record<string, readonly Said[]>>): Row[] {
  return Object.entries(all).map(([name, said]) => ({
    name: `dev: calibration error, ${name}`,
    value: calibrationError(said),
    n: said.length,
  }))
}
