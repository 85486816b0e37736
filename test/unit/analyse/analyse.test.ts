import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Analysis, SourceDocument } from '../../../graph/model.ts'
import { analyse } from '../../../ingest/analyse/analyse.ts'
import { sourceDocument, sourceRevision } from '../../support/records.ts'

const post = (...bodies: string[]): SourceDocument =>
  sourceDocument({
    id: 'p',
    title: 'On lanterns',
    revisions: bodies.map((body, i) => sourceRevision({ number: i + 1, body })),
  })

/** The life of each claim of an analysis: its first words, then what each later revision did. */
function lives({ claims, wordings, revisions }: Analysis): Record<string, string> {
  const number = new Map(revisions.map((revision) => [revision.id, revision.number]))
  const text = new Map(revisions.map((revision) => [revision.id, revision.text]))
  return Object.fromEntries(
    claims.map(({ id }) => {
      const own = wordings.filter(({ claim }) => claim === id)
      const first = own[0]!
      return [
        text.get(first.revision)!.slice(first.start!, first.end!),
        own.map(({ revision, change }) => `${number.get(revision)} ${change}`).join(', '),
      ]
    }),
  )
}

describe('analyse', () => {
  it('follows each sentence through the revisions', () => {
    const analysis = analyse(
      post(
        'Lanterns are safer than candles. They cost more. Nobody uses them.',
        'Lanterns are much safer than candles are. They cost more.',
        'Lanterns are much safer than candles are. They cost more. Nobody uses them.',
      ),
    )
    expect(lives(analysis)).toEqual({
      'On lanterns': '1 introduced, 2 kept, 3 kept',
      'Lanterns are safer than candles.': '1 introduced, 2 reworded, 3 kept',
      'They cost more.': '1 introduced, 2 kept, 3 kept',
      'Nobody uses them.': '1 introduced, 2 withdrawn, 3 restored',
    })
  })

  it('gives spans that hold the words they name', () => {
    const analysis = analyse(
      post('One *bold* claim stands here. > not a quote', 'One bold claim still stands here, I think.'),
    )
    for (const { revision, start, end } of analysis.wordings) {
      if (start === null || end === null) continue
      const exact = analysis.revisions.find(({ id }) => id === revision)!.text.slice(start, end)
      expect(exact).toBe(exact.trim())
      expect(exact.length).toBeGreaterThan(0)
    }
  })

  it('gives every claim an id of its own, the same whatever the order of the revisions in the record', () => {
    const record = post('Yes. No. Yes. It is so.', 'Yes. Yes. It is not so.')
    const ids = analyse(record).claims.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const reversed = analyse({ ...record, revisions: [...record.revisions].reverse() })
    expect(reversed.claims).toEqual(analyse(record).claims)
    expect(reversed.wordings).toEqual(analyse(record).wordings)
  })

  it('keeps a claim’s id when a later revision arrives', () => {
    const before = analyse(post('Lanterns are safer than candles.'))
    const after = analyse(post('Lanterns are safer than candles.', 'Lanterns are far safer than any candle.'))
    expect(after.claims.map(({ id }) => id)).toEqual(before.claims.map(({ id }) => id))
  })

  it('takes quoted words for somebody else’s', () => {
    const analysis = analyse(post('> Lanterns are safer than candles.\n\nThat is false, as any sailor knows.'))
    expect(analysis.claims.map(({ text }) => text)).toEqual(['On lanterns', 'That is false, as any sailor knows.'])
    expect(analysis.quotes).toMatchObject([{ kind: 'block', depth: 1, exact: 'Lanterns are safer than candles.' }])
  })

  it('takes a sentence between quotation marks for a quotation', () => {
    expect(analyse(post('You say “lanterns are safer than candles”, which is false.')).quotes).toMatchObject([
      { kind: 'inline', exact: 'lanterns are safer than candles' },
    ])
  })

  it('counts a struck sentence as withdrawn', () => {
    const analysis = analyse(post('Lanterns are safer than candles.', '~~Lanterns are safer than candles.~~'))
    expect(analysis.claims.find(({ text }) => text.startsWith('Lanterns'))).toMatchObject({ state: 'withdrawn' })
  })

  it('keeps the shape of what its source deleted, and no words', () => {
    const record = post('Lanterns are safer than candles.')
    const analysis = analyse({ ...record, state: 'deleted', title: null, revisions: [sourceRevision({ body: '' })] })
    expect(analysis.document.state).toBe('deleted')
    expect([analysis.claims, analysis.definitions, analysis.quotes, analysis.links]).toEqual([[], [], [], []])
    expect(analysis.revisions.map(({ text }) => text)).toEqual([''])
  })

  it('extracts no claims from a text that is not English, and keeps its sentences', () => {
    const analysis = analyse(
      post(
        'Die Laterne ist sicherer als die Kerze, und niemand weiß warum. Das war schon immer so, und es wird so bleiben, solange wir denken können.',
      ),
    )
    expect(analysis.document.language).toBe('und')
    expect(analysis.claims.every(({ kind, probability }) => kind === 'passage' && probability === 0)).toBe(true)
  })

  it('reads the sample discussion: assertions above questions', () => {
    const lines = readFileSync(new URL('../../../src/sample/discussion.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
    const question = analyse(sourceDocument(JSON.parse(lines[3]!))).claims
    const objection = analyse(sourceDocument(JSON.parse(lines[1]!))).claims
    const mean = (claims: Analysis['claims']): number =>
      claims.reduce((sum, { probability }) => sum + probability, 0) / claims.length
    expect(mean(objection)).toBeGreaterThan(mean(question))
  })
})
