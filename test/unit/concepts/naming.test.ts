import { describe, expect, it } from 'vitest'
import { definitions } from '../../../ingest/extract/concepts/concepts.ts'
import { fixtures } from '../../support/fixtures.ts'

/** Sentences as a reader would split them; the splitter has tests of its own. */
const split = (text: string): string[] => text.split(/(?<=[.?!])\s+/)

function names(text: string): string {
  const sentences = split(text).map((sentence) => ({
    text: sentence,
    heading: false,
    revision: 'x:1@1',
    current: true,
  }))
  return definitions('x:1', { kind: 'post', title: null, aliases: [], sentences, revision: 'x:1@1' })
    .map(({ rule, name, long }) => `${rule}: ${name}${name === long ? '' : ` = ${long}`}`)
    .join('\n')
}

fixtures('concepts/naming.txt', names)

it('what is a piece of an explained name is not learned, however long names and documents are', () => {
  const long = Array.from({ length: 3000 }, (_, at) => `Word${at}`).join(' ')
  const sentences = [...'abc'].map(() => ({
    ...{ text: 'Recursive Market Making (RMM) is “market-making” by recursive market rules.', heading: false },
    ...{ revision: 'x:1@1', current: true },
  }))
  const page = { kind: 'wiki', title: long, aliases: ['W0'], sentences, revision: 'x:1@1' }
  const found = definitions('x:1', page).map(({ name }) => name)
  expect(found).toContain('RMM')
  expect(found).not.toContain('market-making')
})

describe('a wiki page is a concept', () => {
  it('is named by its title and its aliases', () => {
    const page = {
      kind: 'wiki',
      title: 'Bounded broker',
      aliases: ['bounded_broker', 'BB'],
      sentences: [],
      revision: 'x:1@4',
    }
    expect(definitions('x:1', page)).toEqual([
      { name: 'Bounded broker', long: 'Bounded broker', rule: 'title', document: 'x:1', revision: 'x:1@4' },
      { name: 'BB', long: 'Bounded broker', rule: 'alias', document: 'x:1', revision: 'x:1@4' },
    ])
  })

  it('is named without the brackets that tell it from others, and by the beginning that an alias abbreviates', () => {
    const names = (title: string, aliases: string[]) =>
      definitions('x:1', { kind: 'wiki', title, aliases, sentences: [], revision: 'x:1@4' }).map(({ name }) => name)
    expect(names('Layered debate (protocol)', [])).toEqual(['Layered debate (protocol)', 'Layered debate'])
    expect(names('Layered debate review agent', ['LDR'])).toEqual([
      'Layered debate review agent',
      'LDR',
      'Layered debate review',
    ])
  })

  it('a post with a title is none', () => {
    expect(
      definitions('x:1', { kind: 'post', title: 'Bounded broker', aliases: [], sentences: [], revision: 'x:1@1' }),
    ).toEqual([])
  })
})
