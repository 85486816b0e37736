/** What people come for, asked of the sample discussion and of one with other names: general rules, no word of the sample. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exported, type Filled, filled, question } from '../support/graph.ts'

const sample = readFileSync(new URL('../../src/sample/discussion.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
/** The same discussion under other names: nothing in the code may know IDA, the people or the plan. */
const OTHER: readonly (readonly [RegExp, string])[] = [
  [/Iterated Distillation and Amplification/g, 'Layered Debate and Review'],
  [/Iterated Amplification/g, 'Layered Review'],
  [/\bIDA\b/g, 'LDR'],
  [/Mara/g, 'Olga'],
  [/"ida"/g, '"ldr"'],
]
const other = sample.map((line) => OTHER.reduce((text, [from, to]) => text.replace(from, to), line))

describe.each([
  {
    discussion: 'the sample',
    lines: sample,
    names: ['IDA', 'ida', 'Iterated Distillation and Amplification', 'iterated amplification'],
    post: 'sample:ida',
  },
  {
    discussion: 'the sample under other names',
    lines: other,
    names: ['LDR', 'ldr', 'Layered Debate and Review', 'layered review'],
    post: 'sample:ldr',
  },
])('$discussion', ({ lines, names, post }) => {
  let graph: Filled
  beforeAll(async () => {
    graph = await filled(lines)
  })
  afterAll(() => graph.close())

  it.each([0, 1, 2, 3])('objections to the concept, by name %i', async (which) => {
    const { rows, target } = await graph.store.ask(question('response', { target: names[which]!, act: ['objection'] }))
    expect(target?.label).toBe(names[2])
    expect(rows.map(({ exact }) => exact)).toContainEqual(
      expect.stringMatching(/^I am \(and have been from the start\) a skeptic of \w+\.$/),
    )
  })

  it('an objection is bound to the words it quotes, and to the revision its author saw', async () => {
    const { rows } = await graph.store.ask(question('response', { document: 'sample:c1', act: ['objection'] }))
    expect(rows.map(({ to }) => [to.exact, to.revision])).toContainEqual([
      'Distillation never loses the alignment of the system that it copies.',
      `${post}@1`,
    ])
  })

  it('the words it attacks were reworded since, and are given as they stand now', async () => {
    const { rows } = await graph.store.ask(question('response', { document: 'sample:c1', targetState: ['reworded'] }))
    expect(rows[0]?.to.now).toMatch(/^Distillation loses little of the alignment/)
  })

  it('an anchored objection stands where its source put it', async () => {
    const { rows } = await graph.store.ask(question('response', { document: 'sample:c10' }, { sort: 'confidence' }))
    expect(rows[0]).toMatchObject({ rule: 'anchor', targetState: 'standing' })
  })

  it('every reply has exactly one main act', async () => {
    const records = (await exported(graph.store)).map(
      (line) => JSON.parse(line) as { type: string; main?: boolean; document: string; parent?: string | null },
    )
    const mains = records.filter(({ type, main }) => type === 'response' && main).map(({ document }) => document)
    const replies = records.filter(({ type, parent }) => type === 'document' && parent != null)
    expect(mains).toHaveLength(replies.length)
    expect(new Set(mains).size).toBe(replies.length)
  })

  it('a struck sentence is withdrawn, and stays askable', async () => {
    const { rows } = await graph.store.ask(
      question('claim', { document: 'sample:c12', claimState: 'withdrawn', minConfidence: 0 }),
    )
    expect(rows.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^Amplification only ever adds errors/))
  })

  it('a claim whose sense was turned says so in its life', async () => {
    const { rows } = await graph.store.ask(
      question('claim', { document: post, change: ['reworded'], minConfidence: 0 }),
    )
    const turned = rows.flatMap(({ history }) => history).filter(({ polarity }) => polarity)
    expect(turned.map(({ exact }) => exact)).toContainEqual(expect.stringContaining('will not be cheaper'))
  })
})

describe('a reply that takes something back', () => {
  const line = (body: string, kind = 'comment'): string =>
    JSON.stringify({
      source: 'x',
      id: '1',
      kind,
      createdAt: '2024-01-01T00:00:00Z',
      revisions: [{ number: 1, at: '2024-01-01T00:00:00Z', format: 'text', body }],
    })

  it.each([
    [
      'Thanks, I just deleted that whole part. It was not needed.',
      'comment',
      ['Thanks, I just deleted that whole part.'],
    ],
    ['I no longer believe that lanterns are safe.', 'comment', ['I no longer believe that lanterns are safe.']],
    ['The editors just deleted that whole part.', 'comment', []],
    ['I just deleted that whole part.', 'post', []],
  ])('%s (%s)', async (body, kind, conceding) => {
    const graph = await filled([line(body, kind)])
    const { rows } = await graph.store.ask(question('response', { act: ['concession'] }))
    expect(rows.map(({ exact }) => exact)).toEqual(conceding)
    await graph.close()
  })
})

describe('negation and reported speech', () => {
  const record = (id: string, parent: string | null, body: string): string =>
    JSON.stringify({
      ...{
        source: 'x',
        id,
        kind: parent === null ? 'post' : 'comment',
        parent,
        createdAt: `2024-01-0${id}T00:00:00Z`,
        author: { id: `a${id}`, name: `Author ${id}` },
      },
      revisions: [{ number: 1, at: `2024-01-0${id}T00:00:00Z`, format: 'text', body }],
    })
  const post = record(
    '1',
    null,
    'Layered Debate and Review (LDR) is how we should train models. LDR works because errors cancel.',
  )

  it.each([
    ['Nobody objects to LDR.', 0],
    ['Alice claims that LDR fails, but I think it works.', 0],
    ['Alice claims that LDR fails, but', 0],
    ['I am not a skeptic of LDR.', 0],
    ['LDR is fundamentally flawed, because errors do not cancel.', 1],
    ['I am a skeptic of LDR.', 1],
  ])('%s', async (body, objections) => {
    const graph = await filled([post, record('2', '1', body)])
    const { rows } = await graph.store.ask(question('response', { target: 'LDR', act: ['objection'] }))
    expect(rows.map(({ exact }) => exact)).toHaveLength(objections)
    await graph.close()
  })
})

describe('a quotation of an older wording', () => {
  it('dates the revision answered, and its target was reworded since', async () => {
    const line = (id: string, parent: string | null, at: string, ...bodies: readonly string[]): string =>
      JSON.stringify({
        ...{
          source: 'x',
          id,
          kind: parent === null ? 'post' : 'comment',
          parent,
          createdAt: at,
          author: { id, name: id },
        },
        revisions: bodies.map((body, i) => ({
          number: i + 1,
          at: `2024-01-0${i + 1}T00:00:00Z`,
          format: 'markdown',
          body,
        })),
      })
    const post = line(
      'p',
      null,
      '2024-01-01T00:00:00Z',
      'Sparse signals always find the right policy in time. Dense ones cost more.',
      'Sparse signals sometimes find the right policy in time. Dense ones cost more.',
    )
    const reply = JSON.parse(
      line(
        'q',
        'p',
        '2024-01-03T00:00:00Z',
        '> Sparse signals always find the right policy in time.\n\nThis is false: they did not in our runs.',
      ),
    ) as {
      revisions: { at: string }[]
    }
    reply.revisions[0]!.at = '2024-01-03T00:00:00Z'
    const graph = await filled([post, JSON.stringify(reply)])
    const { rows } = await graph.store.ask(question('response', { document: 'x:q' }))
    expect(rows[0]).toMatchObject({
      rule: 'quote',
      targetState: 'reworded',
      to: {
        revision: 'x:p@1',
        exact: 'Sparse signals always find the right policy in time.',
        now: 'Sparse signals sometimes find the right policy in time.',
      },
    })
    await graph.close()
  })
})
