/** Names that are alike: what a person may have meant by a verb, a parameter or an option that does not exist. */

/** Edit distance with neighbouring letters swapped counted as one (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return last[b.length]!
}

/** The names nearest to what was written, best first: at most `limit`, none that differs in more than a third of its letters. */
export function nearest(written: string, names: readonly string[], limit = 3): string[] {
  const word = written.toLowerCase().slice(0, 64)
  const found = names
    .map((name) => {
      const other = name.toLowerCase()
      const starts = word.length > 2 && (other.startsWith(word) || word.startsWith(other))
      return { name, far: starts ? 0.5 : distance(word, other) }
    })
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
  // Beside one that is almost it, others only confuse.
  return found
    .filter(({ far }) => far <= found[0]!.far + 1)
    .map(({ name }) => name)
    .slice(0, limit)
}

/** " Did you mean a or b?", or nothing. */
export function didYouMean(written: string, names: readonly string[]): string {
  const alike = nearest(written, names)
  return alike.length === 0 ? '' : ` Did you mean ${alike.join(' or ')}?`
}
