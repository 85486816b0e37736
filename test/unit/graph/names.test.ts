/** The pure rules about names: what can be one, what documents say together, where references lead, what is searched. */
import { describe, expect, it } from 'vitest'
import { addressesMeant, addressesOf } from '../../../graph/addresses.ts'
import { aliasesTaught, contributions, isUsable, mergesInto, rootOf } from '../../../graph/concepts.ts'
import { holds, isName, searchTerms, searchWords } from '../../../graph/search.ts'

describe('names', () => {
  it.each([
    ['ida', true],
    ['the ai', true],
    ['of the', false],
    ['x', false],
    ['x y', false],
    ['', false],
  ])('"%s" can name something: %s', (form, expected) => expect(isName(form)).toBe(expected))

  it('a definition needs a usable name on both sides', () => {
    expect(isUsable({ name: 'IDA', long: 'Iterated Amplification' })).toBe(true)
    expect(isUsable({ name: 'it', long: 'Iterated Amplification' })).toBe(false)
    expect(isUsable({ name: 'IDA', long: 'it' })).toBe(false)
  })

  it('a name is told once, by its first document and the first rule there, however the definitions come', () => {
    const taught = [
      { name: 'IDA', long: 'Iterated Amplification', rule: 'acronym', document: 'b' },
      { name: 'IDA', long: 'Amplification', rule: 'alias', document: 'a' },
      { name: 'Amplification', long: 'Amplification', rule: 'acronym', document: 'a' },
    ]
    const told = [
      { name: 'Amplification', rule: 'acronym', document: 'a' },
      { name: 'IDA', rule: 'alias', document: 'a' },
    ]
    expect(aliasesTaught(taught, 'Iterated Amplification')).toEqual(told)
    expect(aliasesTaught(taught.toReversed(), 'Iterated Amplification')).toEqual(told)
  })

  it('a document speaks once for each form and concept; a page’s title speaks louder', () => {
    const given = [
      { name: 'IDA', long: 'Iterated Amplification', rule: 'acronym' },
      { name: 'IDA’s', long: 'iterated amplification', rule: 'acronym' },
      { name: 'Iterated Amplification', long: 'Iterated Amplification', rule: 'title' },
    ]
    const said = (wiki: boolean) =>
      contributions(given, wiki).map(({ form, concept, weight }) => `${form} > ${concept}: ${weight}`)
    expect(said(false)).toEqual([
      'ida > iterated amplification: 1',
      'iterated amplification > iterated amplification: 1',
    ])
    expect(said(true)).toEqual([
      'ida > iterated amplification: 1',
      'iterated amplification > iterated amplification: 5',
    ])
  })

  it.each([
    ['no other sense', [['a', 3]], null],
    [
      'one other, as heavy',
      [
        ['a', 2],
        ['b', 2],
      ],
      'b',
    ],
    [
      'one other, lighter',
      [
        ['a', 3],
        ['b', 2],
      ],
      null,
    ],
    ['one other, and nobody says it of itself', [['b', 1]], 'b'],
    [
      'two others',
      [
        ['b', 9],
        ['c', 9],
      ],
      null,
    ],
  ] as const)('merging: %s', (_, senses, expected) => {
    expect(
      mergesInto<string>(
        'a',
        senses.map(([concept, weight]) => ({ concept, weight })),
        'Lantern',
      ),
    ).toBe(expected)
  })

  it('an acronym merges into the one name that explains it, however many documents use it unexplained', () => {
    const senses = [
      { concept: 'a', weight: 40 },
      { concept: 'b', weight: 1 },
    ]
    expect(mergesInto('a', senses, 'LDR')).toBe('b')
    expect(mergesInto('a', [...senses, { concept: 'c', weight: 1 }], 'LDR')).toBe(null)
  })

  it('chains end at their root; circles at the longest name', () => {
    const next = new Map([
      ['a', 'b'],
      ['b', 'c'],
      ['x', 'y z'],
      ['y z', 'x'],
      ['w', 'x'],
    ])
    const root = (concept: string) =>
      rootOf(
        concept,
        (one) => next.get(one) ?? null,
        (one) => one,
      )
    expect(['a', 'b', 'c', 'x', 'y z', 'w'].map(root)).toEqual(['c', 'c', 'c', 'y z', 'y z', 'y z'])
  })
})

describe('addresses', () => {
  const page = {
    id: 'f:1',
    source: 'f',
    kind: 'wiki',
    url: 'https://www.forum.example/p/1/',
    title: 'Iterated Amplification',
    aliases: ['ida_page'],
  }
  const found = (ref: string, source = 'f') =>
    addressesMeant(source, ref).some((key) => addressesOf(page as never).includes(key))

  it.each([
    ['f:1', true],
    ['1', true],
    ['https://forum.example/p/1', true],
    ['http://forum.example/p/1?title=x#part', true],
    ['//www.forum.example/p/1', true],
    ['/Iterated%20Amplification', true],
    ['iterated_amplification', true],
    ['IDA_page#top', true],
    ['https://forum.example/p/12', false],
    ['https://other.example/p/1', false],
    ['2', false],
    ['#top', false],
    ['%', false],
  ])('%s leads to the page: %s', (ref, expected) => expect(found(ref)).toBe(expected))

  it('names and native ids hold in their own source only', () => {
    expect(found('1', 'g')).toBe(false)
    expect(found('ida_page', 'g')).toBe(false)
    expect(found('f:1', 'g')).toBe(true)
  })

  it('only wiki pages are found by title; aliases of others are further ids', () => {
    expect(addressesOf({ ...page, kind: 'post' } as never)).toEqual(['f:1', '//forum.example/p/1', 'f:ida_page'])
  })

  it('a comment that its URL names by a fragment is not taken for the page', () => {
    const comment = { ...page, kind: 'comment', aliases: [], url: 'https://forum.example/p/1#c2' }
    expect(addressesOf(comment as never)).toEqual(['f:1', '//forum.example/p/1#c2'])
    expect(addressesMeant('f', 'https://forum.example/p/1#c2')).toEqual([
      '//forum.example/p/1#c2',
      '//forum.example/p/1',
    ])
  })
})

describe('search', () => {
  it('text is searched by words in normal form, unspaced scripts by character', () => {
    expect(searchWords('Act-Based Agents’ goals')).toEqual(['act', 'based', 'agent', 'goal'])
    expect(searchWords('人工知能 works')).toEqual(['人', '工', '知', '能', 'work'])
  })

  it('reads words in any order, and phrases in quotation marks', () => {
    expect(searchTerms('reward "mind crimes" “so called”').parts).toEqual([
      ['reward'],
      ['mind', 'crime'],
      ['so', 'called'],
    ])
    expect(searchTerms(' "" … ').parts).toEqual([])
  })

  it.each([
    ['mind crime is bad', true],
    ['bad mind', true],
    ['"mind crimes"', true],
    ['"crime mind"', false],
    ['criminal', false],
  ])('“Mind crimes are bad, is what they say.” holds %s: %s', (q, expected) => {
    expect(holds('Mind crimes are bad, is what they say.', searchTerms(q))).toBe(expected)
  })
})
