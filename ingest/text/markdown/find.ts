/** Look-ahead for closing marks in linear time: where the next one stands is remembered until it is passed. */
const FOUND = new WeakMap<object, Map<string, { from: number; at: number }>>()

/** Index of `sign` in `text` at or after `from`, or -1. `key` is the parse that asks. */
export function nextIndex(key: object, text: string, sign: string, from: number): number {
  const found = FOUND.get(key) ?? new Map()
  FOUND.set(key, found)
  const known = found.get(sign)
  if (known !== undefined && known.from <= from && (known.at === -1 || known.at >= from)) return known.at
  const at = text.indexOf(sign, from)
  found.set(sign, { from, at })
  return at
}
