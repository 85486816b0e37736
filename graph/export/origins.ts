/** What a source is, told by its documents: a forum where they have addresses, else a folder; and where most of them stand. */
import type { Source } from '../model.ts'

export class Origins {
  readonly #counts = new Map<string, Map<string | null, number>>()

  add(source: string, url: string | null): void {
    const counts = this.#counts.get(source) ?? new Map<string | null, number>()
    const origin = originOf(url)
    this.#counts.set(source, counts.set(origin, (counts.get(origin) ?? 0) + 1))
  }

  /** By id. */
  sources(): readonly Source[] {
    return [...this.#counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, counts]) => {
        const known = [...counts].filter((entry): entry is [string, number] => entry[0] !== null)
        const url = known.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null
        return { id, kind: url === null ? 'folder' : 'forum', url }
      })
  }
}

function originOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const { origin } = new URL(url)
  return origin === 'null' ? null : origin
}
