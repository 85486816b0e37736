/** Bytes that are no text, and text that is hard to look at. */
import { bodies, doc, files, type Hostile, jsonl, lines, rev } from './case.ts'

const words = 'Ships float on water.'
const said = (body: string) => lines(doc({ revisions: [rev({ body })] }))
const raw = (bytes: readonly number[]) => {
  const [before, after] = said('A B').split('A B')
  return Buffer.concat([Buffer.from(before!), Buffer.from(bytes), Buffer.from(after!)])
}

export const ENCODINGS: readonly Hostile[] = [
  ...jsonl({
    'bytes: Latin-1': () => Buffer.from(said('Schiffe für das Wasser.'), 'latin1'),
    'bytes: UTF-16 with its mark': () =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(said(words), 'utf16le')]),
    'bytes: UTF-16 without a mark': () => Buffer.from(said(words), 'utf16le'),
    'bytes: a byte order mark': () => `\ufeff${said(words)}`,
    'bytes: two byte order marks': () => `\ufeff\ufeff${said(words)}`,
    'bytes: a byte order mark on every line': () => `\ufeff${said(words)}\ufeff${lines(doc({ id: '2' }))}`,
    'bytes: overlong': () => raw([0xc0, 0xaf]),
    'bytes: a surrogate as UTF-8': () => raw([0xed, 0xa0, 0x80]),
    'bytes: beyond Unicode': () => raw([0xf4, 0x90, 0x80, 0x80]),
    'bytes: a sequence cut off by the end of the line': () => raw([0xe2, 0x82]),
    'bytes: a continuation alone': () => raw([0x80]),
    'bytes: a raw NUL': () => raw([0x00]),
    'bytes: all 256': () => Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    'bytes: a megabyte of noise': () =>
      Buffer.from(Array.from({ length: 1 << 20 }, (_, at) => (at * 2_654_435_761) >>> 24)),
    'escapes: a lone surrogate in the words': () =>
      '{"source":"h","id":"1","kind":"post","revisions":[{"number":1,"format":"text","body":"Ships \\ud800 float."}]}\n',
    'escapes: a lone surrogate in the id': () =>
      '{"source":"h","id":"a\\udc00","kind":"post","revisions":[{"number":1,"format":"text","body":"Ships float."}]}\n',
    'escapes: a lone surrogate in names': () =>
      '{"source":"h","id":"1","kind":"post","title":"\\ud800","author":{"id":"\\ud800","name":"\\udfff"},"revisions":[{"number":1,"format":"text","body":"Ships float."}]}\n',
    'escapes: NUL in the words': () => said('Ships\u0000 float.'),
    'escapes: NUL in the id': () => lines(doc({ id: 'a\u0000b' })),
    'escapes: every control character': () =>
      said(`Ships ${Array.from({ length: 32 }, (_, at) => String.fromCharCode(at)).join('')} float.`),
    'lines: carriage returns alone': () =>
      said(words).replace('\n', '\r') + lines(doc({ id: '2' })).replace('\n', '\r'),
    'lines: carriage return and line feed': () => lines(doc(), doc({ id: '2' })).replaceAll('\n', '\r\n'),
    'lines: the separators of Unicode': () =>
      `{"source":"h","id":"1","kind":"post","revisions":[{"number":1,"format":"text","body":"Ships\u2028float.\u2029Boats\u0085too."}]}\n`,
  }),
  ...bodies('text', {
    'words that run backwards': () => 'Ships \u202esknis\u202c float \u2067right to left\u2069.',
    'no character that can be seen': () => '\u200b\u200c\u200d\u2060\ufeff\u00ad'.repeat(1000),
    '10,000 marks on one letter': () => `Ships flo${'\u0301'.repeat(10_000)}at.`,
    'noncharacters and private ones': () => 'Ships \ufffe\uffff\ue000\u{10ffff} float.',
    'the replacement sign itself': () => 'Ships \ufffd float.',
    'families of emoji': () => '👨‍👩‍👧‍👦'.repeat(2000),
    'tags and variation selectors': () => `Ships ${'\u{e0041}\ufe0f'.repeat(2000)} float.`,
    'letters that look alike': () => 'Shiрs flоat оn wаter.',
    'full-width letters': () => 'Ｓｈｉｐｓ ｆｌｏａｔ．',
    'no spaces, in a script without any': () => '船は水に浮く。'.repeat(2000),
    'spaces of every width': () => 'Ships\u00a0\u2003\u3000\u1680float.',
  }),
  ...files({
    'file: Latin-1 as Markdown': ['latin.md', () => Buffer.from('Für Schiffe.', 'latin1')],
    'file: UTF-16 as text': ['wide.txt', () => Buffer.from('\ufeffShips float.', 'utf16le')],
    'file: a picture called .md': ['picture.md', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    'file: a program called .html': ['program.html', () => Buffer.from('7f454c4602010100000000000000', 'hex')],
    'file: NULs called .txt': ['nul.txt', () => Buffer.alloc(100_000)],
  }),
]
