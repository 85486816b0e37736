/** Finds elements in the HTML of a page as it came: one pass of the tokenizer, no tree. */
import { type Token, Tokenizer, TokenizerMode } from 'parse5'

export interface FoundElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** Raw content of a script; '' of any other element. */
  readonly text: string
}

/** Elements of these names, in order. Scripts come with what stands in them. */
export function elementsOf(html: string, names: ReadonlySet<string>): readonly FoundElement[] {
  const found: FoundElement[] = []
  let script: { readonly attributes: ReadonlyMap<string, string>; text: string } | null = null
  const end = (): void => {
    if (script !== null && names.has('script')) found.push({ name: 'script', ...script })
    script = null
  }
  const characters = ({ chars }: Token.CharacterToken): void => {
    if (script !== null) script.text += chars
  }
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag({ tagName, attrs }: Token.TagToken): void {
        const attributes = new Map(attrs.map(({ name, value }) => [name, value]))
        if (tagName === 'script') {
          script = { attributes, text: '' }
          tokenizer.state = TokenizerMode.SCRIPT_DATA
        } else if (names.has(tagName)) found.push({ name: tagName, attributes, text: '' })
        if (tagName === 'style' || tagName === 'noscript') tokenizer.state = TokenizerMode.RAWTEXT
        if (tagName === 'title' || tagName === 'textarea') tokenizer.state = TokenizerMode.RCDATA
      },
      onEndTag({ tagName }: Token.TagToken): void {
        if (tagName === 'script') end()
      },
      onCharacter: characters,
      onWhitespaceCharacter: characters,
      onNullCharacter: characters,
      onComment(): void {},
      onDoctype(): void {},
      onEof: end,
    },
  )
  tokenizer.write(html, true)
  return found
}
