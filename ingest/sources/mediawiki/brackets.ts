/** Nested brackets of a markup, each replaced from the inside out; one pass, no recursion, so that depth cannot hurt. */

interface Frame {
  readonly parts: string[]
}

/** As deep as wikis themselves expand. */
const DEEPEST = 100

/**
 * Replaces what stands between `open` and `close` by `replace(inner)`, where inner brackets have been replaced before.
 * A bracket that nothing closes stays as it is written; what stands deeper than any page needs is left out, since every
 * level reads again what is in it.
 */
export function bracketed(text: string, open: string, close: string, replace: (inner: string) => string): string {
  const frames: Frame[] = [{ parts: [] }]
  let from = 0
  let nextOpen = text.indexOf(open)
  let nextClose = text.indexOf(close)
  while (nextOpen >= 0 || nextClose >= 0) {
    const opens = nextOpen >= 0 && (nextClose < 0 || nextOpen < nextClose)
    const at = opens ? nextOpen : nextClose
    frames.at(-1)!.parts.push(text.slice(from, at))
    if (opens) frames.push({ parts: [] })
    else if (frames.length > 1) {
      const inner = frames.pop()!.parts.join('')
      frames.at(-1)!.parts.push(frames.length > DEEPEST ? '' : replace(inner))
    } else frames[0]!.parts.push(close)
    from = at + (opens ? open.length : close.length)
    if (nextOpen >= 0 && nextOpen < from) nextOpen = text.indexOf(open, from)
    if (nextClose >= 0 && nextClose < from) nextClose = text.indexOf(close, from)
  }
  frames.at(-1)!.parts.push(text.slice(from))
  return frames.map(({ parts }) => parts.join('')).join(open)
}

/** Leaves out what stands between the words of `pattern` (global, matching openings) and the next `end`. */
export function without(
  text: string,
  opening: RegExp,
  end: RegExp,
  replace: (inner: string) => string = () => '',
): string {
  const parts: string[] = []
  let from = 0
  opening.lastIndex = 0
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    end.lastIndex = opening.lastIndex
    const closed = end.exec(text)
    // What is not closed stays: nothing after it can be closed either.
    if (closed === null) break
    parts.push(text.slice(from, match.index), replace(text.slice(opening.lastIndex, closed.index)))
    from = end.lastIndex
    opening.lastIndex = from
  }
  parts.push(text.slice(from))
  return parts.join('')
}
