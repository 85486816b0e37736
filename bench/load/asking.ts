/** Times questions on a store: cold on a connection just opened, warm on one that has answered before. */
import { openStore } from '../../graph/index.ts'
import { type Timing, timeEach, timing } from './measure.ts'
import type { Timed } from './questions.ts'

export interface Asked {
  readonly name: string
  readonly cold: Timing
  readonly warm: Timing
}

const COLD = 8
/** Calls a question: as many as fit into the time, within these bounds. */
const BUDGET_MS = 4_000
const LEAST = 100
const MOST = 2_000

/** Cold: the connection's own caches are empty; the operating system may still hold the file. */
export async function askAll(address: string, questions: readonly Timed[]): Promise<readonly Asked[]> {
  const results: Asked[] = []
  for (const question of questions) {
    const cold = await askCold(address, question)
    results.push({ name: question.name, cold, warm: await askWarm(address, question, cold.p50) })
  }
  return results
}

async function askCold(address: string, { askings }: Timed): Promise<Timing> {
  const times: number[] = []
  for (let nth = 0; nth < COLD; nth++) {
    const store = await openStore(address, { readOnly: true })
    const { call } = askings[nth % askings.length]!
    const start = performance.now()
    await call(store)
    times.push(performance.now() - start)
    await store.close()
  }
  return timing(times)
}

async function askWarm(address: string, { askings }: Timed, guess: number): Promise<Timing> {
  const store = await openStore(address, { readOnly: true })
  const calls = Math.round(Math.min(MOST, Math.max(LEAST, BUDGET_MS / Math.max(0.01, guess))))
  const inputs = Array.from({ length: calls }, (_, nth) => askings[nth % askings.length]!)
  await timeEach(inputs.slice(0, Math.min(50, askings.length)), ({ call }) => call(store))
  const warm = await timeEach(inputs, ({ call }) => call(store))
  await store.close()
  return warm
}
