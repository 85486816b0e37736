/** Inputs made to hurt a reader of markup: deep, long, unclosed, repeated. Each is some 50,000 to 1,000,000 characters. */
import type { Format } from '../../../graph/model.ts'

export interface Hostile {
  readonly name: string
  readonly format: Format
  readonly body: () => string
}

const N = 10_000
const many = (piece: string, count = 50_000) => piece.repeat(count)
const markdown = (name: string, body: () => string): Hostile => ({ name, format: 'markdown', body })
const html = (name: string, body: () => string): Hostile => ({ name, format: 'html', body })
const text = (name: string, body: () => string): Hostile => ({ name, format: 'text', body })

export const HOSTILE: readonly Hostile[] = [
  markdown('10,000 nested quotations', () => `${many('> ', N)}deep words`),
  markdown('10,000 nested list items', () => `${many('- ', N)}deep words`),
  markdown('lists nested by indentation', () =>
    Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i * 2)}- item ${i}`).join('\n'),
  ),
  markdown('10,000 nested emphases', () => `${many('*a **b ', N)}`),
  markdown('50,000 opening brackets', () => many('[')),
  markdown('50,000 pairs of brackets', () => many('[') + many(']')),
  markdown('links within links', () => many('[a](', 20_000)),
  markdown('images within images', () => many('![', 25_000)),
  markdown('references without end', () => many('[a][', 20_000)),
  markdown('footnotes without end', () => many('[^', 25_000)),
  markdown('footnotes that are defined', () => `[^1]: note\n\n${many('[^1]', 20_000)}`),
  markdown('footnotes within footnotes', () => many('[^a]: ', N)),
  markdown('backticks of every length', () => Array.from({ length: 500 }, (_, i) => '`'.repeat(i + 1)).join(' ')),
  markdown('dollars', () => many('$a $', 20_000)),
  markdown('double dollars', () => many('$$a ', 20_000)),
  markdown('escaped dollars', () => `$x${many('\\$', 30_000)}`),
  markdown('TeX brackets', () => many('\\( \\[ ', 20_000)),
  markdown('display formula without end', () => many('$$\na\n', 20_000)),
  markdown('critic marks', () => many('{--{++{~~', 10_000)),
  markdown('critic marks closed', () => many('{~~', 10_000) + many('~~}', 10_000)),
  markdown('containers without end', () => many(':::spoiler\n', 20_000)),
  markdown('containers', () => many(':::spoiler\n', N) + many(':::\n', N)),
  markdown('bracket quotations', () => many('[quote="a, post:1, topic:2"]\n', N) + many('[/quote]\n', N)),
  markdown('unclosed tags', () => many('<div><s><details>', 20_000)),
  markdown('half tags', () => many('<a ', 50_000)),
  markdown('comments without end', () => many('<!-- ', 20_000)),
  markdown('entities', () => many('&amp;&#x41;&', 20_000)),
  markdown('a line of 50,000 letters', () => many('a')),
  markdown('a line of 50,000 words', () => many('word ')),
  markdown('a table of many columns', () => `${many('|a', 5000)}|\n${many('|-', 5000)}|\n${many('|b', 5000)}|\n`),
  markdown('rows of pipes', () => `|a|\n|-|\n${many('|\n', 30_000)}`),
  markdown('hashes', () => many('#a\n', 30_000)),
  markdown('underscores', () => many('_', 50_000)),
  markdown('stars and words', () => many('a**b', 20_000)),
  markdown('tildes', () => many('~~a', 20_000)),
  markdown('null characters', () => many('\0a', 20_000)),
  markdown('lone surrogates', () => many('\ud800 ', 20_000)),
  markdown('at signs', () => many('@', 50_000)),
  markdown('URLs', () => many('http://', 20_000)),
  markdown('URL with brackets', () => `http://a/${many('(', 25_000)}${many(')', 25_000)}`),
  html('10,000 nested elements', () => `${many('<div>', N)}deep words`),
  html('200,000 nested elements', () => `${many('<b>', 200_000)}deep words`),
  html('10,000 nested quotations', () => `${many('<blockquote>', N)}deep words`),
  html('unclosed and misnested tags', () => many('<p><b><i></b><p><a href=x>', 20_000)),
  html('formatting with attributes', () => Array.from({ length: 20_000 }, (_, i) => `<font size=${i}><p>x`).join('')),
  html('closing tags of nothing', () => many('</b></x>', 50_000)),
  html('many attributes', () => `<a ${Array.from({ length: 50_000 }, (_, i) => `a${i}="<"`).join(' ')}>x</a>`),
  html('many classes', () => `<p class="${many('a ', 100_000)}">x</p>`),
  html('half tags', () => many('<', 100_000)),
  html('style without end', () => `<style>${many('a{}', 50_000)}`),
  html('tables within tables', () => `${many('<table><tr><td>', N)}deep words`),
  html('lists within lists', () => `${many('<ul><li>', N)}deep words`),
  html('angle quotations', () => many('<p>&gt; &gt; ', 20_000)),
  html('white space', () => many(' \n\t', 100_000)),
  html('dollars', () => many('$a $', 20_000)),
  html('TeX brackets', () => many('\\( \\[ ', 20_000)),
  html('formulas', () => many('<mjx-container aria-label="x">', 10_000)),
  text('dots', () => many('.', 100_000)),
  text('stops and quotation marks', () => many('."', 50_000)),
  text('stops and spaces', () => many('. ', 50_000)),
  text('initials', () => many('A. B. ', 20_000)),
  text('abbreviations', () => many('e.g. ', 20_000)),
  text('dots left out', () => many('[...] ', 20_000)),
  text('a line of 1,000,000 letters', () => many('a', 1_000_000)),
  text('signs of quotation', () => many('>', 100_000)),
  text('short lines', () => many('a\n', 100_000)),
  text('dollars', () => many('$a', 50_000)),
  text('spaces', () => many(' ', 500_000)),
  text('spaces before a stop', () => `a${many(' ', 100_000)}.`),
]
