/** robots.txt (RFC 9309): the group that names us, else that of everybody; the longest rule decides. */

export interface Robots {
  allows(path: string): boolean
  /** Seconds between two requests that the host asks for; null where it says nothing. */
  readonly delay: number | null
}

interface Group {
  readonly agents: string[]
  readonly rules: { readonly allow: boolean; readonly path: string }[]
  delay: number | null
}

export const EVERYTHING: Robots = { allows: () => true, delay: null }
export const NOTHING: Robots = { allows: () => false, delay: null }

/** Longer files are cut here, as the RFC allows. */
const LONGEST = 500 * 1024

/** Reads a robots.txt for the product named. */
export function parseRobots(text: string, product: string): Robots {
  const groups = groupsOf(text.slice(0, LONGEST))
  const named = groups.filter(({ agents }) => agents.includes(product.toLowerCase()))
  const chosen = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'))
  const rules = chosen.flatMap((group) => group.rules)
  const delay = chosen.find((group) => group.delay !== null)?.delay ?? null
  return {
    delay,
    allows(path) {
      let best = { allow: true, length: -1 }
      for (const { allow, path: pattern } of rules) {
        const longer = pattern.length > best.length || (pattern.length === best.length && allow)
        if (longer && matches(pattern, path)) best = { allow, length: pattern.length }
      }
      return best.allow
    },
  }
}

function groupsOf(text: string): readonly Group[] {
  const groups: Group[] = []
  let open = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, field = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line) ?? []
    const name = field.toLowerCase()
    if (name === 'user-agent') {
      if (!open) groups.push({ agents: [], rules: [], delay: null })
      open = true
      groups.at(-1)!.agents.push(value.split('/')[0]!.trim().toLowerCase())
      continue
    }
    const group = groups.at(-1)
    if (group === undefined || name === '') continue
    if (name === 'allow' || name === 'disallow') {
      open = false
      if (value !== '') group.rules.push({ allow: name === 'allow', path: value })
    } else if (name === 'crawl-delay') {
      open = false
      const seconds = Number(value)
      if (value !== '' && seconds >= 0) group.delay = seconds
    }
  }
  return groups
}

/** `*` stands for any characters, `$` at the end for the end. Walks the parts: no pattern makes it slow. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(parts[0]!)) return false
  let at = parts[0]!.length
  for (const part of parts.slice(1, anchored ? -1 : undefined)) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (!anchored) return true
  const last = parts.at(-1)!
  return parts.length === 1 ? path === last : path.length - last.length >= at && path.endsWith(last)
}
