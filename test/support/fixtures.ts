/**
 * Text fixtures that a person can review. A file holds cases: a line `=== name`, the input, a line `---`, what is
 * expected. `UPDATE=1` writes what was found instead of comparing; the diff in review is the change of behaviour.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'fixtures')

interface Case {
  readonly name: string
  readonly input: string
  readonly expected: string
}

function read(path: string): readonly Case[] {
  return readFileSync(path, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [name = '', ...rest] = part.split('\n')
      const [input = '', expected = ''] = rest.join('\n').split(/^---$/m)
      return { name: name.trim(), input: input.trim(), expected: expected.trim() }
    })
}

/** Runs each case of test/fixtures/`file` through `run`, which gives the text to compare. */
export function fixtures(file: string, run: (input: string) => string): void {
  const path = join(folder, file)
  const cases = read(path)
  if (process.env.UPDATE === '1') {
    writeFileSync(path, cases.map(({ name, input }) => `=== ${name}\n${input}\n---\n${run(input).trim()}\n`).join('\n'))
  }
  describe(file, () => {
    for (const { name, input, expected } of read(path)) {
      it(name, () => expect(run(input).trim()).toBe(expected))
    }
  })
}
