import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ANSWERED, WINDOW, windowsOf } from '../../../ingest/accurate/inputs.ts'
import { replyWindows } from '../../../ingest/accurate/opinion.ts'
import { openVocabulary } from '../../../ingest/accurate/wordpiece.ts'
import { contextOf, type Post } from '../extract/threads.ts'

const lines = readFileSync(new URL('../../../ingest/accurate/weights/vocabulary.txt', import.meta.url), 'utf8')
const vocabulary = openVocabulary(lines)
const PIECES = lines.split('\n')
const shown = (ids: readonly number[]): string => ids.map((id) => PIECES[id]).join(' ')

test('what is answered, then the sentences, each with its place', () => {
  const [window, ...more] = windowsOf(vocabulary, 'Trains are late.', ['No.', 'They are not late.'])
  expect(more).toEqual([])
  expect(shown(window!.ids)).toBe('[CLS] trains are late . [SEP] no . they are not late . [SEP]')
  const at = ({ from, to }: { from: number; to: number }): string => shown(window!.ids.slice(from, to))
  expect([window!.answered, ...window!.sentences].map(at)).toEqual(['trains are late .', 'no .', 'they are not late .'])
})

test('a long reply is read in windows of whole sentences, none longer than the encoder reads', () => {
  const sentences = Array.from({ length: 40 }, (_, at) => `Sentence ${at} says that the night trains are late again.`)
  const windows = windowsOf(vocabulary, 'word '.repeat(500), sentences)
  expect(windows.flatMap((one) => one.sentences)).toHaveLength(40)
  let first = 0
  for (const window of windows) {
    expect(window.ids.length).toBeLessThanOrEqual(3 + ANSWERED + WINDOW)
    expect(window.first).toBe(first)
    first += window.sentences.length
  }
})

test('one sentence longer than a window is cut; a text without sentences has no window', () => {
  expect(windowsOf(vocabulary, '', ['word '.repeat(1000)])[0]!.ids).toHaveLength(3 + WINDOW)
  expect(windowsOf(vocabulary, 'Trains.', [])).toEqual([])
})

test('of a long page the reply is read beside what it speaks of, and what it quotes', () => {
  const filler = Array.from({ length: 60 }, (_, at) => `Line ${at} is about the weather in the town.`)
  const page: Post = { id: 'page', author: 'ann', sentences: [...filler, 'A free ticket fills the empty seats.'] }
  const reply: Post = { id: 'reply', author: 'bob', parent: 'page', sentences: ['A ticket fills no empty seats.'] }
  const [window] = replyWindows({ vocabulary }, contextOf('reply', [page, reply]))
  expect(shown(window!.ids)).toContain('a free ticket fills the empty seats .')
  const quoting = { ...reply, sentences: ['> Line 7 is about the weather in the town.', 'It is not.'] }
  const [quoted] = replyWindows({ vocabulary }, contextOf('reply', [page, quoting]))
  expect(shown(quoted!.ids)).toMatch(/^\[CLS\] line 7 is about the weather/)
})
