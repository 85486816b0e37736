/** Names and concepts, bound late: what a form means is what the documents say together, whoever came first. */
import { describe, expect, it } from 'vitest'
import { conceptId, Unknown } from '../../../graph/index.ts'
import { id, type Post } from '../build.ts'
import { change, drain, putAll, question, rowsOf } from '../drain.ts'
import type { Open } from '../opened.ts'
import { fresh } from '../opened.ts'

const LONG = 'Iterated Distillation and Amplification'
const says = (native: string, text: string, more: Partial<Post> = {}): Post => ({
  ...{ id: native, by: 'Ann', at: '2018-01-01T00:00:00Z', says: [`a: ${text}`] },
  ...more,
})
const skeptic = says('s', 'I am a skeptic of IDA.')
const defines = says('d', `${LONG} works.`, { names: [['IDA', LONG]] })

export function nameCases(open: Open): void {
  describe('names', () => {
    const store = fresh(open)
    const texts = async (target: string, sense?: string) =>
      (await rowsOf(store(), 'claim', { target, ...(sense === undefined ? {} : { sense }) }))
        .map(({ text }) => text)
        .sort()

    for (const order of [
      [skeptic, defines],
      [defines, skeptic],
    ]) {
      it(`an alias finds text read ${order[0] === skeptic ? 'before' : 'after'} it was learned`, async () => {
        for (const post of order) await putAll(store(), post)
        for (const name of ['IDA', 'ida', LONG, 'iterated distillation and amplifications', 'IDA’s'])
          expect(await texts(name)).toEqual(['I am a skeptic of IDA.', `${LONG} works.`])
      })
    }

    it('a name that is no longer defined is forgotten', async () => {
      await putAll(store(), skeptic, defines)
      await change(store(), { ...defines, names: [] }, defines)
      await expect(store().ask(question('claim', { target: 'IDA' }))).rejects.toThrow(Unknown)
      await change(store(), defines, { ...defines, names: [] })
      expect(await texts('IDA')).toHaveLength(2)
    })

    it('names stand in every wording of a claim, and across none', async () => {
      const post: Post = { id: 'w', says: [{ lines: ['a: We like mind.'] }, { lines: ['a: Crime is bad.'] }] }
      await putAll(store(), post, says('x', 'About reward hacking.', { names: [['mind crime', 'Mind crime']] }))
      expect(await texts('mind crime')).toEqual([])
      await putAll(store(), says('y', 'So.', { names: [['mind', 'Mind']] }))
      expect(await texts('mind')).toEqual(['Crime is bad.'])
    })

    it('a form means what its own document says; elsewhere what most documents say; others are listed', async () => {
      const posts = [
        defines,
        says('d2', 'More on it.', { names: [['IDA', LONG]] }),
        says('e', 'IDA lends money.', { names: [['IDA', 'International Development Association']] }),
        skeptic,
      ]
      await putAll(store(), ...posts)
      const { target } = await store().ask(question('claim', { target: 'IDA' }))
      expect(target).toMatchObject({ label: LONG, weight: 2, ref: { kind: 'concept' } })
      expect(target?.others.map(({ label, weight }) => [label, weight])).toEqual([
        ['International Development Association', 1],
      ])
      expect(await texts('IDA')).toEqual(['I am a skeptic of IDA.', `${LONG} works.`])
      expect(await texts('IDA', target!.others[0]!.ref.id)).toEqual(['IDA lends money.'])
      expect(await texts('International Development Association')).toEqual(['IDA lends money.'])
    })

    it('a wiki page speaks louder for its title than two comments', async () => {
      const page = says('w', 'A page.', { kind: 'wiki', title: 'IDA' })
      await putAll(store(), defines, says('d2', 'More.', { names: [['IDA', LONG]] }), page)
      const { target } = await store().ask(question('claim', { target: 'IDA' }))
      expect(target?.label).toBe('IDA')
      expect(target?.others.map(({ label }) => label)).toEqual([LONG])
    })

    it('a concept that is only a short name of one other is that one', async () => {
      const bare = says('b', 'IDA again.', { names: [['IDA', 'IDA']] })
      await putAll(store(), bare, defines)
      const { target } = await store().ask(question('claim', { target: 'IDA' }))
      expect(target).toMatchObject({ label: LONG, others: [] })
      expect((await store().concept(conceptId('IDA')))?.label).toBe(LONG)
      expect((await rowsOf(store(), 'concept')).map(({ label }) => label)).toEqual([LONG])
    })

    it('concepts that name each other are one, by the longer name', async () => {
      await putAll(
        store(),
        says('1', 'One.', { names: [['AGI', 'artificial general intelligence']] }),
        says('2', 'Two.', { names: [['artificial general intelligence', 'AGI']] }),
      )
      const { target } = await store().ask(question('claim', { target: 'AGI' }))
      expect(target).toMatchObject({ label: 'artificial general intelligence', others: [] })
    })

    it('a label is the commonest way of writing the long form, ties to the first in the alphabet', async () => {
      const writes = (native: string, long: string) => says(native, 'It.', { names: [['RH', long]] })
      await putAll(store(), writes('1', 'reward hacking'), writes('2', 'Reward Hacking'))
      expect((await store().concept(conceptId('reward hacking')))?.label).toBe('Reward Hacking')
      await putAll(store(), writes('3', 'reward hacking'))
      expect((await store().concept(conceptId('reward hacking')))?.label).toBe('reward hacking')
    })

    it('tells where each alias was learned, and the page', async () => {
      await putAll(store(), says('w', 'A page.', { kind: 'wiki', title: 'Mindcrime', aliases: ['mind crime'] }))
      expect(await store().concept(conceptId('Mindcrime'))).toEqual({
        ...{ id: conceptId('Mindcrime'), label: 'Mindcrime', page: id('w') },
        aliases: [{ name: 'mind crime', rule: 'alias', document: id('w') }],
      })
    })

    it('names of stop words or single letters are none', async () => {
      await putAll(
        store(),
        says('1', 'What it is.', {
          names: [
            ['it', 'what it is'],
            ['X', 'the X'],
          ],
        }),
      )
      expect((await store().counts()).concepts).toBe(0)
      await drain(store())
    })

    it('text without spaces between words is found by its parts', async () => {
      await putAll(store(), says('1', '人工知能は危険だ。'))
      expect((await rowsOf(store(), 'hit', { q: '知能' })).map(({ text }) => text)).toEqual(['人工知能は危険だ。'])
      await putAll(store(), says('2', 'So.', { names: [['知能', '知能']] }))
      expect(await texts('知能')).toEqual(['人工知能は危険だ。'])
    })
  })
}
