/** However a discussion arrives (in any order, in threads or inline, in pieces, through a kill), the export is the same, byte for byte. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../graph/index.ts'
import { ingest } from '../../src/ingestion/run.ts'
import type { Shell } from './cli.ts'
import { openShell } from './cli.ts'
import { LINES as GARDEN } from './discussion.ts'

const SAMPLE = readFileSync(new URL('../../src/sample/discussion.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const LINES = [...GARDEN, ...SAMPLE]
const signal = new AbortController().signal

let folder: string
let shell: Shell
let expected: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimthread-order-'))
  shell = openShell()
  expected = await exported('plain', [LINES])
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  shell.close()
})

/** The export of a store into which these parts went, one run each. */
async function exported(
  name: string,
  parts: readonly (readonly string[])[],
  options: { threads?: number; inline?: number } = { threads: 0 },
) {
  const store = await openStore(`sqlite:${join(folder, `${name}.db`)}`)
  for (const [index, part] of parts.entries()) {
    const input = join(folder, `${name}-${index}.jsonl`)
    writeFileSync(input, `${part.join('\n')}\n`)
    const observedAt = `2025-01-0${index + 1}T00:00:00Z`
    const report = await ingest({ store, inputs: [{ address: input }], observedAt, signal, ...options })
    expect(report.bad).toEqual([])
  }
  const lines: string[] = []
  for await (const line of store.export({ minConfidence: 0 })) lines.push(line)
  await store.close()
  return lines.join('\n')
}

/** The lines shuffled, the same each time for the same seed. */
function shuffled(lines: readonly string[], seed: number): string[] {
  const out = [...lines]
  let state = seed
  for (let at = out.length - 1; at > 0; at--) {
    state = (state * 1103515245 + 12345) % 2147483648
    const other = state % (at + 1)
    ;[out[at], out[other]] = [out[other]!, out[at]!]
  }
  return out
}

describe('the export does not depend on', () => {
  test.each([1, 2, 3])('the order of the lines (shuffle %i)', async (seed) => {
    expect(await exported(`shuffled-${seed}`, [shuffled(LINES, seed)])).toBe(expected)
  })

  test('threads', async () => {
    expect(await exported('threads', [LINES], { threads: 2, inline: 0 })).toBe(expected)
  })

  test('how many runs it took, and in which order they came', async () => {
    const half = Math.floor(LINES.length / 2)
    expect(await exported('parts', [LINES.slice(half), LINES.slice(0, half)])).toBe(expected)
    expect(
      await exported(
        'singles',
        shuffled(LINES, 4)
          .slice(0, 9)
          .map((line) => [line])
          .concat([LINES]),
      ),
    ).toBe(expected)
  })

  test('a revision that came later', async () => {
    const early = LINES.map((line) => {
      const document = JSON.parse(line)
      return JSON.stringify({ ...document, revisions: document.revisions.slice(0, 1) })
    })
    expect(await exported('revised', [early, LINES])).toBe(expected)
  })

  test('kills: what was acknowledged is there, and the next run finishes', async () => {
    writeFileSync(join(shell.folder, 'all.jsonl'), `${LINES.join('\n')}\n`)
    const args = ['ingest', 'all.jsonl', '--store', 'sqlite:killed.db']
    for (const ms of [250, 350, 450, 600]) {
      const started = shell.start(args)
      setTimeout(() => started.child.kill('SIGKILL'), ms)
      await started.ended
    }
    expect((await shell.run(args)).status).toBe(0)
    const { stdout } = await shell.run(['export', '--min-confidence', '0', '--store', 'sqlite:killed.db'])
    expect(stdout.trim()).toBe(expected)
  })
})
