/** Pages with JSON-LD, and saved listings: values of every shape. */
import { files, type Hostile, nest } from './case.ts'

const page = (script: string) =>
  `<!doctype html><link rel="canonical" href="https://forum.example/t"><script type="application/ld+json">${script}</script><p>Words of the page.</p>`
const posting = (over: string) =>
  page(`{"@type":"DiscussionForumPosting","headline":"Ships","text":"Ships float."${over}}`)
const comment = (over: string) => posting(`,"comment":{"@type":"Comment","text":"They sink."${over}}`)
const thing = (over: string, replies = '""') =>
  `{"kind":"t1","data":{"id":"c1","body":"Ships float.","link_id":"t3_p","parent_id":"t3_p","replies":${replies}${over}}}`
const listing = (children: string) => `{"kind":"Listing","data":{"children":[${children}]}}`
const deepReplies = (depth: number): string => {
  const open = Array.from(
    { length: depth },
    (_, at) =>
      `{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"id":"c${at.toString(36)}","body":"Level ${at}.","link_id":"t3_p","parent_id":"t1_c${(at - 1).toString(36)}","replies":`,
  )
  return `${open.join('')}""${'}}]}}'.repeat(depth)}`
}

export const PAGES: readonly Hostile[] = files({
  'page: a script that is no JSON': [
    't.html',
    () =>
      posting(',').replace(
        '</script>',
        '</script><script type="application/ld+json">{"@type":"Comment","text":"Alone."}</script>',
      ),
  ],
  'page: comments 1,000 deep': [
    't.html',
    () => page(nest(1000, '{"@type":"Comment","text":"Ships float.","comment":', 'null', '}')),
  ],
  'page: JSON 100,000 deep': ['t.html', () => page(nest(100_000, '[', '', ']'))],
  'page: a comment that is its own parent': [
    't.html',
    () => comment(',"url":"/c","parentItem":{"@type":"Comment","url":"/c"}'),
  ],
  'page: two comments with one address': [
    't.html',
    () =>
      posting(',"comment":[{"@type":"Comment","url":"/c","text":"One."},{"@type":"Comment","url":"/c","text":"Two."}]'),
  ],
  'page: values of other kinds': [
    't.html',
    () => comment(',"author":[[]],"datePublished":{},"url":7,"interactionStatistic":"many"'),
  ],
  'page: types that are lists, numbers and nothing': [
    't.html',
    () => page('[{"@type":["Comment",7,null],"text":"Ships float."},{"@type":5},{"@type":null}]'),
  ],
  'page: addresses that are none': [
    't.html',
    () => comment(',"url":"javascript:alert(1)","author":{"name":"Ada","url":"http://["}'),
  ],
  'page: a graph of 50,000 nodes': [
    't.html',
    () =>
      page(
        `{"@graph":[${Array(50_000).fill('{"@type":"Thing"}').join(',')},{"@type":"Comment","text":"Ships float."}]}`,
      ),
  ],
  'page: the end of a script in its words': ['t.html', () => comment(',"headline":"a <\\/script> b </script> c"')],
  'page: 2,000 scripts': ['t.html', () => page('{"@type":"Comment","text":"Ships float."}').repeat(2000)],
  'page: words that are HTML': [
    't.html',
    () => posting('').replace('Ships float.', '<p>Ships <s>sink</s> float.</p><img onerror=x>'),
  ],
  'page: nothing but white space for words': [
    't.html',
    () => page('{"@type":"DiscussionForumPosting","text":"   ","headline":" "}'),
  ],
  'listing: replies 1,000 deep': ['l.json', () => deepReplies(1000)],
  'listing: things that are none': [
    'l.json',
    () => listing('null,7,"t1",[],{"kind":"t9","data":{}},{"kind":"t1"},{"kind":"t1","data":null}'),
  ],
  'listing: a comment that is its own parent': ['l.json', () => listing(thing(',"parent_id":"t1_c1"'))],
  'listing: fields of other kinds': [
    'l.json',
    () => listing(`${thing(',"created_utc":{}')},${thing(',"edited":[]')},${thing(',"author":7')}`),
  ],
  'listing: times that cannot be': ['l.json', () => listing(thing(',"created_utc":1e300,"edited":-5'))],
  'listing: cut off': ['l.json', () => listing(thing('')).slice(0, 120)],
  'listing: 20,000 comments that are only named': [
    'l.json',
    () =>
      listing(
        `{"kind":"more","data":{"children":${JSON.stringify(Array.from({ length: 20_000 }, (_, at) => `c${at}`))}}}`,
      ),
  ],
  'dump of Reddit: ids of other kinds': [
    'RC_2020-01.jsonl',
    () => '{"id":"a/b","body":"x"}\n{"id":7}\n{"id":"c1","body":"Ships float.","parent_id":null,"link_id":null}\n',
  ],
  'dump of Reddit: a bomb': ['RC_2020-01.jsonl', () => `{"id":"c1","body":"${'Ships float. '.repeat(500_000)}"}\n`],
  'corpus: utterances of other kinds': ['corpus.zip.jsonl', () => '{"id":null}\n'],
})
