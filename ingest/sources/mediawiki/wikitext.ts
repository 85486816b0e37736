/**
 * Wikitext as HTML, as far as its words matter: headings, lists, indented answers, links, quotations, struck text and
 * formulas. Templates, tables, files, categories and references are left out. HTML inside is passed on as it stands.
 */
import { bracketed, without } from './brackets.ts'

/** Templates that set off somebody's words; the first parameter is what is quoted. */
const QUOTING = new Set(['tq', 'talkquote', 'talk quote', 'tqb', 'quote', 'blockquote', 'cquote', 'quotation', 'xt'])
/** Templates that only set their last parameter in another way. */
const SETTING = new Set([
  'lang',
  'transliteration',
  'nowrap',
  'nobr',
  'small',
  'em',
  'strong',
  'mvar',
  'math',
  'var',
  'sic',
])
/** Links that put something on the page instead of naming it. */
const NO_WORDS = /^:?(?:file|image|media|category)\s*:/i

/**
 * What stands between two tags and is no wikitext, and what becomes of it. A tag reaches to the next angle bracket at
 * most: tags that nobody closes would be looked through again and again.
 */
const RAW: readonly (readonly [opening: RegExp, end: RegExp, replace: (inner: string) => string])[] = [
  [/<!--/g, /-->/g, () => ''],
  [/<nowiki>/gi, /<\/nowiki>/gi, literal],
  [/<(?:syntaxhighlight|source|pre)\b[^<>]*>/gi, /<\/(?:syntaxhighlight|source|pre)>/gi, asCode],
  [/<math\b[^<>]*>/gi, /<\/math>/gi, (inner) => literal(`$${inner.trim()}$`)],
  [/<(?:gallery|timeline|score|templatedata)\b[^<>]*>/gi, /<\/(?:gallery|timeline|score|templatedata)>/gi, () => ''],
  // A reference that is only named has no end of its own.
  [/<ref\b[^<>]*\/>/gi, /(?:)/g, () => ''],
  [/<ref\b[^<>]*>/gi, /<\/ref>/gi, () => ''],
]

/** `[https://… label]`. A label begins with a sign that no address holds, so that there is one way to read each. */
const WEB_LINK = /\[(https?:\/\/[^\s[\]<>"]{1,2000})(?:(?=[^\S\n]|[<>"])([^[\]\n]{0,2000}))?\]/g

export function htmlOfWikitext(wikitext: string): string {
  let text = wikitext.replaceAll('\r\n', '\n').replaceAll('\0', '')
  for (const [opening, end, replace] of RAW) text = without(text, opening, end, replace)
  text = bracketed(text, '{{', '}}', templateOf)
  text = bracketed(text, '{|', '|}', () => '')
  text = bracketed(text, '[[', ']]', linkOf)
  text = text.replace(WEB_LINK, (_, href: string, label = '') =>
    label.trim() === '' ? '' : `<a href="${literal(href)}">${label.trim()}</a>`,
  )
  return blocksOf(text.replace(/__[A-Z]{3,20}__/g, '')).join('\n')
}

/** Signs of wikitext and HTML as character references, so that no later step reads them. */
function literal(text: string): string {
  return text.replace(/[<>&[\]{}|'*#:;=_~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function asCode(inner: string): string {
  return `\n<pre>${literal(inner.trim()).replaceAll('\n', '&#10;')}</pre>\n`
}

function templateOf(inner: string): string {
  const [title = '', ...parameters] = inner.split('|')
  const name = title.trim().toLowerCase().replaceAll('_', ' ')
  if (SETTING.has(name)) return parameters.findLast((parameter) => !/^\s*\w+\s*=/.test(parameter))?.trim() ?? ''
  if (!QUOTING.has(name)) return ''
  const quoted = parameters.find((parameter) => /^\s*(?:1|text|quote)\s*=/.test(parameter)) ?? parameters[0] ?? ''
  return `<blockquote>${quoted.replace(/^\s*(?:1|text|quote)\s*=/, '').trim()}</blockquote>`
}

function linkOf(inner: string): string {
  if (NO_WORDS.test(inner)) return ''
  const bar = inner.indexOf('|')
  const page = (bar < 0 ? inner : inner.slice(0, bar)).trim().replace(/^:/, '')
  const label = bar < 0 ? page : inner.slice(bar + 1).trim()
  const path = encodeURI(page.toWellFormed().replaceAll(' ', '_')).replaceAll('"', '%22').replaceAll("'", '%27')
  return `<a href="/wiki/${path}">${label === '' ? page : label}</a>`
}

/** Lines as blocks. `:` before a line indents an answer; it is a paragraph as any other. */
function blocksOf(text: string): string[] {
  const blocks: string[] = []
  let paragraph: string[] = []
  const end = (): void => {
    if (paragraph.length > 0) blocks.push(`<p>${paragraph.map(inlineOf).join('\n')}</p>`)
    paragraph = []
  }
  for (const line of text.split('\n')) {
    const block = blockOf(line)
    if (block === null) paragraph.push(line)
    else {
      end()
      blocks.push(block)
    }
  }
  end()
  return blocks
}

function blockOf(line: string): string | null {
  if (line.trim() === '') return ''
  const level = /^={1,6}/.exec(line)?.[0].length ?? 0
  const trimmed = line.trimEnd()
  if (level > 0 && trimmed.length > 2 * level && trimmed.endsWith('='.repeat(level)))
    return `<h${level}>${inlineOf(trimmed.slice(level, -level).trim())}</h${level}>`
  if (/^-{4,}/.test(line)) return '<hr>'
  const marks = /^[*#:;]+/.exec(line)?.[0] ?? ''
  if (marks === '') return null
  const words = inlineOf(line.slice(marks.length).trim())
  return marks.endsWith('*') || marks.endsWith('#') ? `<ul><li>${words}</li></ul>` : `<p>${words}</p>`
}

/** Bold and italic: five, three and two apostrophes; what a line leaves open ends with it. */
function inlineOf(line: string): string {
  let bold = false
  let italic = false
  const marked = line.replace(/'{2,}/g, (run) => {
    const [both, strong] = [run.length >= 5, run.length === 3 || run.length === 4]
    const tags: string[] = []
    if (both || strong) {
      bold = !bold
      tags.push(bold ? '<b>' : '</b>')
    }
    if (both || run.length === 2) {
      italic = !italic
      tags.push(italic ? '<i>' : '</i>')
    }
    return tags.join('')
  })
  return `${marked}${bold ? '</b>' : ''}${italic ? '</i>' : ''}`
}
