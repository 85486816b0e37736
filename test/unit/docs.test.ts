/** The docs name everything that can be asked for, set or found: what the tables in the code hold stands in a page. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FILTERS } from '../../graph/filters.ts'
import { NAMING_RULES } from '../../ingest/extract/concepts/concepts.ts'
import { STANCE_RULES } from '../../ingest/extract/stance.ts'
import { SOURCES } from '../../ingest/sources/sources.ts'
import { KINDS } from '../../src/answers/kinds.ts'
import { nameOf, VERBS } from '../../src/cli/verbs.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { MODELS } from '../../src/models.ts'
import { PROBLEMS } from '../../src/problems.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const page = (name: string): string => read(`docs/${name}.md`)

/** Names of settings are read from the code itself, so that a new one cannot be forgotten. */
function settings(): readonly string[] {
  const files = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const found = files.flatMap((name) =>
    [...read(`src/${name}`).matchAll(/\bCLAIMTHREAD_[A-Z_]+/g)].map(([setting]) => setting),
  )
  return [...new Set(found)]
}

const TABLES: readonly (readonly [what: string, page: string, names: readonly string[]])[] = [
  ['route', 'http', ROUTES.map(({ path }) => path)],
  ['filter', 'http', FILTERS.map(({ name }) => `\`${name}\``)],
  ['verb', 'cli', VERBS.map((verb) => `\`${nameOf(verb)}`)],
  ['kind of list', 'cli', KINDS.map(({ word }) => word)],
  ['setting', 'cli', settings()],
  ['source', 'sources', SOURCES.map(({ name }) => `\`${name}\``)],
  ['model', 'extraction', MODELS.map((name) => `\`${name}\``)],
  ['naming rule', 'extraction', NAMING_RULES.map(({ name }) => `\`${name}\``)],
  ['stance', 'extraction', STANCE_RULES.map(({ name }) => `\`stance/${name}\``)],
]

describe.each(TABLES)('every %s stands in docs/%s.md', (_what, name, names) => {
  it.each(names)('%s', (wanted) => expect(page(name)).toContain(wanted))
})

it('every page of the docs is reached from the README', () => {
  const pages = readdirSync(new URL('docs', root)).filter((name) => name.endsWith('.md'))
  expect(pages.filter((name) => !read('README.md').includes(`docs/${name}`))).toEqual([])
})

it('every problem says what to do about it', () => {
  for (const [, , mend] of Object.values(PROBLEMS)) expect(mend).toMatch(/^[A-Z].+\.$/)
})
