/** What each HTML element does to plain text. Markdown is read through the same table. */
import type { BlockKind, MarkKind } from './plain.ts'
import type { Flag, QuoteOf } from './writer.ts'

export type Attributes = ReadonlyMap<string, string>

export interface Effect {
  /** It parts blocks. */
  readonly block?: boolean
  readonly kind?: BlockKind
  readonly level?: number
  readonly list?: boolean
  /** Number of the first item of a numbered list. */
  readonly first?: number
  readonly pre?: boolean
  readonly row?: boolean
  readonly cell?: boolean
  readonly mark?: MarkKind
  readonly href?: string
  /** A mark without words, in place of the element's content. */
  readonly point?: MarkKind
  /** Its content is not text. */
  readonly drop?: boolean
  /** Text even inside an element whose content is not. */
  readonly loud?: boolean
  /** Written before and after its content. */
  readonly around?: string
  /** Written in place of its content: a formula, an emoji. */
  readonly instead?: string
  readonly inside?: Flag
  /** A quotation, and whom it says it is of. */
  readonly quote?: QuoteOf
  /** A quotation whose blockquote inside does not count again. */
  readonly aside?: boolean
}

const NOBODY: QuoteOf = { author: null, ref: null }
const BLOCK: Effect = { block: true }
const DROP: Effect = { drop: true }
const heading = (level: number): Effect => ({ block: true, kind: 'heading', level })
const all = (names: string, effect: Effect): [string, Effect][] => names.split(' ').map((name) => [name, effect])

export const TAGS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ...all('p div section article aside header footer main nav address figure figcaption body html center form', BLOCK),
  ...all('fieldset hgroup dl dt dd caption summary legend table tbody thead tfoot', BLOCK),
  ...all('style script template iframe svg canvas video audio object embed noscript head select button', DROP),
  ...all('textarea title datalist noembed noframes map annotation semantics', DROP),
  ...all('s strike del', { mark: 'struck' }),
  ...all('em i cite dfn var', { mark: 'emphasis' }),
  ...all('strong b', { mark: 'strong' }),
  ...all('code kbd samp tt', { mark: 'code' }),
  ...all('pre listing xmp plaintext', { block: true, kind: 'code', pre: true }),
  ...all('ul menu dir', { block: true, list: true }),
  ['ol', { block: true, list: true, first: 1 }],
  ...[1, 2, 3, 4, 5, 6].map((level): [string, Effect] => [`h${level}`, heading(level)]),
  ['ins', { mark: 'inserted' }],
  ['li', { block: true, kind: 'item' }],
  ['tr', { block: true, kind: 'table', row: true }],
  ['td', { cell: true }],
  ['th', { cell: true }],
  ['blockquote', { block: true, quote: NOBODY }],
  ['details', { block: true, inside: 'details' }],
  ['math', { mark: 'math' }],
  ['hr', { block: true, kind: 'rule' }],
])

/** Elements without content. */
export const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen'.split(' '),
)

/** Elements that an opening tag of the given name ends, up to the nearest element that holds them. */
export const ENDS: ReadonlyMap<string, { readonly ends: ReadonlySet<string>; readonly within: ReadonlySet<string> }> =
  new Map(
    (
      [
        ['li', 'li', 'ul ol menu dir'],
        ['dt', 'dt dd', 'dl'],
        ['dd', 'dt dd', 'dl'],
        ['tr', 'tr td th', 'table'],
        ['td', 'td th', 'tr table'],
        ['th', 'td th', 'tr table'],
      ] as const
    ).map(([name, ends, within]) => [
      name,
      { ends: new Set<string>(ends.split(' ')), within: new Set<string>(within.split(' ')) },
    ]),
  )

type Role = (name: string, attributes: Attributes, classes: ReadonlySet<string>) => Effect | null

const has = (classes: ReadonlySet<string>, ...names: readonly string[]) => names.some((name) => classes.has(name))
const NOTE_REF = /#_?(?:fn|ftnt?|footnote|cite_note)(?!_?-?ref)[\w:.-]*$/i
const NOTE_BACK = /#_?(?:fn|ftnt?|footnote|cite)_?-?ref/i
const DISPLAY = 'display'

/**
 * Elements known by class, role or data attribute: the quirks of forums' HTML. Earlier rows win; a role is laid over
 * what the tag itself does.
 */
export const ROLES: readonly (readonly [string, Role])[] = [
  ['hidden', (_, attributes) => (attributes.get('aria-hidden') === 'true' ? DROP : null)],
  // MathJax 3 has no text content at all; its source stands in aria-label.
  [
    'mathjax',
    (name, attributes, classes) => {
      if (name !== 'mjx-container' && !has(classes, 'mjx-math')) return null
      const tex = attributes.get('aria-label')
      if (tex === undefined || tex === '') return { point: 'math' }
      return { instead: attributes.get(DISPLAY) === 'true' ? `$$${tex}$$` : `$${tex}$`, mark: 'math' }
    },
  ],
  [
    'mathml',
    (name, attributes) =>
      name === 'math' && attributes.has('alttext') ? { instead: `$${attributes.get('alttext')}$` } : null,
  ],
  [
    'tex-annotation',
    (name, attributes) =>
      name === 'annotation' && attributes.get('encoding') === 'application/x-tex'
        ? { drop: false, loud: true, around: '$' }
        : null,
  ],
  ['math-tex', (_, __, classes) => (has(classes, 'math-tex', 'math') ? { mark: 'math' } : null)],
  ['onebox', (name, _, classes) => (name === 'aside' && classes.has('onebox') ? DROP : null)],
  [
    'discourse-quote',
    (name, attributes, classes) => {
      if (name !== 'aside' || !classes.has('quote')) return null
      const [post, topic] = [attributes.get('data-post'), attributes.get('data-topic')]
      const ref = post === undefined || topic === undefined ? null : `topic:${topic}/post:${post}`
      return { aside: true, quote: { author: attributes.get('data-username') ?? null, ref } }
    },
  ],
  [
    'cited',
    (name, attributes) => {
      const cite = name === 'blockquote' ? attributes.get('cite') : undefined
      return cite === undefined ? null : { quote: { author: null, ref: cite } }
    },
  ],
  [
    'spoiler',
    (_, __, classes) => (has(classes, 'spoilers', 'spoiler', 'spoiler-v2', 'spoiled') ? { inside: 'spoiler' } : null),
  ],
  ['model', (_, __, classes) => (classes.has('llm-content-block') ? { inside: 'model' } : null)],
  [
    'footnote-back',
    (name, attributes, classes) =>
      has(classes, 'footnote-back-link', 'footnote-backref') ||
      attributes.get('role') === 'doc-backlink' ||
      (name === 'a' && NOTE_BACK.test(attributes.get('href') ?? ''))
        ? DROP
        : null,
  ],
  [
    'footnote-ref',
    (name, attributes, classes) => {
      if (classes.has('footnote-reference'))
        return { point: 'footnote-ref', href: `#fn${attributes.get('data-footnote-id') ?? ''}` }
      const href = name === 'a' ? (attributes.get('href') ?? '') : ''
      return NOTE_REF.test(href) ? { point: 'footnote-ref', href } : null
    },
  ],
  [
    'footnote',
    (name, attributes, classes) =>
      has(classes, 'footnotes', 'footnote-section', 'footnote-item') ||
      attributes.get('role') === 'doc-endnotes' ||
      attributes.get('role') === 'doc-endnote' ||
      ((name === 'li' || name === 'p') && /^fn(?!ref)[\w:.-]*\d/.test(attributes.get('id') ?? ''))
        ? { inside: 'footnote' }
        : null,
  ],
  [
    'widget',
    (_, __, classes) =>
      has(classes, 'poll', 'ck-poll', 'conditionallyVisibleBlock', 'markdown-alert-title') ? DROP : null,
  ],
  ['image-info', (name, _, classes) => (name === 'div' && classes.has('meta') ? DROP : null)],
  ['invisible', (_, __, classes) => (classes.has('invisible') ? DROP : null)],
  [
    'emoji',
    (name, attributes, classes) =>
      name === 'img' && has(classes, 'emoji', 'emojione', 'custom-emoji')
        ? { instead: attributes.get('title') ?? attributes.get('alt') ?? '' }
        : null,
  ],
  [
    'numbered',
    (name, attributes) => {
      const start = name === 'ol' ? Number(attributes.get('start') ?? Number.NaN) : Number.NaN
      return Number.isSafeInteger(start) ? { first: start } : null
    },
  ],
  ['image', (name, attributes) => (name === 'img' ? { point: 'image', href: attributes.get('src') ?? '' } : null)],
  [
    'mention',
    (name, attributes, classes) => {
      const href = attributes.get('href')
      if (!classes.has('mention') && !(name === 'a' && /[?&]mention=user\b/.test(href ?? ''))) return null
      return href === undefined ? { mark: 'mention' } : { mark: 'mention', href }
    },
  ],
  [
    'link',
    (name, attributes) =>
      name === 'a' && attributes.has('href') ? { mark: 'link', href: attributes.get('href')! } : null,
  ],
  [
    'line-through',
    (_, attributes) =>
      /text-decoration(?:-line)?\s*:\s*[^;]*line-through/i.test(attributes.get('style') ?? '')
        ? { mark: 'struck' }
        : null,
  ],
  [
    'tex-script',
    (name, attributes) =>
      name === 'script' && (attributes.get('type') ?? '').startsWith('math/tex')
        ? { mark: 'math', drop: false, around: '$' }
        : null,
  ],
]

const NONE: Effect = {}
const NO_CLASSES: ReadonlySet<string> = new Set()

/** What an element does. */
export function effectOf(name: string, attributes: Attributes): Effect {
  const base = TAGS.get(name) ?? NONE
  if (attributes.size === 0 && name !== 'img' && name !== 'math' && name !== 'mjx-container') return base
  const names = attributes.get('class')
  const classes = names === undefined ? NO_CLASSES : new Set(names.split(/\s+/))
  for (const [, role] of ROLES) {
    const over = role(name, attributes, classes)
    if (over !== null) return { ...base, ...over }
  }
  return base
}
