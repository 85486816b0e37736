/** Sentences with the same words, told apart by their order: part of a response's id. */
import { wordKey } from '../../graph/words.ts'

/** Each item with `nth`: how many before it have the same words. */
export function numbered<T>(
  items: readonly T[],
  exactOf: (item: T) => string,
): readonly (T & { readonly nth: number })[] {
  const counts = new Map<string, number>()
  return items.map((item) => {
    const key = wordKey(exactOf(item))
    const nth = counts.get(key) ?? 0
    counts.set(key, nth + 1)
    return { ...item, nth }
  })
}
