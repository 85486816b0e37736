/**
 * States as spells. A case is a small history in days of one month: what was said and edited when, and the spells that
 * come of it, as "state@day state@day …" (open from the response's own day unless it says else).
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change, Document, PromptedEdit, Spell, StateInputs, StateResponse } from '../../../graph/index.ts'
import { spells } from '../../../graph/index.ts'

const day = (n: number | null): string | null => (n === null ? null : `2018-05-${String(n).padStart(2, '0')}T00:00:00Z`)

/** An event of a sentence's life: revision number, day, change, words (null: withdrawn or struck). */
type Event = readonly [number: number, day: number | null, change: Change, words: string | null]
type Against = Partial<StateResponse['against'][number]> & { readonly on?: number; readonly until?: number }

interface History {
  readonly act?: StateResponse['act']
  readonly author?: string | null
  readonly on?: number | null
  readonly own?: readonly Event[]
  readonly target?: readonly Event[]
  /** Number of the revision that was answered. */
  readonly answered?: number
  /** It answers a document, no sentence of it. */
  readonly whole?: boolean
  readonly targetGone?: readonly [state: 'deleted' | 'retracted' | 'unavailable', day: number | null]
  readonly against?: readonly Against[]
  readonly edits?: readonly (Partial<PromptedEdit> & { readonly on?: number })[]
  readonly document?: Partial<Document>
}

function inputs(history: History): StateInputs {
  const { on = 1, whole = false, answered = 1 } = history
  const life = (events: readonly Event[]) =>
    events.map(([number, at, change, words]) => ({ revision: `t@${number}`, number, at: day(at), change, words }))
  return {
    document: {
      ...{ id: 'c', source: 'f', kind: 'comment', title: null, subtitle: null, url: null, author: 'Bob' },
      ...{ createdAt: day(on), parent: 't', root: null, state: 'live', stateAt: null, score: null, aliases: [] },
      ...{ quote: null, respondsToRevision: null, language: 'en', extra: {} },
      ...history.document,
    },
    responses: [
      {
        ...{ id: 'r', act: history.act ?? 'objection', author: history.author === undefined ? 'Bob' : history.author },
        ...{ at: day(on), claim: 'own' },
        to: {
          ...{
            document: 't',
            claim: whole ? null : 'claim',
            author: 'Ann',
            revision: `t@${answered}`,
            number: answered,
          },
          words: whole ? null : 'old words',
        },
        own: life(history.own ?? []),
        target: life(history.target ?? [[1, 1, 'introduced', 'old words']]),
        targetDocument:
          history.targetGone === undefined ? null : { state: history.targetGone[0], at: day(history.targetGone[1]) },
        against: (history.against ?? []).map(({ on: said = 2, until = null, ...other }) => ({
          ...{ id: `a${said}`, act: 'objection', author: 'Cid', at: day(said), main: false, aims: 'claim' },
          ...{ withdrawnAt: day(until), ...other },
        })),
        promptedEdits: (history.edits ?? []).map(({ on: made = 3, ...edit }) => ({
          ...{
            response: 'r',
            document: 'c',
            edited: 't',
            revision: 't@2',
            at: day(made),
            confidence: 0.9,
            rule: 'test',
          },
          ...{ evidence: null, ...edit },
        })),
      },
    ],
  }
}

function told(history: History, kind: Spell['kind']): string {
  const own = spells(inputs(history)).filter((spell) => spell.kind === kind)
  return own.map(({ state, from }) => `${state}@${from === null ? 'ever' : Number(from.slice(8, 10))}`).join(' ')
}

const REWORDED: readonly Event[] = [
  [1, 1, 'introduced', 'old words'],
  [2, 3, 'reworded', 'new words'],
]

const RESPONSES: readonly (readonly [name: string, history: History, expected: string])[] = [
  ['nothing happened', {}, 'open@1'],
  ['an unknown time is from the beginning', { on: null }, 'open@ever'],
  ['somebody objects to it', { against: [{}] }, 'open@1 answered@2'],
  ['somebody clarifies against it', { against: [{ act: 'clarification' }] }, 'open@1 answered@2'],
  [
    'somebody answers its document as a whole',
    { against: [{ act: 'clarification', main: true, aims: 'document' }] },
    'open@1 answered@2',
  ],
  ['an edit was announced to it', { against: [{ act: 'edit_done' }] }, 'open@1 answered@2'],
  ['support and questions answer nothing', { against: [{ act: 'support' }, { act: 'question', on: 3 }] }, 'open@1'],
  ['its own author adds to it', { against: [{ author: 'Bob' }] }, 'open@1'],
  ['an unknown person answers an unknown person', { author: null, against: [{ author: null }] }, 'open@1 answered@2'],
  ['the answer is withdrawn again', { against: [{ until: 5 }] }, 'open@1 answered@2 open@5'],
  ['two answers, one withdrawn', { against: [{ until: 5 }, { on: 3 }] }, 'open@1 answered@2'],
  ['the author of its target concedes', { against: [{ act: 'concession', author: 'Ann' }] }, 'open@1 conceded@2'],
  ['somebody else concedes', { against: [{ act: 'concession' }] }, 'open@1'],
  ['a concession of nobody known', { against: [{ act: 'concession', author: null }] }, 'open@1'],
  [
    'answered, then conceded',
    { against: [{}, { act: 'concession', author: 'Ann', on: 4 }] },
    'open@1 answered@2 conceded@4',
  ],
  [
    'conceded, then answered: the concession is stronger',
    { against: [{ act: 'concession', author: 'Ann' }, { on: 4 }] },
    'open@1 conceded@2',
  ],
  ['a prompted edit rewords its target', { target: REWORDED, edits: [{}] }, 'open@1 met_by_edit@3'],
  ['the target is reworded, but not because of it', { target: REWORDED }, 'open@1'],
  ['a prompted edit that is too unsure', { target: REWORDED, edits: [{ confidence: 0.4 }] }, 'open@1'],
  [
    'a prompted edit that another response of its document asked for, of the same passage',
    { target: REWORDED, edits: [{ response: 'other' }] },
    'open@1 met_by_edit@3',
  ],
  [
    'a prompted edit that names its document only',
    { target: REWORDED, edits: [{ response: null }] },
    'open@1 met_by_edit@3',
  ],
  ['a prompted edit that left its target alone', { target: REWORDED, edits: [{ revision: 't@3' }] }, 'open@1'],
  [
    'the edit is undone',
    { target: [...REWORDED, [3, 6, 'restored', 'old words']], edits: [{}] },
    'open@1 met_by_edit@3 open@6',
  ],
  [
    'the edit is undone after an answer',
    { target: [...REWORDED, [3, 6, 'reworded', 'old words']], edits: [{}], against: [{}] },
    'open@1 answered@2 met_by_edit@3 answered@6',
  ],
  [
    'conceded and then edited: the concession is stronger',
    { target: REWORDED, edits: [{}], against: [{ act: 'concession', author: 'Ann' }] },
    'open@1 conceded@2',
  ],
  ['it answers a document, which was edited for it', { whole: true, edits: [{}] }, 'open@1 met_by_edit@3'],
  ['it answers a document, another was edited for it', { whole: true, edits: [{ edited: 'x' }] }, 'open@1'],
  [
    'its author withdraws it',
    {
      own: [
        [1, 1, 'introduced', 'own'],
        [2, 4, 'withdrawn', null],
      ],
    },
    'open@1 withdrawn@4',
  ],
  [
    'its author strikes it, then restores it',
    {
      own: [
        [1, 1, 'introduced', 'own'],
        [2, 4, 'struck', null],
        [3, 6, 'restored', 'own'],
      ],
    },
    'open@1 withdrawn@4 open@6',
  ],
  [
    'withdrawn is stronger than everything',
    {
      own: [[2, 4, 'withdrawn', null]],
      target: REWORDED,
      edits: [{}],
      against: [{ act: 'concession', author: 'Ann', on: 5 }],
    },
    'open@1 met_by_edit@3 withdrawn@4',
  ],
  ['its author takes the document back', { document: { state: 'retracted', stateAt: day(7) } }, 'open@1 withdrawn@7'],
  ['its document cannot be reached any more', { document: { state: 'unavailable', stateAt: day(7) } }, 'open@1'],
  ['an answer that is dated before it counts from its own day', { on: 4, against: [{ on: 2 }] }, 'answered@4'],
  ['an answer of unknown time counts from its own day', { against: [{ at: null }] }, 'answered@1'],
  ['a question waits too', { act: 'question', against: [{ act: 'clarification' }] }, 'open@1 answered@2'],
  ['support waits for nothing', { act: 'support', against: [{}] }, ''],
]

const TARGETS: readonly (readonly [name: string, history: History, expected: string])[] = [
  ['untouched', {}, 'standing@1'],
  ['reworded', { target: REWORDED }, 'standing@1 reworded@3'],
  ['reworded before the revision that was answered', { target: REWORDED, answered: 2 }, 'standing@1'],
  ['reworded before the response was written: from its day on', { on: 9, target: REWORDED }, 'reworded@9'],
  ['moved', { target: [[2, 3, 'moved', 'old words']] }, 'standing@1'],
  ['withdrawn', { target: [[2, 3, 'withdrawn', null]] }, 'standing@1 gone@3'],
  ['struck', { target: [[2, 3, 'struck', null]] }, 'standing@1 gone@3'],
  [
    'withdrawn and restored',
    {
      target: [
        [2, 3, 'withdrawn', null],
        [3, 5, 'restored', 'old words'],
      ],
    },
    'standing@1 gone@3 standing@5',
  ],
  [
    'restored in other words',
    {
      target: [
        [2, 3, 'withdrawn', null],
        [3, 5, 'restored', 'new words'],
      ],
    },
    'standing@1 gone@3 reworded@5',
  ],
  ['reworded and back', { target: [...REWORDED, [3, 5, 'reworded', 'old words']] }, 'standing@1 reworded@3 standing@5'],
  ['edited at an unknown time: from the response on', { target: [[2, null, 'reworded', 'new words']] }, 'reworded@1'],
  ['an edit dated before the one before it', { target: [...REWORDED, [3, 2, 'withdrawn', null]] }, 'standing@1 gone@3'],
  ['its document was deleted', { targetGone: ['deleted', 6] }, 'standing@1 gone@6'],
  [
    'reworded, then its document deleted',
    { target: REWORDED, targetGone: ['unavailable', 6] },
    'standing@1 reworded@3 gone@6',
  ],
  ['a document as a whole that stands has no state', { whole: true }, ''],
  ['a document as a whole that was retracted', { whole: true, targetGone: ['retracted', 6] }, 'standing@1 gone@6'],
]

describe('spells of a response', () => {
  it.each(RESPONSES)('%s', (_, history, expected) => expect(told(history, 'response')).toBe(expected))
})

describe('spells of a target', () => {
  it.each(TARGETS)('%s', (_, history, expected) => expect(told(history, 'target')).toBe(expected))
})

describe('spells of a document', () => {
  it.each([
    ['live', {}, ''],
    ['deleted', { document: { state: 'deleted', stateAt: day(9) } }, 'live@1 deleted@9'],
    ['deleted, nobody knows when', { document: { state: 'deleted' } }, 'deleted@ever'],
  ] as const)('%s', (_, history, expected) => expect(told(history as History, 'document')).toBe(expected))
})

it('each spell names what brought it about', () => {
  const all = spells(inputs({ target: REWORDED, edits: [{}], against: [{ on: 2 }] }))
  expect(all.map(({ kind, state, cause }) => [kind, state, cause])).toEqual([
    ['target', 'standing', null],
    ['target', 'reworded', 't@2'],
    ['response', 'open', null],
    ['response', 'answered', 'a2'],
    ['response', 'met_by_edit', 't@2'],
  ])
})

it('spells of one subject follow each other without gap, overlap or repeat, whatever happened', () => {
  const days = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null })
  const event = (number: number) =>
    fc
      .record({ at: days, words: fc.constantFrom('old words', 'new words', null) })
      .map(({ at, words }): Event => [number, at, 'reworded', words])
  const events = fc.tuple(event(1), event(2), event(3), event(4))
  const against = fc.array(
    fc.record({
      on: fc.integer({ min: 1, max: 9 }),
      until: fc.constantFrom(4, 8),
      act: fc.constantFrom('objection' as const, 'concession' as const),
      author: fc.constantFrom('Ann', 'Bob', 'Cid'),
    }),
    { maxLength: 4 },
  )
  const edits = fc.array(fc.record({ revision: fc.constantFrom('t@2', 't@3'), on: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 2,
  })
  const history = fc.record({ on: days, own: events, target: events, against, edits })
  fc.assert(
    fc.property(history, (given) => {
      const bySubject = Map.groupBy(spells(inputs(given)), ({ kind, subject }) => `${kind} ${subject}`)
      for (const [first, ...rest] of bySubject.values()) {
        expect(first!.from).toBe(day(given.on))
        for (const [n, spell] of rest.entries()) {
          const before = [first!, ...rest][n]!
          expect(before.to).toBe(spell.from)
          expect(spell.state).not.toBe(before.state)
          expect(spell.from! > (before.from ?? '')).toBe(true)
        }
        expect([first!, ...rest].at(-1)!.to).toBe(null)
      }
    }),
  )
})
