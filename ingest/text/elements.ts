/** Open elements: goes in and out of them, and tells the writer what they do. HTML and Markdown both speak to it. */
import { type Attributes, type Effect, ENDS, effectOf, TAGS, VOID } from './tags.ts'
import type { Context, Flag, OpenMark, Writer } from './writer.ts'

/** Deeper elements are read as if their tags were not there. */
const DEEPEST = 200
/** A flag or quotation is counted at most so deep. */
const DEEPEST_QUOTE = 100

interface Open {
  readonly name: string
  /** Ends only with `leave`: HTML inside Markdown cannot close a Markdown element. */
  readonly firm: boolean
  readonly effect: Effect
  readonly outer: Context
  readonly mark: OpenMark | null
  readonly silent: boolean
  readonly listDepth: number
  /** Counts the items of the list that it is or stands in; null where they are not numbered. */
  readonly numbers: { next: number } | null
  readonly inAside: boolean
}

const TITLE_OF_QUOTE = 'title'

export class Elements {
  readonly #writer: Writer
  readonly #stack: Open[] = []
  readonly #count = new Map<string, number>()

  constructor(writer: Writer) {
    this.#writer = writer
  }

  get height(): number {
    return this.#stack.length
  }

  /** True inside an element whose content is not text. */
  get silent(): boolean {
    return this.#stack.at(-1)?.silent ?? false
  }

  /** Opening tag. */
  start(name: string, attributes: Attributes, firm = false): void {
    this.#endImplied(name)
    if (name === 'br') {
      this.lineBreak()
      return
    }
    if (this.#stack.length >= DEEPEST && !firm) {
      if (!this.silent && TAGS.get(name)?.block === true) this.#writer.end()
      return
    }
    const effect = effectOf(name, attributes)
    if (VOID.has(name)) {
      if (!this.silent) this.#single(effect)
      return
    }
    this.#push(name, this.#inQuoteTitle(name, attributes) ? { drop: true } : effect, firm)
  }

  /** Closing tag; one that closes nothing is passed over. */
  end(name: string): void {
    if (name === 'br') this.lineBreak()
    if ((this.#count.get(name) ?? 0) === 0) return
    let at = this.#stack.length - 1
    while (at >= 0 && this.#stack[at]!.name !== name && !this.#stack[at]!.firm) at--
    if (at >= 0 && this.#stack[at]!.name === name && !this.#stack[at]!.firm) this.leave(at)
  }

  /** Closes every element from the given height on. */
  leave(height: number): void {
    while (this.#stack.length > height) this.#pop()
  }

  lineBreak(): void {
    if (!this.silent) this.#writer.lineBreak()
  }

  text(words: string): void {
    if (this.silent) return
    if (this.#writer.context.pre) this.#writer.verbatim(words)
    else this.#writer.text(words)
  }

  verbatim(characters: string): void {
    if (!this.silent) this.#writer.verbatim(characters)
  }

  #push(name: string, effect: Effect, firm: boolean): void {
    const writer = this.#writer
    const outer = writer.context
    const above = this.#stack.at(-1)
    const silentAbove = above?.silent ?? false
    const { drop = false, instead, point } = effect
    const shut = silentAbove && effect.loud !== true
    const silent = shut || drop || instead !== undefined || point !== undefined
    const listDepth = (above?.listDepth ?? 0) + (effect.list === true ? 1 : 0)
    const { list, first } = effect
    const numbers = list === true ? (first === undefined ? null : { next: first }) : (above?.numbers ?? null)
    let opened: OpenMark | null = null
    if (!shut && !drop) {
      if (effect.block === true) writer.end()
      if (instead !== undefined || point !== undefined) this.#single(effect)
      else {
        if (effect.cell === true) writer.cell()
        writer.context = inner(outer, effect, { listDepth, numbers, inAside: above?.inAside ?? false })
        if (effect.mark !== undefined && !outer.pre) opened = writer.open(effect.mark, effect.href ?? null)
        writer.verbatim(effect.around ?? '')
      }
    }
    const inAside = effect.aside === true || (effect.quote === undefined && (above?.inAside ?? false))
    this.#stack.push({ name, firm, effect, outer, mark: opened, silent, listDepth, numbers, inAside })
    this.#count.set(name, (this.#count.get(name) ?? 0) + 1)
  }

  #pop(): void {
    const { name, effect, outer, mark, silent } = this.#stack.pop()!
    this.#count.set(name, this.#count.get(name)! - 1)
    const writer = this.#writer
    if (!silent) writer.verbatim(effect.around ?? '')
    if (mark !== null) writer.close(mark)
    if (silent) return
    writer.context = outer
    if (effect.block === true) writer.end()
  }

  /** An element without content, or one whose content is replaced. */
  #single(effect: Effect): void {
    const writer = this.#writer
    if (effect.kind === 'rule') writer.rule()
    else if (effect.point !== undefined) writer.point(effect.point, effect.href ?? null)
    else if (effect.instead !== undefined) {
      const opened = effect.mark === undefined ? null : writer.open(effect.mark, null)
      writer.verbatim(effect.instead)
      if (opened !== null) writer.close(opened)
    }
  }

  /** Ends elements whose closing tag may be left out: an item before the next item. */
  #endImplied(name: string): void {
    const rule = ENDS.get(name)
    if (rule !== undefined) {
      for (let at = this.#stack.length - 1; at >= 0; at--) {
        const open = this.#stack[at]!
        if (open.firm || rule.within.has(open.name)) return
        if (rule.ends.has(open.name)) {
          this.leave(at)
          if (name !== 'tr') return
        }
      }
    } else if (TAGS.get(name)?.block === true) this.#endParagraph()
  }

  #endParagraph(): void {
    for (let at = this.#stack.length - 1; at >= 0; at--) {
      const open = this.#stack[at]!
      if (open.name === 'p' && !open.firm) this.leave(at)
      if (open.firm || open.effect.block === true) return
    }
  }

  /** The line of names that Discourse puts over a quotation. */
  #inQuoteTitle(name: string, attributes: Attributes): boolean {
    return name === 'div' && attributes.get('class') === TITLE_OF_QUOTE && (this.#stack.at(-1)?.inAside ?? false)
  }
}

/** Context inside an element. */
function inner(outer: Context, effect: Effect, place: Pick<Open, 'listDepth' | 'numbers' | 'inAside'>): Context {
  const { listDepth, numbers, inAside } = place
  if (effect.block !== true) return outer
  const { kind, quote } = effect
  // The blockquote inside a Discourse quotation is the same quotation.
  const counts = quote !== undefined && !(inAside && effect.aside !== true)
  const said = quote !== undefined && (quote.author !== null || quote.ref !== null) ? quote : null
  return {
    kind: kind === undefined || kind === 'rule' ? outer.kind : kind,
    level: kind === 'item' ? listDepth : (effect.level ?? outer.level),
    quoteDepth: Math.min(DEEPEST_QUOTE, outer.quoteDepth + (counts ? 1 : 0)),
    quoteOf: counts ? said : outer.quoteOf,
    inside: withFlag(outer.inside, effect.inside),
    item: kind === 'item' ? { written: false, ordinal: numbers === null ? null : numbers.next++ } : outer.item,
    pre: outer.pre || effect.pre === true,
    row: outer.row || effect.row === true,
  }
}

function withFlag(flags: readonly Flag[], flag: Flag | undefined): readonly Flag[] {
  return flag === undefined || flags.includes(flag) ? flags : [...flags, flag]
}
