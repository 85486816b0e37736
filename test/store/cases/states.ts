/** States: what they are computed from, and what is kept of them. (What they mean is tested in test/unit/graph/lifecycle.) */
import { describe, expect, it } from 'vitest'
import type { PromptedEdit } from '../../../graph/index.ts'
import { claim, id, linked, type Post, response } from '../build.ts'
import { change, drain, graphOf, LEARNED, question, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const first: Post = { id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z', says: ['a: IDA always scales.', 'b: Fine.'] }
const edited: Post = {
  ...first,
  says: [
    { lines: ['a: IDA always scales.', 'b: Fine.'] },
    { at: '2018-03-01T00:00:00Z', lines: ['a: IDA may scale.', 'b: Fine.'] },
  ],
}
const objects: Post = { id: 'c', by: 'Bob', at: '2018-02-01T00:00:00Z', parent: 'p', says: ['a: It cannot.'] }
const concedes: Post = { id: 'd', by: 'Ann', at: '2018-02-02T00:00:00Z', parent: 'c', says: ['a: Fair enough.'] }
const clarifies: Post = { id: 'e', by: 'Cid', at: '2018-02-03T00:00:00Z', parent: 'c', says: ['a: It can in theory.'] }

const objection = response(objects, { to: { post: first, key: 'a' }, main: true })
const links = [
  linked(objects, [objection]),
  linked(concedes, [response(concedes, { act: 'concession', to: { post: objects, key: 'a' }, main: true })]),
  linked(clarifies, [response(clarifies, { act: 'clarification', to: { post: objects }, main: true })]),
]

export function stateCases(open: Open): void {
  describe('states', () => {
    const store = fresh(open)
    const stateOf = async () => (await rowsOf(store(), 'response', { document: id('c') }))[0]!

    it('are computed from the target’s life, from what stands against, from prompted edits', async () => {
      await graphOf(store(), [edited, objects, concedes, clarifies], links)
      const inputs = await store().stateInputs(id('c'))
      const [one] = inputs!.responses
      expect(one).toMatchObject({
        ...{ id: objection.id, act: 'objection', author: 'f:bob', claim: claim(objects, 'a') },
        to: { document: id('p'), claim: claim(first, 'a'), author: 'f:ann', revision: 'f:p@1', number: 1 },
        targetDocument: null,
      })
      expect(one?.own.map(({ change: what }) => what)).toEqual(['introduced'])
      expect(one?.target.map(({ number, change: what }) => [number, what])).toEqual([
        [1, 'introduced'],
        [2, 'reworded'],
      ])
      expect(one?.target[0]?.words).toBe(one?.to.words)
      expect(one?.target[1]?.words).not.toBe(one?.to.words)
      expect(one?.against.map(({ act, author, aims, main }) => [act, author, aims, main])).toEqual([
        ['concession', 'f:ann', 'claim', true],
        ['clarification', 'f:cid', 'document', true],
      ])
    })

    it('an objection that is undercut is answered, in either order of arrival; until it is read nobody sees it named', async () => {
      const undercuts: Post = {
        id: 'u',
        by: 'Cid',
        at: '2018-02-04T00:00:00Z',
        parent: 'c',
        says: ['a: That proves nothing.'],
      }
      const undercut = linked(undercuts, [response(undercuts, { to: { post: objects, response: objection.id } })])
      const named = async (asOf: string | null = null) =>
        (await store().ask(question('response', { document: id('u') }, { asOf }))).rows.map(({ to }) => to.response)
      await graphOf(store(), [undercuts], [undercut])
      expect(await named()).toEqual([null])
      await graphOf(store(), [first, objects], [linked(objects, [objection]), undercut])
      expect(await named()).toEqual([objection.id])
      expect(await named('2018-02-05T00:00:00Z')).toEqual([objection.id])
      expect(await stateOf()).toMatchObject({ state: 'answered', stateCause: undercut.responses[0]!.id })
      const then = (asOf: string) => store().ask(question('response', { document: id('c') }, { asOf }))
      expect((await then('2018-02-03T00:00:00Z')).rows.map(({ state }) => state)).toEqual(['open'])
      const onIt = await store().ask(question('response', { target: objection.id }))
      expect(onIt.rows.map((row) => row.id)).toEqual([undercut.responses[0]!.id])
    })

    it('are kept as spells, and today’s in the rows', async () => {
      await graphOf(store(), [edited, objects, clarifies], links)
      expect(await stateOf()).toMatchObject({
        state: 'answered',
        targetState: 'reworded',
        to: { now: 'IDA may scale.' },
      })
      const asOf = async (time: string) => {
        const [row] = await rowsOf(store(), 'response', { document: id('c') }, { asOf: time })
        return [row?.state, row?.targetState, row?.to.now]
      }
      expect(await asOf('2018-02-01T00:00:00Z')).toEqual(['open', 'standing', null])
      expect(await asOf('2018-02-15T00:00:00Z')).toEqual(['answered', 'standing', null])
      expect(await asOf('2018-03-01T00:00:00Z')).toEqual(['answered', 'reworded', 'IDA may scale.'])
    })

    it('change when an answer arrives, and back when it is no longer read so', async () => {
      await graphOf(store(), [first, objects], links)
      expect((await stateOf()).state).toBe('open')
      await graphOf(store(), [concedes], links)
      expect(await stateOf()).toMatchObject({ state: 'conceded', stateCause: response(concedes).id })
      await change(store(), { ...concedes, analyser: 'test@2' }, concedes)
      await drain(store(), links.slice(0, 1))
      expect((await stateOf()).state).toBe('open')
    })

    it('change when the target is edited because of it', async () => {
      await graphOf(store(), [first, objects], links)
      const edit: PromptedEdit = {
        ...{
          response: objection.id,
          document: id('c'),
          edited: id('p'),
          revision: 'f:p@2',
          at: '2018-03-01T00:00:00Z',
        },
        ...{ confidence: 0.9, rule: 'test', evidence: 'may scale' },
      }
      await change(store(), edited, first)
      await drain(store(), [linked(objects, [objection], [edit])])
      expect(await stateOf()).toMatchObject({ state: 'met_by_edit', targetState: 'reworded', stateCause: 'f:p@2' })
    })

    it('an answer that is too unsure, or rejected by a person, answers nothing', async () => {
      const unsure = response(clarifies, { act: 'clarification', to: { post: objects, key: 'a' }, confidence: 0.2 })
      await graphOf(store(), [first, objects, clarifies], [links[0]!, linked(clarifies, [unsure])])
      expect((await stateOf()).state).toBe('open')
      await store().putLinks(
        [
          {
            task: { kind: 'link', document: id('e'), mark: 0 },
            linked: linked(clarifies, [{ ...unsure, confidence: 0.9 }]),
          },
        ],
        LEARNED,
      )
      await drain(store(), links)
      expect((await stateOf()).state).toBe('answered')
      await store().judge({
        ...{ id: 'j', subject: unsure.id, verdict: 'rejected', act: null, target: null, by: 'Judy' },
        ...{ at: '2021-02-01T00:00:00Z', exact: unsure.exact, targetExact: unsure.to.exact },
      })
      await drain(store(), links)
      expect((await stateOf()).state).toBe('open')
    })

    it('the target of a deleted document is gone', async () => {
      await graphOf(store(), [first, objects], links)
      await change(store(), { ...first, state: 'deleted', stateAt: '2018-06-01T00:00:00Z', says: ['a: '] }, first)
      await drain(store(), [linked(objects, [{ ...objection, to: { ...objection.to, claim: null, exact: null } }])])
      expect((await stateOf()).targetState).toBe('gone')
      const [then] = await rowsOf(store(), 'response', { document: id('c') }, { asOf: '2018-05-01T00:00:00Z' })
      expect(then?.targetState).toBe('standing')
    })
  })
}
