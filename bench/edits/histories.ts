/** Made-up edit histories for timing: words of a made-up language, every revision changes a little of the last. */
import { random } from './random.ts'

export interface Shape {
  readonly revisions: number
  readonly paragraphs: number
  readonly words: number
  /** Words of a sentence; 0: no full stop anywhere. */
  readonly sentence: number
}

/** Common words, so that a history made of them is read as English. */
export const ENGLISH =
  'the of and to in that is was for it with as his on be at by had not are but from have they which one all were her there been their has would what will if can when who said more some could them other than then now may these two only'.split(
    ' ',
  )

/** Texts of a history, oldest first. Each revision replaces ten words, adds a sentence, drops one, moves a paragraph now and then. */
export function history(shape: Shape, seed = 1, words: readonly string[] | null = null): string[] {
  const next = random(seed)
  const pick = (n: number) => Math.floor(next() * n)
  const syllables = ['ka', 'to', 'mi', 'ren', 'sol', 'vu', 'lan', 'pe', 'dor', 'is', 'gra', 'um']
  const made = () => Array.from({ length: 1 + pick(3) }, () => syllables[pick(syllables.length)]).join('')
  const word = () => (words === null ? made() : words[pick(words.length)]!)
  const size = shape.sentence || 15
  const sentence = () => Array.from({ length: size }, word)
  let text = Array.from({ length: shape.paragraphs }, () =>
    Array.from({ length: Math.round(shape.words / shape.paragraphs / size) }, sentence),
  )
  const write = () =>
    text
      .map((paragraph) => paragraph.map((words) => words.join(' ') + (shape.sentence ? '.' : '')).join(' '))
      .join('\n\n')
  const texts = [write()]
  while (texts.length < shape.revisions) {
    text = text.map((paragraph) => paragraph.map((words) => [...words]))
    for (let n = 0; n < 10; n++) {
      const paragraph = text[pick(text.length)]!
      const words = paragraph[pick(paragraph.length)]!
      words[pick(words.length)] = word()
    }
    const grown = text[pick(text.length)]!
    grown.splice(pick(grown.length), 0, sentence())
    const cut = text.filter((paragraph) => paragraph.length > 1)[0]!
    cut.splice(pick(cut.length), 1)
    if (texts.length % 5 === 0) text.push(...text.splice(pick(text.length), 1))
    texts.push(write())
  }
  return texts
}
