/** Markdown that is deep, long or unfinished, and texts made to make patterns slow. */
import { bodies, files, type Hostile, nest } from './case.ts'

export const MARKDOWN: readonly Hostile[] = [
  ...bodies('markdown', {
    '10,000 nested quotations': () => `${'> '.repeat(10_000)}Ships float.`,
    '700 nested lists': () => Array.from({ length: 700 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n'),
    'lists on one line': () => `${'- '.repeat(10_000)}Ships float.`,
    'quotations and lists by turns': () => `${'> - '.repeat(5000)}Ships float.`,
    '50,000 brackets that open': () => '['.repeat(50_000),
    '50,000 brackets that open pictures': () => '!['.repeat(50_000),
    '50,000 beginnings of links': () => '[a]('.repeat(50_000),
    '20,000 nested brackets': () => nest(20_000, '[', 'a', ']'),
    '100,000 asterisks': () => '*'.repeat(100_000),
    'emphasis that never ends': () => '*a **b '.repeat(20_000),
    'underscores and letters': () => 'a_'.repeat(50_000),
    '100,000 backticks of every length': () => Array.from({ length: 440 }, (_, at) => '`'.repeat(at)).join('a'),
    '50,000 signs of money': () => '$a'.repeat(50_000),
    'formulas that never end': () => '\\(a '.repeat(30_000),
    'display formulas that never end': () => '$$\na\n'.repeat(10_000),
    '50,000 less-than signs': () => '<a '.repeat(50_000),
    '10,000 autolinks': () => 'https://example.org/a '.repeat(10_000),
    'an address of 100,000 characters': () => `https://example.org/${'a'.repeat(100_000)}`,
    '10,000 references to one link': () => `[a]: /b\n\n${'[a] '.repeat(10_000)}`,
    '10,000 definitions of links': () => Array.from({ length: 10_000 }, (_, at) => `[a${at}]: /b`).join('\n'),
    '5,000 footnotes': () =>
      `${Array.from({ length: 5000 }, (_, at) => `[^${at}]: A note.`).join('\n')}\n\nShips[^1] float.`,
    'a footnote in itself': () => 'Ships[^1] float.\n\n[^1]: See[^1].',
    '2,000 footnotes in footnotes': () =>
      Array.from({ length: 2000 }, (_, at) => `[^${at}]: See[^${at + 1}].`).join('\n\n'),
    'a table of 1,000 columns': () => `${'|a'.repeat(1000)}|\n${'|-'.repeat(1000)}|\n${'|b'.repeat(1000)}|\n`,
    'a table of 5,000 rows': () => `|a|b|\n|-|-|\n${'|ships|float.|\n'.repeat(5000)}`,
    'a fence that never ends': () => `Ships float.\n\n~~~\n${'code\n'.repeat(10_000)}`,
    'fences of every length': () => Array.from({ length: 300 }, (_, at) => '`'.repeat(at + 3)).join('\nx\n'),
    'an HTML block that never ends': () => `<div>\n${'Ships float.\n'.repeat(5000)}`,
    '10,000 marks of editors that never end': () => '{++a {--b {~~c~>d '.repeat(3000),
    '1,000 nested containers': () => `${':::spoiler\n'.repeat(1000)}Ships float.`,
    'sections that never end': () => '+++ title\n'.repeat(3000),
    'a spoiler that looks like a quotation': () =>
      '>! The ship sinks.\n\n>!It was the Vasa!<\n\n> [!NOTE]\n> Ships float.',
    'a heading of 100,000 signs': () => '#'.repeat(100_000),
    '20,000 headings': () => '# Ships\n'.repeat(20_000),
    '50,000 lines that may underline': () => 'a\n'.repeat(25_000) + '=\n'.repeat(25_000),
    'tabs and spaces by turns': () => `${' \t'.repeat(50_000)}Ships float.`,
    '100,000 backslashes': () => '\\'.repeat(100_000),
    'HTML nested in Markdown': () => nest(5000, '<span>*a*', 'Ships float.', '</span>'),
  }),
  ...bodies('text', {
    nothing: () => '',
    'a word of 900,000 letters': () => 'a'.repeat(900_000),
    'a sentence of 800,000 characters': () => 'ships float and '.repeat(50_000),
    '20,000 sentences': () => 'Ships float on water. '.repeat(20_000),
    '5,000 sentences that differ': () =>
      Array.from({ length: 5000 }, (_, at) => `Ship ${at} floats on water number ${at * 7}.`).join(' '),
    '100,000 full stops': () => '.'.repeat(100_000),
    '100,000 abbreviations': () => 'e.g. '.repeat(20_000),
    '100,000 initials': () => 'A. '.repeat(30_000),
    '100,000 quotation marks': () => '"'.repeat(100_000),
    '30,000 brackets': () => nest(30_000, '(', 'a', ')'),
    '20,000 names in brackets': () => 'Iterated Distillation (ID) '.repeat(5000),
    '5,000 capital letters': () => 'ABC DEF '.repeat(5000),
    '10,000 edits': () => 'EDIT: Ships float.\n\n'.repeat(3000),
    '2,000 old versions': () => 'OLD VERSION:\n\n> Ships sink.\n\n'.repeat(1000),
    '20,000 ways to disagree': () => 'I disagree, however, but I do not think that you are not wrong. '.repeat(3000),
    '10,000 questions': () => 'Why? '.repeat(10_000),
    '10,000 people addressed': () => '@ada '.repeat(10_000),
    '10,000 lines that quote': () => '> Ships float.\n'.repeat(10_000),
    '5,000 levels of quoting': () => `${'>'.repeat(5000)} Ships float.`,
    '50,000 empty lines': () => `Ships float.${'\n'.repeat(50_000)}Boats too.`,
    '900,000 spaces': () => `Ships${' '.repeat(900_000)}float.`,
    'a million and one characters': () => 'Ships float. '.repeat(77_000),
    'a mail that quotes a mail': () =>
      'No.\n\nOn Mon, 1 Jan 2024, Ada wrote:\n> Ships float.\n>> Do they?\n>>> Who knows.\n',
  }),
  ...files({
    'front matter: never ends': ['open.md', () => `---\ntitle: Ships\n${'a: b\n'.repeat(20_000)}`],
    'front matter: laughs a billion times': [
      'laughs.md',
      () =>
        `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
          .split('')
          .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(',')}]`)
          .join('\n')}\n---\nShips float.\n`,
    ],
    'front matter: runs code': [
      'code.md',
      () => "---\na: !!js/function 'function () { process.exit(1) }'\n---\nShips float.\n",
    ],
    'front matter: nested 10,000 deep': ['deep.md', () => `---\na: ${nest(10_000, '[', '', ']')}\n---\nShips float.\n`],
    'front matter: the same key twice': ['twice.md', () => '---\nid: a\nid: b\n---\nShips float.\n'],
    'front matter: a key that is a list': ['list.md', () => '---\n? [a, b]\n: c\n---\nShips float.\n'],
    'front matter: __proto__': ['proto.md', () => '---\n__proto__: {polluted: true}\n---\nShips float.\n'],
    'front matter: not a map': ['word.md', () => '---\nwords\n---\nShips float.\n'],
    'front matter: values of other kinds': [
      'kinds.md',
      () => '---\nid: [a]\ntitle: {a: b}\ndate: 2024-02-30\nauthor: 7\nin_reply_to: false\n---\nShips float.\n',
    ],
    'front matter: a reply to itself': ['self.md', () => '---\nid: a\nin_reply_to: a\n---\nShips float.\n'],
    'front matter: of another language': ['toml.md', () => '+++\ntitle = "Ships"\n+++\nShips float.\n'],
  }),
]
