import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openVocabulary } from '../../../ingest/accurate/wordpiece.ts'

const PIECES = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'train',
  '##s',
  '##er',
  'night',
  'naive',
  ',',
  '(',
  ')',
  '$',
  '日',
  'a',
]
const small = openVocabulary(`${PIECES.join('\n')}\n`)
const pieces = (text: string): string[] => small.encode(text).map((id) => PIECES[id]!)

test.each([
  ['the longest pieces first', 'trains trainers', ['train', '##s', 'train', '##er', '##s']],
  ['case and accents do not matter', 'Naïve NIGHT', ['naive', 'night']],
  ['punctuation and signs stand apart', 'night,(train)$', ['night', ',', '(', 'train', ')', '$']],
  ['an ideograph is a word', 'a日a', ['a', '日', 'a']],
  ['a word with a piece that is not known is unknown as a whole', 'trainq a', ['[UNK]', 'a']],
  ['an overlong word is unknown', 'a'.repeat(101), ['[UNK]']],
  ['what has no width is left out', 'ni\u200bght\u00ad', ['night']],
  ['marks of the model are no marks in a text', '[CLS]', ['[UNK]', '[UNK]', '[UNK]']],
  ['nothing of nothing', ' \n\t', []],
])('%s', (_, text, expected) => expect(pieces(text)).toEqual(expected))

test('a vocabulary without the marks is refused', () => {
  expect(() => openVocabulary('a\nb\n')).toThrow('the vocabulary has no')
})

test('the vocabulary that ships gives the ids that its makers give', () => {
  const shipped = openVocabulary(
    readFileSync(new URL('../../../ingest/accurate/weights/vocabulary.txt', import.meta.url), 'utf8'),
  )
  // Made with the reference implementation (tokenizers 0.23) over the same vocabulary.
  const reference = JSON.parse(
    readFileSync(new URL('../../fixtures/accurate/pieces.json', import.meta.url), 'utf8'),
  ) as { text: string; ids: number[] }[]
  for (const { text, ids } of reference) expect({ text, ids: shipped.encode(text) }).toEqual({ text, ids })
  expect([shipped.cls, shipped.sep]).toEqual([101, 102])
})
