/** Block quotes that are none: `> [!NOTE]` alerts and `>!` spoilers. */
import type { MarkdownIt, Token } from 'markdown-it'

const ALERT = /^\[!(?:note|tip|important|warning|caution)\][+-]?[ \t]*(?:\n|$)/i
/** Reddit closes a spoiler with `!<`; LessWrong begins each of its lines with `!`. */
const SPOILER = /^!(?!\[)/

/** Runs between blocks and words, when a quotation's first words are known as they were written. */
function notQuotes(tokens: readonly Token[]): void {
  const open: Token[] = []
  tokens.forEach((token, at) => {
    if (token.type === 'blockquote_open') {
      open.push(token)
      const first = tokens[at + 2]
      if (first?.type !== 'inline') return
      if (ALERT.test(first.content)) {
        first.content = first.content.replace(ALERT, '')
        token.tag = 'div'
      } else if (SPOILER.test(first.content)) {
        token.tag = 'div'
        token.attrs = [['class', 'spoilers']]
      }
    } else if (token.type === 'blockquote_close') token.tag = open.pop()?.tag ?? token.tag
    else if (token.type === 'inline' && open.at(-1)?.attrs !== null && open.length > 0)
      token.content = token.content.replace(/^!(?!\[) ?/gm, '').replace(/!<[ \t]*$/, '')
  })
}

export function quotesThatAreNone(md: MarkdownIt): void {
  md.core.ruler.after('block', 'not_quotes', (state) => notQuotes(state.tokens))
}
