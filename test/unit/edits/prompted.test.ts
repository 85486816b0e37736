import { describe, expect, test } from 'vitest'
import type { ContextDocument, EditView, LinkContext, RevisionView } from '../../../graph/context.ts'
import type { Document, Response } from '../../../graph/model.ts'
import { promptedEdits } from '../../../ingest/edits/prompted.ts'
import { announces, grants, promises } from '../../../ingest/edits/reply-cues.ts'

const WRONG = 'The hen has three legs and lays one egg on most days.'
const RIGHT = 'The hen has two legs and lays one egg on most days.'
const OTHER = 'The roof of the coop leaks in the north corner.'

function document(id: string, author: string, createdAt: string | null, parent: string | null): Document {
  return {
    ...{
      id: `f:${id}`,
      source: 'f',
      kind: parent === null ? 'wiki' : 'comment',
      title: null,
      subtitle: null,
      url: null,
    },
    ...{ author: `f:${author}`, createdAt, parent: parent && `f:${parent}`, root: null, state: 'live', stateAt: null },
    ...{ score: null, aliases: [], quote: null, respondsToRevision: null, language: 'en', extra: {} },
  } as Document
}

function view(id: string, at: string | null, sentences: readonly string[]): RevisionView {
  const text = sentences.join(' ')
  let start = 0
  const spans = sentences.map((sentence, n) => {
    const span = {
      start,
      end: start + sentence.length,
      claim: `${id} ${n}`,
      kind: 'assertion',
      probability: 0.9,
      change: 'introduced',
    }
    start = span.end + 1
    return span as RevisionView['sentences'][number]
  })
  return { id: `f:${id}@1`, number: 1, at, text, sentences: spans }
}

interface Situation {
  readonly says?: string
  readonly anchor?: string | null
  readonly act?: Response['act']
  readonly edits?: readonly EditView[]
  readonly replies?: readonly { readonly by: string; readonly at: string; readonly text: string }[]
}

const ASKED_AT = '2024-03-01T12:00:00Z'

function edit(at: string, before: string | null, after: string | null, editor = 'ann', number = 2): EditView {
  const claim = before === OTHER ? 'page 1' : before === null ? 'page 9' : 'page 0'
  return {
    ...{ revision: `f:page@${number}`, number, at, editor: `f:${editor}`, note: null },
    changes: [
      { claim, change: before === null ? 'introduced' : after === null ? 'withdrawn' : 'reworded', before, after },
    ],
  }
}

/** Bea comments on Ann's page at noon. */
function prompted({
  says = 'Two legs, surely?',
  anchor = 'three legs',
  act = 'edit_request',
  edits = [],
  replies = [],
}: Situation) {
  const page = view('page', '2024-01-01T00:00:00Z', [WRONG, OTHER])
  const own = view('c', ASKED_AT, [says])
  const near = (
    one: Document,
    seen: RevisionView,
    relation: ContextDocument['relation'],
    after: readonly EditView[],
  ) => ({
    ...{
      document: one,
      relation,
      distance: relation === 'parent' ? 1 : 0,
      seen,
      newest: seen,
      older: [],
      edits: after,
    },
  })
  const context: LinkContext = {
    subject: {
      ...{
        document: document('c', 'bea', ASKED_AT, 'page'),
        first: own,
        newest: own,
        quotes: [],
        links: [],
        notes: [],
      },
      sentences: own.sentences.map((one) => ({ ...one, revision: own.id, at: ASKED_AT, author: 'f:bea', exact: says })),
      anchor: anchor === null ? null : { exact: anchor },
      mentions: new Map(),
    },
    documents: [
      near(document('page', 'ann', '2024-01-01T00:00:00Z', null), page, 'parent', edits),
      ...replies.map(({ by, at, text }, n) =>
        near(document(`r${n}`, by, at, 'c'), view(`r${n}`, at, [text]), 'reply', []),
      ),
    ],
  }
  const to = {
    document: 'f:page',
    claim: 'page 0',
    concept: null,
    response: null,
    revision: 'f:page@1',
    start: 0,
    end: 10,
    exact: WRONG,
  }
  const response = {
    ...{ id: 'r1', act, document: 'f:c', claim: 'c 0', revision: 'f:c@1', start: 0, end: says.length, exact: says },
    ...{
      author: 'f:bea',
      at: ASKED_AT,
      to,
      confidence: 0.9,
      rule: 'anchor',
      model: 'fast',
      evidence: null,
      main: true,
    },
  } as Response
  return promptedEdits(context, [response])
}

describe('ties', () => {
  test('the quoted words changed soon after, as asked', () => {
    const [one, ...more] = prompted({ edits: [edit('2024-03-01T13:00:00Z', WRONG, RIGHT)] })
    expect(more).toEqual([])
    expect(one).toMatchObject({
      response: 'r1',
      document: 'f:c',
      edited: 'f:page',
      revision: 'f:page@2',
      at: '2024-03-01T13:00:00Z',
    })
    expect(one!.confidence).toBeGreaterThan(0.9)
    expect(one!.rule).toBe('passage-changed')
    expect(one!.evidence).toBe(`${WRONG} → ${RIGHT}`)
  })

  test('a reply that announces it makes it surer', () => {
    const edits = [edit('2024-03-04T13:00:00Z', OTHER, 'The roof leaks no more.')]
    const alone = prompted({ anchor: null, says: 'I did not get the part about legs.', edits })
    const thanked = prompted({
      ...{ anchor: null, says: 'I did not get the part about legs.', edits },
      replies: [{ by: 'ann', at: '2024-03-04T13:05:00Z', text: 'Fixed, thanks.' }],
    })
    expect(thanked[0]!.confidence).toBeGreaterThan((alone[0]?.confidence ?? 0) + 0.2)
    expect(thanked[0]).toMatchObject({ rule: 'reply', evidence: 'Fixed, thanks.' })
  })

  test('the asked-for words appear', () => {
    const says = 'You should mention the marten, which climbs, and the polecat, which does not.'
    const edits = [edit('2024-03-02T13:00:00Z', null, 'The marten climbs, the polecat does not.')]
    const [one] = prompted({ anchor: null, says, edits })
    expect(one!.confidence).toBeGreaterThan(0.5)
    expect(one).toMatchObject({ rule: 'asked-words', evidence: 'marten climbs polecat' })
  })

  test('an edit near in time alone is weak', () => {
    const says =
      'I have kept hens for years and never saw one do that, though my neighbour claims he did once in winter.'
    const edits = [edit('2024-03-01T12:30:00Z', OTHER, `${OTHER} Still.`)]
    const found = prompted({ anchor: null, says, act: 'objection', edits })
    expect(found.every(({ confidence }) => confidence < 0.5)).toBe(true)
  })

  test('of several edits the one that did what was asked', () => {
    const edits = [
      edit('2024-03-01T12:30:00Z', OTHER, `${OTHER} Still.`, 'ann', 2),
      edit('2024-03-02T12:30:00Z', WRONG, RIGHT, 'ann', 3),
      edit('2024-03-03T12:30:00Z', null, 'Geese are another matter.', 'ann', 4),
    ]
    expect(prompted({ edits })[0]!.revision).toBe('f:page@3')
  })
})

describe('edits that no history shows', () => {
  test('a reply announces one: the page is its author’s, the revision unknown', () => {
    const replies = [{ by: 'ann', at: '2024-03-01T14:00:00Z', text: "Thanks, I've corrected it." }]
    expect(prompted({ replies })).toEqual([
      {
        ...{ response: 'r1', document: 'f:c', edited: 'f:page', revision: null, at: '2024-03-01T14:00:00Z' },
        ...{ confidence: 0.7, rule: 'announcement', evidence: "Thanks, I've corrected it." },
      },
    ])
  })
  test('one’s own announcement is none, and silence tells of nothing', () => {
    expect(prompted({ replies: [{ by: 'bea', at: '2024-03-01T14:00:00Z', text: 'Fixed my comment.' }] })).toEqual([])
    expect(prompted({})).toEqual([])
  })
})

describe('what replies say of edits', () => {
  test.each([
    'Fixed, thanks.',
    'Yep. Fixed, thanks!',
    "Thanks, I've corrected it. That was a strange typo.",
    'My mistake.\n(Edited to fix.)',
    'Should be fixed now.',
    'I went ahead and removed that.',
    'Thanks, I just deleted that whole part.',
    'Right on both counts. I’ve changed the wording.',
  ])('announced: %s', (text) => {
    expect(announces(text)).toBe(true)
  })
  test.each([
    'It cannot be fixed.',
    'I have updated my view.',
    'If it was changed, nobody noticed.',
    'That is a fixed point.',
    'Could this be reworded?',
    "I'll fix it tomorrow.",
  ])('not announced: %s', (text) => {
    expect(announces(text)).toBe(false)
  })
  test('promised, granted', () => {
    expect(promises("Good point, I'll reword it.")).toBe(true)
    expect(promises('It will rain.')).toBe(false)
    expect(grants('Nice catch!')).toBe(true)
    expect(grants('I do not see why.')).toBe(false)
  })
})
