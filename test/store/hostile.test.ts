/**
 * Hostile inputs through the whole of ingest: each ends in a stated error or a stated result, in bounded time and memory.
 * What becomes of each stands in test/fixtures/hostile.txt, which `UPDATE=1` rewrites.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOSTILE } from './hostile/all.ts'
import type { Outcome } from './hostile/run.ts'

const FIXTURE = new URL('../fixtures/hostile.txt', import.meta.url)
/** Seconds of processor time that one input may take, and MiB of memory for all. */
const MOST_SECONDS = 5
const MOST_MEMORY = 1024
/** Minutes after which an input that says nothing hangs. */
const HANGS = 2

const outcomes = new Map<string, Outcome>()
let ended = ''

/** Runs the corpus in a process of its own, so that a crash or a hang is an outcome too. */
function runAll(folder: string): Promise<void> {
  const script = new URL('hostile/run.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--max-old-space-size=768', script, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let begun = ''
  let complaint = ''
  child.stderr.on('data', (words: Buffer) => {
    complaint = `${complaint}${words}`.slice(-2000)
  })
  const kill = (): void => void child.kill('SIGKILL')
  let watch = setTimeout(kill, HANGS * 60_000)
  createInterface({ input: child.stdout }).on('line', (line) => {
    clearTimeout(watch)
    watch = setTimeout(kill, HANGS * 60_000)
    const said = JSON.parse(line) as Outcome | { readonly begun: string }
    if ('begun' in said) begun = said.begun
    else outcomes.set(said.name, said)
  })
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(watch)
      if (code !== 0) ended = `"${begun}" ended the process (${signal ?? code}): ${complaint}`
      resolve()
    })
  })
}

function expected(): ReadonlyMap<string, string> {
  const cases = readFileSync(FIXTURE, 'utf8').split(/^=== /m).slice(1)
  return new Map(cases.map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1).trimEnd()]))
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-hostile-'))
  await runAll(folder)
  rmSync(folder, { recursive: true, force: true })
  if (process.env.UPDATE === '1')
    writeFileSync(
      FIXTURE,
      [...outcomes.values()].map(({ name, said }) => `=== ${name}\n${said.join('\n')}\n`).join('\n'),
    )
}, 1_200_000)

describe('the corpus', () => {
  it('has at least 200 inputs, each with a name of its own', () => {
    expect(new Set(HOSTILE.map(({ name }) => name)).size).toBe(HOSTILE.length)
    expect(HOSTILE.length).toBeGreaterThanOrEqual(200)
  })

  it('crashes and hangs nothing', () => expect(ended).toBe(''))

  it('keeps memory bounded', () => {
    expect(Math.max(...[...outcomes.values()].map(({ memory }) => memory))).toBeLessThan(MOST_MEMORY)
  })

  it('takes little time for each', () => {
    const slow = [...outcomes.values()].filter(({ seconds }) => seconds > MOST_SECONDS)
    expect(slow.map(({ name, seconds }) => `${name}: ${seconds} s`)).toEqual([])
  })
})

describe('each input ends as stated', () => {
  let fixture: ReadonlyMap<string, string>
  beforeAll(() => {
    fixture = expected()
  })
  it.each(HOSTILE.map(({ name }) => name))('%s', (name) => {
    expect(outcomes.get(name)?.said.join('\n')).toBe(fixture.get(name))
  })
})

afterAll(() => outcomes.clear())
