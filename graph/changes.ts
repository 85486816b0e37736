/**
 * What turns one text into another, as a list of sections (the design of CodeMirror's ChangeSet):
 * `[n]` keeps n UTF-16 units, `[n, text]` puts text in the place of n units. The JSON form is the list itself.
 *
 * Lists are canonical: no empty section, no two neighbours of one sort. So equal changes are equal as JSON,
 * and composing is associative to the letter.
 */
import type { Json, Span } from './model.ts'

export type Section = readonly [length: number] | readonly [length: number, inserted: string]
export type Changes = readonly Section[]

/**
 * When a position is lost. `simple`: never; `within`: the text on both sides of it was deleted at once;
 * `before`, `after`: the unit before, after it was deleted.
 */
export type MapMode = 'simple' | 'within' | 'before' | 'after'

/** Length of the text before and after the changes. */
export function lengths(changes: Changes): { readonly before: number; readonly after: number } {
  let before = 0
  let after = 0
  for (const [length, inserted] of changes) {
    before += length
    after += inserted?.length ?? length
  }
  return { before, after }
}

/** The text after the changes. Throws a RangeError when they were made for a text of other length. */
export function apply(changes: Changes, text: string): string {
  demand(lengths(changes).before, text.length)
  let at = 0
  let result = ''
  for (const [length, inserted] of changes) {
    result += inserted ?? text.slice(at, at + length)
    at += length
  }
  return result
}

/** The changes that lead back to `text`, the text before. */
export function invert(changes: Changes, text: string): Changes {
  demand(lengths(changes).before, text.length)
  let at = 0
  return canonical(
    changes.map(([length, inserted]): Section => {
      at += length
      return inserted === undefined ? [length] : [inserted.length, text.slice(at - length, at)]
    }),
  )
}

/** One change for two: first `a`, then `b`. Throws a RangeError when `b` was not made for what `a` gives. */
export function compose(a: Changes, b: Changes): Changes {
  demand(lengths(b).before, lengths(a).after)
  const result: Section[] = []
  const first = [...a].reverse().map((section) => [...section] as [number, string?])
  const second = [...b].reverse().map((section) => [...section] as [number, string?])
  while (first.length > 0 || second.length > 0) {
    const x = first.at(-1)
    const y = second.at(-1)
    if (x && x[1] === '') {
      result.push([x[0], ''])
      first.pop()
    } else if (y && y[0] === 0) {
      result.push([0, y[1] ?? ''])
      second.pop()
    } else if (x && y) {
      const units = Math.min(x[1]?.length ?? x[0], y[0])
      const kept = y[1] === undefined
      if (x[1] === undefined) {
        result.push(kept ? [units] : [units, ''])
        x[0] -= units
      } else {
        // What x replaces goes at once; what it inserted is let through as far as y keeps it.
        result.push([x[0], kept ? x[1].slice(0, units) : ''])
        x[0] = 0
        x[1] = x[1].slice(units)
      }
      y[0] -= units
      if (x[0] === 0 && !x[1]) first.pop()
      if (y[0] === 0 && !y[1]) second.pop()
    }
  }
  return canonical(result)
}

/**
 * Where a position of the text before is in the text after, or null when the mode says that it is lost.
 * `assoc` < 0 stays with the text before it when something is inserted there, > 0 with the text after it.
 */
export function mapPos(changes: Changes, pos: number, assoc: -1 | 1 = -1, mode: MapMode = 'within'): number | null {
  let from = 0
  let to = 0
  for (const [length, inserted] of changes) {
    const end = from + length
    if (inserted === undefined) {
      if (pos < end) return to + pos - from
      to += length
    } else {
      if (length > 0 && lost(mode, from < pos && pos <= end, from <= pos && pos < end)) return null
      if (pos < end || (pos === end && length === 0 && assoc < 0))
        return pos > from && assoc > 0 ? to + inserted.length : to
      to += inserted.length
    }
    from = end
  }
  demand(Math.min(pos, from), pos)
  return to
}

/** Where the text of a span stands after the changes; null when all of it, or either of its ends, was deleted. */
export function mapSpan(changes: Changes, span: Span): Span | null {
  const start = mapPos(changes, span.start, 1, 'after')
  const end = mapPos(changes, span.end, -1, 'before')
  return start === null || end === null || end < start ? null : { start, end }
}

/** Changes from their JSON form. Throws a TypeError when it is none. */
export function parseChanges(json: Json): Changes {
  if (!Array.isArray(json) || !json.every(isSection)) throw new TypeError('not a list of [length] and [length, text]')
  return canonical(json)
}

/** The canonical form of a list of sections. */
export function canonical(sections: readonly Section[]): Changes {
  const result: Section[] = []
  for (const section of sections) {
    const [length, inserted] = section
    if (length === 0 && !inserted) continue
    const last = result.at(-1)
    if (last && last.length === section.length)
      result[result.length - 1] =
        inserted === undefined ? [last[0] + length] : [last[0] + length, (last[1] ?? '') + inserted]
    else result.push(section)
  }
  return result
}

function lost(mode: MapMode, before: boolean, after: boolean): boolean {
  if (mode === 'before') return before
  if (mode === 'after') return after
  return mode === 'within' && before && after
}

function isSection(value: Json): value is [number] | [number, string] {
  return (
    Array.isArray(value) &&
    Number.isInteger(value[0]) &&
    (value[0] as number) >= 0 &&
    (value.length === 1 || (value.length === 2 && typeof value[1] === 'string'))
  )
}

function demand(expected: number, found: number): void {
  if (expected !== found) throw new RangeError(`changes for a text of ${expected} units met one of ${found}`)
}
