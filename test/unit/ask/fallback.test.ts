import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { understand } from '../../../src/ask/understand.ts'
import { reader } from './names.ts'

describe('what ask does not understand is searched for, and it says why', () => {
  test.each([
    ['', 'the question is empty', undefined],
    ['  ?!  ', 'the question is empty', undefined],
    ['objections '.repeat(1000), 'the question is longer than 400 characters', 'objections'],
    [
      'Welche Einwände gibt es gegen IDA?',
      'no form of question fits "Welche Einwände gibt es gegen IDA"',
      'Welche Einwände gibt es gegen IDA',
    ],
    ['哪些反对意见针对 IDA', 'no form of question fits "哪些反对意见针对 IDA"', '哪些反对意见针对 IDA'],
    ["'; DROP TABLE response; --", 'no form of question fits "\'; DROP TABLE response; --"', 'DROP TABLE response'],
    ['is IDA a good idea?', 'no form of question fits "is IDA a good idea"', 'IDA good idea'],
    ['nobody objects to IDA', 'it says "nobody", which cannot be asked for', 'objects IDA'],
    ['which objections do not target IDA', 'it says "not", which cannot be asked for', 'objections target IDA'],
    ['objections to IDA since 2019-02-30', '"2019-02-30" is no date', 'objections IDA since 2019-02-30'],
  ])('%j', async (question, why, q) => {
    const found = await understand(question, reader)
    expect(found).toMatchObject({ understood: false, why, question: { kind: 'hit' } })
    expect(found.question.filters.q).toBe(q)
  })

  test('any text whatever gives a question that can be asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 600 }), async (text) => {
        const { understood, why, question } = await understand(text, reader)
        expect(understood).toBe(why === null)
        expect(question.limit).toBe(reader.limit)
      }),
      { numRuns: 300 },
    )
  })

  test('words of the forms in any order are read without running away', async () => {
    const word = fc.constantFrom(
      ...'which objections to IDA by Alice not answered that were from of about since 2018 the author change has been'.split(
        ' ',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 80 }), async (words) => {
        expect((await understand(words.join(' '), reader)).question.kind).toBeTypeOf('string')
      }),
      { numRuns: 200 },
    )
  })
})
