/** Bytes of a feed to what it says: RSS 0.9 to 2.0, Atom, RDF and JSON Feed. */
import { parseFeed } from 'feedsmith'
import { SaxesParser } from 'saxes'
import { dateOf } from './dates.ts'
import type { DeletedEntry, Feed } from './entry.ts'
import { ofAtom, ofJson, ofRdf, ofRss } from './formats.ts'

/** Thrown for what is no feed, or none that is whole; the message says what it is instead. */
export class NoFeed extends Error {
  override readonly name = 'NoFeed'
}

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Text of a feed: its encoding is what its byte order mark, the server or its XML declaration says, in this order. */
export function textOfFeed(bytes: Buffer, contentType: string | null): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]
  const served = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]
  const declared = /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(
    bytes.toString('latin1', 0, 300),
  )?.[1]
  const encoding = marked ?? served ?? declared ?? 'utf-8'
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new NoFeed(`its encoding "${encoding}" is unknown; write it as UTF-8`)
  }
  try {
    return decoder.decode(bytes)
  } catch {
    throw new NoFeed(`it is not the ${encoding} that it says it is; write it as UTF-8`)
  }
}

/** @param at the address that it was fetched from, against which relative addresses are read. Throws `NoFeed`. */
export function readFeed(text: string, at: string | null): Feed {
  let parsed: ReturnType<typeof parseFeed<string>>
  try {
    parsed = parseFeed(text, { parseDateFn: (date) => date })
  } catch {
    throw new NoFeed(whatInstead(text))
  }
  const deleted = /deleted-entry/.test(text) ? deletedIn(text) : []
  switch (parsed.format) {
    case 'atom':
      return { ...ofAtom(parsed.feed, at), deleted }
    case 'rss':
      return { ...ofRss(parsed.feed, at), deleted }
    case 'rdf':
      return { ...ofRdf(parsed.feed, at), deleted }
    default:
      return { ...ofJson(parsed.feed, at), deleted }
  }
}

function whatInstead(text: string): string {
  const begin = text.slice(0, 2000)
  if (text.trim() === '') return 'it is empty'
  if (/<html[\s>]|<!doctype html/i.test(begin)) return 'it is an HTML page and no feed; name the address of its feed'
  if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(begin)) return 'it is a feed that is not whole XML; get it again'
  return 'it is neither RSS, Atom, RDF nor JSON Feed'
}

/** Entries taken back, which the library passes over. No entity is expanded: the parser knows none but XML's five. */
function deletedIn(text: string): readonly DeletedEntry[] {
  const found: DeletedEntry[] = []
  const parser = new SaxesParser()
  parser.on('error', () => {})
  parser.on('opentag', ({ name, attributes }) => {
    if (!/^(?:[\w-]+:)?deleted-entry$/.test(name)) return
    const { ref, when } = attributes as Readonly<Record<string, string | undefined>>
    if (ref !== undefined && ref !== '') found.push({ id: ref, at: dateOf(when) })
  })
  parser.write(text).close()
  return found
}
