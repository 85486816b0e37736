/** Markdown to plain text: markdown-it's tokens, told to the same elements as HTML. */
import MarkdownIt, { type Token } from 'markdown-it'
import { Elements } from '../elements.ts'
import { readHtml } from '../html.ts'
import type { Attributes } from '../tags.ts'
import type { Writer } from '../writer.ts'
import { containers, setApart } from './containers.ts'
import { criticMarkup } from './critic.ts'
import { boundedDepth } from './depth.ts'
import { footnotes } from './footnotes.ts'
import { looseHeadings } from './headings.ts'
import { math } from './math.ts'
import { quotesThatAreNone } from './quotes.ts'

const md = new MarkdownIt('default', { html: true })
  .use(boundedDepth)
  .use(containers)
  .use(math)
  .use(looseHeadings)
  .use(footnotes)
  .use(criticMarkup)
  .use(quotesThatAreNone)

/** Writes the plain text of a Markdown body. */
export function writeMarkdown(body: string, writer: Writer): void {
  const elements = new Elements(writer)
  const walk = new Walk(elements)
  const tokens = md.parse(setApart(body), {})
  tokens.forEach((token, at) => {
    walk.token(token)
    // "2015." alone is a year, not a list.
    const alone = token.type === 'list_item_open' && tokens[at + 1]?.type === 'list_item_close'
    if (alone && token.info !== '') elements.text(`${token.info}${token.markup}`)
  })
  elements.leave(0)
  writer.end()
}

const NO_ATTRIBUTES: Attributes = new Map()

class Walk {
  readonly #elements: Elements
  /** Heights at which Markdown's own elements were opened. */
  readonly #heights: number[] = []

  constructor(elements: Elements) {
    this.#elements = elements
  }

  token(token: Token): void {
    const write = this.#writers[token.type]
    if (write !== undefined) write(token)
    else if (token.nesting === 1) this.#enter(token.tag, attributesOf(token))
    else if (token.nesting === -1) this.#leave()
    else if (token.tag !== '') this.#elements.start(token.tag, attributesOf(token))
  }

  readonly #writers: Readonly<Record<string, (token: Token) => void>> = {
    inline: ({ children }) => {
      // What inline HTML leaves open ends with its block.
      this.#enter('inline', NO_ATTRIBUTES)
      for (const child of children ?? []) this.token(child)
      this.#leave()
    },
    text: ({ content }) => this.#elements.text(content),
    text_special: ({ content }) => this.#elements.text(content),
    softbreak: () => this.#elements.lineBreak(),
    hardbreak: () => this.#elements.lineBreak(),
    code_inline: ({ content }) => this.#whole('code', content),
    math_inline: ({ content }) => this.#whole('math', content),
    fence: ({ content }) => this.#whole('pre', content),
    code_block: ({ content }) => this.#whole('pre', content),
    html_inline: ({ content }) => readHtml(content, this.#elements),
    html_block: ({ content }) => readHtml(content, this.#elements),
    footnote_ref: ({ content }) => this.#elements.start('a', new Map([['href', content]])) ?? this.#elements.end('a'),
    image: (token) => this.#elements.start('img', attributesOf(token)),
  }

  #enter(tag: string, attributes: Attributes): void {
    this.#heights.push(this.#elements.height)
    this.#elements.start(tag, attributes, true)
  }

  #leave(): void {
    this.#elements.leave(this.#heights.pop() ?? 0)
  }

  #whole(tag: string, content: string): void {
    this.#enter(tag, NO_ATTRIBUTES)
    this.#elements.verbatim(content)
    this.#leave()
  }
}

function attributesOf(token: Token): Attributes {
  return token.attrs === null ? NO_ATTRIBUTES : new Map(token.attrs.map(([name, value]) => [name, String(value)]))
}
