/** Feeds of every format, from files and from a server. The words are ours. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dateOf } from '../../../ingest/sources/feed/dates.ts'
import { feedsOf } from '../../../ingest/sources/feed/discover.ts'
import { isCut, textOfDescription } from '../../../ingest/sources/feed/entry.ts'
import { feed } from '../../../ingest/sources/feed.ts'
import { sourceFor } from '../../../ingest/sources/sources.ts'
import { type Api, startReplay, testClient } from '../../support/replay.ts'
import { reader } from './live.ts'
import { readAll, SHARED, scratch } from './reading.ts'

const { write, path } = scratch()
const ofFile = async (name: string, content: string | Buffer) => readAll(feed.read(write(name, content)))

const ATOM = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"
      xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:base="https://quay.example/">
  <title>The quay</title><id>tag:quay.example,2024:feed</id><updated>2024-01-05T00:00:00Z</updated>
  <link rel="alternate" href="/"/>
  <at:deleted-entry ref="tag:quay.example,2024:9" when="2024-01-04T00:00:00Z"/>
  <entry><id>tag:quay.example,2024:1</id><title type="html">Ships &amp;amp; boats</title>
    <link href="posts/1"/><published>2024-01-01T10:00:00+01:00</published><updated>2024-01-02T00:00:00Z</updated>
    <author><name>Ada</name><uri>https://quay.example/ada</uri></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ships <b>float</b>.</p></div></content>
    <category term="ships"/></entry>
  <entry><id>tag:quay.example,2024:2</id><title>Re: Ships</title><updated>2024-01-03T00:00:00Z</updated>
    <thr:in-reply-to ref="tag:quay.example,2024:1"/><summary>Only an excerpt of what …</summary></entry>
</feed>`

const RSS = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The quay</title><link>https://www.quay.example</link>
<item><title>Ships</title><link>https://quay.example/1</link><guid isPermaLink="false">g1</guid>
<dc:creator>Ada</dc:creator><pubDate>Mon, 1 Jan 24 10:00 GMT+1</pubDate>
<description>Short [&hellip;]</description><content:encoded><![CDATA[<p>Ships float &amp; sail.</p>]]></content:encoded></item>
<item><title>Twice</title><guid>https://quay.example/2</guid><description>&amp;lt;p&amp;gt;Escaped twice.&amp;lt;/p&amp;gt;</description></item>
<item><title>By: Grace</title><link>https://quay.example/1#comment-5</link><description>I agree.</description></item>
</channel></rss>`

describe('a file', () => {
  it('of Atom gives entries, what they answer, and what was taken back', async () => {
    const { documents, bad, others } = await ofFile('a.atom', ATOM)
    expect(bad).toEqual([])
    expect(documents).toMatchObject([
      {
        ...{ source: 'feed-quay.example', id: 'tag:quay.example,2024:1', kind: 'post', title: 'Ships & boats' },
        ...{ url: 'https://quay.example/posts/1', createdAt: '2024-01-01T09:00:00Z', parent: null },
        author: { name: 'Ada', url: 'https://quay.example/ada' },
        extra: { tags: ['ships'] },
        revisions: [{ format: 'html', body: '<p>Ships <b>float</b>.</p>', at: '2024-01-02T00:00:00Z' }],
      },
      {
        ...{
          id: 'tag:quay.example,2024:2',
          kind: 'comment',
          parent: 'tag:quay.example,2024:1',
          extra: { partial: true },
        },
        revisions: [{ format: 'text' }],
      },
    ])
    expect(others).toMatchObject([
      { kind: 'gone', id: 'tag:quay.example,2024:9', state: 'deleted', at: '2024-01-04T00:00:00Z' },
    ])
  })

  it('of RSS gives the whole text where there is one, decoded as often as it was escaped', async () => {
    const { documents } = await ofFile('r.rss', RSS)
    expect(documents.map(({ id, title, author, createdAt, url }) => [id, title, author?.name, createdAt, url])).toEqual(
      [
        ['g1', 'Ships', 'Ada', '2024-01-01T09:00:00Z', 'https://quay.example/1'],
        ['https://quay.example/2', 'Twice', undefined, null, 'https://quay.example/2'],
        ['https://quay.example/1#comment-5', null, 'Grace', null, 'https://quay.example/1#comment-5'],
      ],
    )
    expect(documents.map(({ revisions }) => [revisions[0]!.format, revisions[0]!.body])).toEqual([
      ['html', '<p>Ships float &amp; sail.</p>'],
      ['html', '<p>Escaped twice.</p>'],
      ['text', 'I agree.'],
    ])
  })

  it('of JSON Feed and RDF is read too', async () => {
    const json = JSON.stringify({
      ...{ version: 'https://jsonfeed.org/version/1.1', title: 'The quay', home_page_url: 'https://quay.example' },
      items: [
        { id: '1', content_html: '<p>Ships float.</p>', date_published: '2024-01-01', authors: [{ name: 'Ada' }] },
      ],
    })
    expect((await ofFile('f.json', json)).documents).toMatchObject([
      { source: 'feed-quay.example', id: '1', author: { name: 'Ada' } },
    ])
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel><title>Quay</title><link>https://quay.example</link></channel>
      <item rdf:about="https://quay.example/1"><title>Ships</title><link>https://quay.example/1</link></item></rdf:RDF>`
    expect((await ofFile('f.rdf', rdf)).documents).toMatchObject([{ id: 'https://quay.example/1', title: 'Ships' }])
  })

  it('is decoded as its mark or its declaration says', async () => {
    const latin = ATOM.replace('utf-8', 'iso-8859-1').replace('Ships <b>', 'Schiffe für <b>')
    expect((await ofFile('l.atom', Buffer.from(latin, 'latin1'))).documents[0]!.revisions[0]!.body).toContain('für')
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(ATOM, 'utf16le')])
    expect((await ofFile('w.atom', wide)).documents).toHaveLength(2)
    expect((await ofFile('x.atom', Buffer.from(latin.replace('iso-8859-1', 'utf-8'), 'latin1'))).bad).toMatchObject([
      { reason: 'it is not the utf-8 that it says it is; write it as UTF-8' },
    ])
  })

  it.each([
    ['cut.rss', RSS.slice(0, 500), 'it is a feed that is not whole XML; get it again'],
    ['page.xml', '<!doctype html><html><rss></html>', 'it is an HTML page and no feed; name the address of its feed'],
    ['other.xml', '<a/>', 'it is neither RSS, Atom, RDF nor JSON Feed'],
  ])('%s is told', async (name, content, reason) => {
    expect((await ofFile(name, content)).bad.map((each) => each.reason)).toEqual([reason])
  })

  it('expands no entity of its own', async () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${RSS.replace('Ships float', '&b;')}`
    const { documents } = await ofFile('bomb.rss', bomb.replace('<description>Short', '<description>&b;'))
    expect(JSON.stringify(documents)).not.toContain('aaaa')
  })
})

describe('an address', () => {
  const server = reader(feed)
  const FEED = 'https://quay.example/feed'
  const item = (id: number, words: string, comments = 0) =>
    `<item><guid>${id}</guid><title>Post ${id}</title><description>${words}</description>
     <wfw:commentRss xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://quay.example/${id}/feed</wfw:commentRss>
     <slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">${comments}</slash:comments></item>`
  const rss = (items: string, older = '') =>
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Quay</title>${older}${items}</channel></rss>`
  const xml = (body: string, etag?: string) => ({
    body,
    headers: { 'content-type': 'application/rss+xml', ...(etag === undefined ? {} : { etag }) },
  })
  const older = (page: number) => `<atom:link rel="prev-archive" href="https://quay.example/archive/${page}"/>`
  const site =
    (words: string, comments: number, etag: string): Api =>
    ({ path: at, headers }) => {
      if (at === '/')
        return { body: '<!doctype html><html><link rel="alternate" type="application/rss+xml" href="/feed"></html>' }
      if (at === '/feed') {
        if (headers['if-none-match'] === etag) return { status: 304 }
        return xml(rss(item(1, words, comments) + item(2, 'Second.'), older(2)), etag)
      }
      if (at === '/archive/2') return xml(rss(item(3, 'Third.'), older(1)))
      if (at === '/archive/1') return xml(rss(item(4, 'Fourth.')))
      if (at === '/1/feed')
        return xml(rss('<item><guid>c1</guid><title>By: Grace</title><description>No.</description></item>'))
      return null
    }

  it('comes with its comments and its archive; a second run costs one request', async () => {
    server.serve(site('First.', 1, '"1"'))
    const first = await server.read(FEED)
    expect(first.bad).toEqual([])
    expect(first.documents.map(({ id, parent, author }) => [id, parent, author?.name])).toEqual([
      ['1', null, undefined],
      ['c1', '1', 'Grace'],
      ['2', null, undefined],
      ['3', null, undefined],
      ['4', null, undefined],
    ])
    const second = await server.read(FEED, { cursor: first.cursor })
    expect(second.asked.filter((each) => each !== '/robots.txt')).toEqual(['/feed'])
    expect(second.documents).toEqual([])
  })

  it('gives later what changed, and comments where there are more', async () => {
    server.serve(site('First.', 1, '"1"'))
    const { cursor } = await server.read(FEED)
    server.serve(site('First, and better.', 2, '"2"'))
    const { documents, asked } = await server.read(FEED, { cursor })
    expect(asked.filter((each) => each !== '/robots.txt')).toEqual(['/feed', '/1/feed'])
    expect(documents.map(({ id }) => id)).toEqual(['1', 'c1', '2'])
  })

  it('of a page finds the feed that it names, and remembers it', async () => {
    server.serve(site('First.', 0, '"1"'))
    const { documents, cursor } = await server.read('https://quay.example/')
    expect(documents).toHaveLength(4)
    const { asked } = await server.read('https://quay.example/', { cursor })
    expect(asked).not.toContain('/')
  })

  it('goes on with the archive where it was broken off', async () => {
    const whole = site('First.', 0, '"1"')
    server.serve((asked) => (asked.path === '/archive/1' ? { status: 500 } : whole(asked)))
    const first = await server.read(FEED)
    expect(first.bad).toHaveLength(1)
    server.serve(whole)
    const second = await server.read(FEED, { cursor: first.cursor })
    expect(second.documents.map(({ id }) => id)).toEqual(['4'])
  })

  it('whose comments cannot be had gives the rest', async () => {
    const whole = site('First.', 1, '"1"')
    server.serve((asked) => (asked.path === '/1/feed' ? { status: 403 } : whole(asked)))
    const { documents, bad } = await server.read(FEED)
    expect(documents).toHaveLength(4)
    expect(bad).toMatchObject([{ reason: 'the comments on 1 cannot be read: quay.example answered 403' }])
  })

  it.each([
    [410, '', 'the feed is gone for good, says its server; what was read of it stays'],
    [200, '<!doctype html><html></html>', 'the page names no feed; name the address of one'],
  ])('that answers %d %s is told', async (status, body, reason) => {
    server.serve(({ path: at }) => (at === '/feed' ? { status, body } : null))
    expect((await server.read(FEED)).bad.map((each) => each.reason)).toEqual([reason])
  })

  it('is asked for what a dry run would need', async () => {
    server.serve(site('First.', 1, '"1"'))
    const { others, documents } = await server.read(FEED, { dryRun: true })
    expect(documents).toEqual([])
    expect(others).toMatchObject([{ kind: 'plan', requests: 2, exact: false }])
  })

  it('the doctor says how many entries are whole', async () => {
    const { url, stop } = await startReplay(site('First.', 1, '"1"'))
    expect(await feed.check!(`${url}/feed`, testClient())).toEqual([
      { what: 'a feed', state: 'ok', said: '2 entries, 2 with their whole text' },
    ])
    await stop()
  })
})

describe('what feeds make of text and dates', () => {
  it.each([
    ['Plain words < 3', 'text', 'Plain words < 3'],
    ['Words &amp; more', 'html', 'Words &amp; more'],
    ['<p>Tagged</p>', 'html', '<p>Tagged</p>'],
    ['&lt;p&gt;Once more&lt;/p&gt;', 'html', '<p>Once more</p>'],
  ])('%s', (description, format, body) => expect(textOfDescription(description)).toEqual({ format, body }))

  it.each([
    ['Words that go on…', true],
    ['<p>Words [&hellip;]</p>', true],
    ['Words. <a href="x">Read more</a>', true],
    ['Whole words.', false],
    ['Continue reading Hume, he said, and you will see.', false],
  ])('%s is cut: %s', (body, cut) => expect(isCut({ format: 'html', body })).toBe(cut))

  it.each([
    ['Mon, 01 Jan 2024 10:00:00 GMT', '2024-01-01T10:00:00Z'],
    ['1 Jan 24 10:00 EST', '2024-01-01T15:00:00Z'],
    ['Mon, 1 January 2024 10:00:00 +0130', '2024-01-01T08:30:00Z'],
    ['01 Feb 99', '1999-02-01T00:00:00Z'],
    ['2024-01-01T10:00:00+01:00', '2024-01-01T09:00:00Z'],
    ['30 Feb 2024 10:00:00 GMT', null],
    ['yesterday', null],
    ['', null],
  ])('%s', (text, at) => expect(dateOf(text)).toBe(at))

  it('pages name their feeds in many ways', () => {
    const html = `<link rel=stylesheet href=a.css><link rel="alternate" type="application/rss+xml" title="Comments" href="/c">
      <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="main.atom"><link rel=alternate type=application/json href=/wp-json/1>
      <script>'<link rel="alternate" type="application/rss+xml" href="/no">'</script><link rel=feed href="javascript:alert(1)">`
    expect(feedsOf(html, 'https://quay.example/a/')).toEqual([
      'https://quay.example/a/main.atom',
      'https://quay.example/c',
    ])
  })
})

it.each(['https://quay.example/feed/', 'https://quay.example/blog/atom.xml', 'https://quay.example/?feed=rss2'])(
  '%s is taken for a feed',
  async (address) => expect((await sourceFor(address)).name).toBe('feed'),
)

const sample = join(SHARED, 'docs/samples/forummagnum/feed.SYNTHETIC-SHAPE.xml')
it.skipIf(!existsSync(sample))('reads the feed of a forum (skipped where there is none)', async () => {
  const { documents, bad } = await readAll(feed.read(write('forum.xml', readFileSync(sample))))
  expect(bad).toEqual([])
  expect(documents.length).toBeGreaterThan(0)
  expect((await sourceFor(path('forum.xml'))).name).toBe('feed')
})
