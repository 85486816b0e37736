/** XML: feeds and dumps with entities, depth and breaks; and tables that are none. */
import { files, type Hostile, nest } from './case.ts'

const laughs = (inside: string) =>
  `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at === 0 ? '' : at};`.repeat(10)}">`).join('')}]>${inside}`
const rss = (items: string, head = '') =>
  `${head}<rss version="2.0"><channel><title>Quay</title>${items}</channel></rss>`
const item = (inside: string) => `<item><guid>1</guid>${inside}</item>`
const said = item('<description>Ships float.</description>')
const posts = (rows: string, head = '') => `<?xml version="1.0" encoding="utf-8"?>${head}<posts>\n${rows}\n</posts>`
const row = (over = '') =>
  `<row Id="1" PostTypeId="1" CreationDate="2024-01-01T00:00:00" Score="1" Title="Ships" Body="&lt;p&gt;Ships float.&lt;/p&gt;" ${over}/>`

export const XML: readonly Hostile[] = files({
  'feed: laughs a billion times': [
    'laughs.rss',
    () => laughs(rss(item('<description>&lol9; Ships float.</description>'))),
  ],
  'feed: an entity that reads a file': [
    'file.rss',
    () =>
      rss(
        item('<description>&x; Ships float.</description>'),
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      ),
  ],
  'feed: an entity that asks a server': [
    'net.rss',
    () =>
      rss(item('<description>&x;</description>'), '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'),
  ],
  'feed: an entity that is itself': [
    'self.rss',
    () => rss(item('<description>&a; Ships float.</description>'), '<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
  ],
  'feed: 10,000 nested elements': [
    'deep.rss',
    () => rss(item(`<description>${nest(10_000, '<a>', 'Ships float.', '</a>')}</description>`)),
  ],
  'feed: 100,000 elements that open': ['open.rss', () => rss(item('<a>'.repeat(100_000)))],
  'feed: 100,000 CDATA sections that open': ['cdata.rss', () => rss(item('<![CDATA['.repeat(100_000)))],
  'feed: 100,000 comments that open': ['comments.rss', () => rss(item('<!--'.repeat(100_000)))],
  'feed: an element with 20,000 attributes': [
    'attributes.rss',
    () =>
      rss(
        item(
          `<description ${Array.from({ length: 20_000 }, (_, at) => `a${at}="1"`).join(' ')}>Ships float.</description>`,
        ),
      ),
  ],
  'feed: cut off': ['cut.rss', () => rss(said.repeat(50)).slice(0, 1500)],
  'feed: nothing': ['none.rss', () => ''],
  'feed: no items': ['empty.rss', () => rss('')],
  'feed: prefixes that nobody declared': [
    'prefix.rss',
    () => rss(item('<dc:creator>Ada</dc:creator><content:encoded>Ships float.</content:encoded>')),
  ],
  'feed: an encoding that nobody knows': ['encoding.rss', () => `<?xml version="1.0" encoding="x-ship"?>${rss(said)}`],
  'feed: UTF-16 that says UTF-8': [
    'wide.rss',
    () => Buffer.from(`<?xml version="1.0" encoding="utf-8"?>${rss(said)}`, 'utf16le'),
  ],
  'feed: NUL in it': ['nul.rss', () => rss(item('<description>Ships\u0000 float.</description>'))],
  'feed: an entry that answers itself': [
    'self.atom',
    () =>
      '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>Q</title><entry><id>1</id><title>T</title><thr:in-reply-to ref="1"/><content>Ships float.</content></entry></feed>',
  ],
  'feed: the same id twice': ['twice.rss', () => rss(said + item('<description>Ships sink.</description>'))],
  'feed: dates that cannot be': [
    'dates.rss',
    () => rss(item('<pubDate>Foo, 99 Xyz 24 99:99:99 QQQ</pubDate><description>Ships float.</description>')),
  ],
  'feed: addresses that are none': [
    'links.rss',
    () => rss(item('<link>javascript:alert(1)</link><description>Ships float.</description>')),
  ],
  'feed: JSON of the wrong shape': [
    'shape.json',
    () => '{"version":"https://jsonfeed.org/version/1.1","title":7,"items":{"a":[1,null]}}',
  ],
  'feed: JSON nested 10,000 deep': [
    'deep.json',
    () => `{"version":"https://jsonfeed.org/version/1.1","title":"Q","items":${nest(10_000, '[', '', ']')}}`,
  ],
  'dump: laughs a billion times': [
    'Posts.xml',
    () => laughs('<posts><row Id="1" PostTypeId="1" Title="&lol9;" Body="&lol9;"/></posts>'),
  ],
  'dump: an entity that reads a file': [
    'Posts.xml',
    () => posts('<row Id="1" PostTypeId="1" Body="&x;"/>', '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  ],
  'dump: 10,000 nested elements': ['Posts.xml', () => posts(nest(10_000, '<a>', row(), '</a>'))],
  'dump: cut off in a row': ['Posts.xml', () => posts(row() + row()).slice(0, 260)],
  'dump: a body of 10 MB': [
    'Posts.xml',
    () => posts(`<row Id="1" PostTypeId="1" Body="${'Ships float. '.repeat(800_000)}"/>`),
  ],
  'dump: rows without what they need': [
    'Posts.xml',
    () => posts('<row/><row Id=""/><row Id="2" PostTypeId="2" ParentId="2" Body="Ships float."/>'),
  ],
  'dump: dates and scores that are none': [
    'Posts.xml',
    () => posts('<row Id="1" PostTypeId="99" CreationDate="never" Score="many" Body="Ships float."/>'),
  ],
  'dump: the same post twice': ['Posts.xml', () => posts(row() + row())],
  'dump: not UTF-8': ['Posts.xml', () => Buffer.from(posts('<row Id="1" PostTypeId="1" Body="f\u00fcr"/>'), 'latin1')],
  'dump: nothing': ['Posts.xml', () => ''],
  'tables: quotation marks that never end': [
    'broken.csv',
    () => 'Id,PostId,PostHistoryTypeId,RevisionGUID,CreationDate,Text\n1,1,2,g,2024-01-01,"Ships float.\n',
  ],
  'tables: columns that are not there': ['columns.csv', () => 'Id,PostId,Score,Text\n1\n2,3,4,5,6,7,8\n'],
  'tables: a cell of 20 MB': ['long.csv', () => `Id,PostId,Score,Text\n1,1,0,"${'a'.repeat(20 * 1024 * 1024)}"\n`],
})
