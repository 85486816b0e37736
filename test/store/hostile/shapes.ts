/** JSONL that is no JSON, JSON that is no document, and documents that cannot be. */
import { doc, type Hostile, jsonl, lines, nest, rev } from './case.ts'

const good = lines(doc({ id: 'good' }))
const wrong = (over: object) => () => lines(doc(over as never)) + good
const wrongRev = (over: object) => () => lines(doc({ revisions: [rev(over as never)] })) + good

export const SHAPES: readonly Hostile[] = jsonl({
  'json: nothing': () => '',
  'json: white space alone': () => ' \n\t\n\r\n   ',
  'json: a line that is cut off': () => `${good}${good.slice(0, 60)}`,
  'json: no line feed at the end': () => good.trimEnd(),
  'json: one list': () => `[${good.trim()},${good.trim()}]\n`,
  'json: one object over many lines': () => JSON.stringify(doc(), null, 2),
  'json: a trailing comma': () => `${good.trim().slice(0, -1)},}\n${good}`,
  'json: single quotation marks': () => `{'source':'h'}\n${good}`,
  'json: a comment': () => `// a comment\n${good}`,
  'json: NaN and Infinity': () => `{"source":"h","id":"1","kind":"post","score":NaN,"revisions":[]}\n${good}`,
  'json: other values': () => `null\ntrue\n7\n"words"\n[]\n${good}`,
  'json: a number beyond all numbers': () =>
    `{"source":"h","id":"1","kind":"post","score":1e999,"revisions":[{"number":1,"format":"text","body":"Ships float."}]}\n`,
  'json: a number of 100,000 digits': () =>
    `{"source":"h","id":"1","kind":"post","score":${'9'.repeat(100_000)},"revisions":[{"number":1,"format":"text","body":"Ships float."}]}\n`,
  'json: lists nested 10,000 deep': () => `${nest(10_000, '[', '', ']')}\n${good}`,
  'json: lists nested a million deep': () => `${nest(1_000_000, '[', '', ']')}\n${good}`,
  'json: objects nested 10,000 deep in a field': () =>
    `{"source":"h","id":"1","kind":"post","more":${nest(10_000, '{"a":', '1', '}')},"revisions":[{"number":1,"format":"text","body":"x"}]}\n${good}`,
  'json: a million brackets that open': () => `${'['.repeat(1_000_000)}\n${good}`,
  'json: the same key twice': () =>
    `{"source":"h","id":"1","id":"2","kind":"post","revisions":[{"number":1,"format":"text","body":"Ships float."}]}\n`,
  'json: __proto__ as a field': () =>
    `{"__proto__":{"polluted":true},"source":"h","id":"1","kind":"post","revisions":[{"number":1,"format":"text","body":"Ships float."}]}\n`,
  'json: constructor and prototype as fields': () =>
    `{"constructor":{"prototype":{"polluted":true}},"source":"h","id":"constructor","kind":"post","revisions":[{"number":1,"key":"__proto__","format":"text","body":"Ships float."}]}\n`,
  'json: a line of 17 MB': () => lines(doc({ revisions: [rev({ body: 'x'.repeat(17 * 1024 * 1024) })] })) + good,
  'json: 100,000 lines that are wrong': () => '{"source":1}\n'.repeat(100_000),
  'json: 100,000 empty lines': () => '\n'.repeat(100_000) + good,
  'fields: none at all': () => `{}\n${good}`,
  'fields: an id that is a number': wrong({ id: 7 }),
  'fields: an id that is empty': wrong({ id: '' }),
  'fields: a source that is empty': wrong({ source: '' }),
  'fields: a kind that nobody knows': wrong({ kind: 'poem' }),
  'fields: a state that nobody knows': wrong({ state: 'lost' }),
  'fields: no revisions': wrong({ revisions: [] }),
  'fields: revisions as an object': wrong({ revisions: { 0: rev() } }),
  'fields: a revision that is null': wrong({ revisions: [null] }),
  'fields: a number that is half': wrongRev({ number: 1.5 }),
  'fields: a number that is huge': wrongRev({ number: 1e300 }),
  'fields: a number that is negative': wrongRev({ number: -1 }),
  'fields: a format that nobody knows': wrongRev({ format: 'docx' }),
  'fields: a body that is null': wrongRev({ body: null }),
  'fields: a body that is a list': wrongRev({ body: ['Ships'] }),
  'fields: a key with an at sign': wrongRev({ key: 'a@b' }),
  'fields: a key like one inside a text': wrongRev({ key: '1~1' }),
  'fields: the same key twice': wrong({ revisions: [rev({ key: 'a' }), rev({ key: 'a', number: 2 })] }),
  'fields: numbers that do not rise': wrong({ revisions: [rev({ number: 2 }), rev({ number: 1 })] }),
  'fields: an author that is a word': wrong({ author: 'Ada' }),
  'fields: a quotation without words': wrong({ quote: { exact: '' } }),
  'fields: aliases that are no words': wrong({ aliases: [1, null] }),
  'fields: a parent that is the document': wrong({ parent: '1' }),
  'fields: an address that runs a script': wrong({ url: 'javascript:alert(1)' }),
  'fields: 10,000 that nobody knows': wrong(
    Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, at])),
  ),
  'fields: 20,000 aliases': wrong({
    kind: 'wiki',
    title: 'Ships',
    aliases: Array.from({ length: 20_000 }, (_, at) => `Ship ${at}`),
  }),
  'fields: an id of a megabyte': wrong({ id: 'x'.repeat(1 << 20) }),
  'fields: a title of a megabyte': wrong({ title: 'ships '.repeat(170_000) }),
  'ids: slashes, percents and dots': () =>
    lines(
      ...[
        'a/b',
        '../../etc/passwd',
        '%2e%2e%2f',
        '%',
        'a b',
        'a?b#c',
        '.',
        '..',
        'ä',
        'a\nb',
        "'; DROP TABLE documents; --",
      ].map((id) => doc({ id })),
    ),
  'ids: signs that part ids': () =>
    lines(doc({ source: 'a:b', id: 'c' }), doc({ source: 'a', id: 'b:c' }), doc({ id: '1@2' }), doc({ id: '1@2~3' })),
  'ids: upper case, lower case, composed and not': () =>
    lines(...['ship', 'SHIP', 'fl\u00f6\u00dfe', 'flo\u0308\u00dfe'].map((id) => doc({ id }))),
})

const at = (time: unknown) => wrongRev({ at: time })
export const DATES: readonly Hostile[] = jsonl({
  'dates: 30 February': at('2024-02-30T00:00:00Z'),
  'dates: month 13': at('2024-13-01'),
  'dates: 24 o’clock': at('2024-01-01T24:00:00Z'),
  'dates: 25 o’clock': at('2024-01-01T25:00:00Z'),
  'dates: a leap second': at('2016-12-31T23:59:60Z'),
  'dates: the year 0': at('0000-01-01T00:00:00Z'),
  'dates: the year 9999': at('9999-12-31T23:59:59Z'),
  'dates: the year 10000': at('10000-01-01T00:00:00Z'),
  'dates: before the year 0': at('-000001-01-01T00:00:00Z'),
  'dates: a zone of 99 hours': at('2024-01-01T00:00:00+99:99'),
  'dates: a number': at(1_704_067_200),
  'dates: words': at('yesterday'),
  'dates: nothing': at(''),
  'dates: a billionth of a second': at('2024-01-01T00:00:00.123456789Z'),
  'dates: a megabyte': at(`2024-01-01${' '.repeat(1 << 20)}`),
  'dates: revisions that run back in time': () =>
    lines(doc({ revisions: [rev({ at: '2024-05-01' }), rev({ number: 2, at: '2020-01-01', body: 'Boats float.' })] })),
  'dates: observed in the future': () => lines(doc({ revisions: [rev({ observedAt: '2999-01-01T00:00:00Z' })] })),
  'dates: a reply older than what it answers': () =>
    lines(
      doc({ createdAt: '2024-01-01' }),
      doc({
        id: '2',
        kind: 'comment',
        parent: '1',
        createdAt: '1999-01-01',
        revisions: [rev({ at: '1999-01-01', body: 'I disagree: ships sink.' })],
      }),
    ),
})

const reply = (id: string, parent: string | null, over: object = {}) =>
  doc({
    id,
    parent,
    kind: parent === null ? 'post' : 'comment',
    revisions: [rev({ body: `I disagree with number ${id}.` })],
    ...over,
  })
const ring = (size: number) => lines(...Array.from({ length: size }, (_, at) => reply(`n${at}`, `n${(at + 1) % size}`)))

export const THREADS: readonly Hostile[] = jsonl({
  'threads: two that answer each other': () => ring(2),
  'threads: three in a ring': () => ring(3),
  'threads: 500 in a ring': () => ring(500),
  'threads: a ring that names a root': () => lines(reply('a', 'b', { root: 'b' }), reply('b', 'a', { root: 'a' })),
  'threads: a chain of 1,500 replies': () =>
    lines(...Array.from({ length: 1500 }, (_, at) => reply(`n${at}`, at === 0 ? null : `n${at - 1}`))),
  'threads: a chain told backwards': () =>
    lines(...Array.from({ length: 300 }, (_, at) => reply(`n${299 - at}`, at === 299 ? null : `n${298 - at}`))),
  'threads: 1,000 replies to one': () =>
    lines(reply('0', null), ...Array.from({ length: 1000 }, (_, at) => reply(`n${at}`, '0'))),
  'threads: a parent that is nowhere': () => lines(reply('a', 'nowhere')),
  'threads: a root that is not above': () => lines(reply('a', null), reply('b', 'a', { root: 'elsewhere' })),
  'threads: a root that is a reply': () => lines(reply('a', null), reply('b', 'a'), reply('c', 'b', { root: 'b' })),
  'threads: the same document twice': () => lines(doc(), doc()),
  'threads: two texts for one revision': () => lines(doc(), doc({ revisions: [rev({ body: 'Ships sink.' })] })),
  'threads: a document that has another parent each time': () =>
    lines(reply('a', 'b'), reply('a', 'c'), reply('a', null)),
  'threads: deleted, then told again': () => lines(doc({ state: 'deleted' }), doc()),
  'threads: a reply to what is deleted': () =>
    lines(doc({ state: 'deleted', revisions: [rev({ body: '' })] }), reply('2', '1')),
  'threads: deleted with its words': () => lines(doc({ state: 'deleted' })),
  'threads: a quotation of what was never said': () =>
    lines(doc(), reply('2', '1', { quote: { exact: 'Whales are fish.' } })),
  'threads: a quotation of a megabyte': () =>
    lines(doc(), reply('2', '1', { quote: { exact: 'ships '.repeat(170_000) } })),
  'threads: an answer to a revision that is not there': () =>
    lines(doc(), reply('2', '1', { respondsToRevision: '99' })),
  'threads: 2,000 revisions': () =>
    lines(
      doc({
        revisions: Array.from({ length: 2000 }, (_, at) =>
          rev({ number: at + 1, body: `Ships float for ${at} days.` }),
        ),
      }),
    ),
  'threads: revisions that go to and fro': () =>
    lines(
      doc({
        revisions: Array.from({ length: 200 }, (_, at) =>
          rev({ number: at + 1, body: at % 2 === 0 ? 'Ships float.' : 'Ships sink.' }),
        ),
      }),
    ),
})
