/** HTML to plain text: parse5's tokenizer, one pass, no tree, so that neither depth nor size can hurt. */
import { type Token, Tokenizer, TokenizerMode } from 'parse5'
import { Elements } from './elements.ts'
import type { Attributes } from './tags.ts'
import type { Writer } from './writer.ts'

/** How the tokenizer reads what follows the opening tag of these elements. */
const RAW: ReadonlyMap<string, Tokenizer['state']> = new Map<string, Tokenizer['state']>([
  ['textarea', TokenizerMode.RCDATA],
  ['title', TokenizerMode.RCDATA],
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript'].map((name): [string, Tokenizer['state']] => [
    name,
    TokenizerMode.RAWTEXT,
  ]),
])

/** Reads a whole or partial piece of HTML into elements; what it leaves open stays open. */
export function readHtml(html: string, elements: Elements): void {
  const handler = {
    onStartTag(tag: Token.TagToken): void {
      elements.start(tag.tagName, attributesOf(tag))
      const mode = RAW.get(tag.tagName)
      if (mode !== undefined) tokenizer.state = mode
    },
    onEndTag(tag: Token.TagToken): void {
      elements.end(tag.tagName)
    },
    onCharacter(token: Token.CharacterToken): void {
      elements.text(token.chars)
    },
    onWhitespaceCharacter(token: Token.CharacterToken): void {
      elements.text(token.chars)
    },
    onNullCharacter(): void {},
    onComment(): void {},
    onDoctype(): void {},
    onEof(): void {},
  }
  const tokenizer = new Tokenizer({}, handler)
  tokenizer.write(html, true)
}

/** Writes the plain text of an HTML body. */
export function writeHtml(body: string, writer: Writer): void {
  const elements = new Elements(writer)
  readHtml(body, elements)
  elements.leave(0)
  writer.end()
}

const NO_ATTRIBUTES: Attributes = new Map()

function attributesOf(tag: Token.TagToken): Attributes {
  return tag.attrs.length === 0 ? NO_ATTRIBUTES : new Map(tag.attrs.map(({ name, value }) => [name, value]))
}
