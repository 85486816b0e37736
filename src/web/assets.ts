/** Our own style sheet and scripts: read once, known by what they hold, so that a browser may keep them for ever. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface Asset {
  readonly name: string
  readonly type: string
  readonly text: string
  /** `/static/HASH/NAME` */
  readonly address: string
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}

const own = (name: string) => new URL(`files/${name}`, import.meta.url)

const { resolve } = createRequire(import.meta.url)

/** Parts of the style sheet, in the order in which they hold: one request for all. */
const STYLE = ['base', 'forms', 'lists', 'reading', 'margin', 'things']

/** Every file that is served, and what it is made of. */
const FILES: readonly (readonly [name: string, ...parts: (string | URL)[]])[] = [
  ['style.css', ...STYLE.map((part) => own(`style/${part}.css`))],
  ['page.js', own('page.js')],
  ['map.js', own('map.js')],
  ['job.js', own('job.js')],
  ['icon.svg', own('icon.svg')],
  ['cytoscape.js', join(dirname(resolve('cytoscape')), 'cytoscape.esm.min.mjs')],
]

function asset(name: string, parts: readonly (string | URL)[]): Asset {
  const text = parts.map((part) => readFileSync(part, 'utf8')).join('\n')
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12)
  return { name, type: TYPES[name.slice(name.lastIndexOf('.') + 1)]!, text, address: `/static/${hash}/${name}` }
}

const ASSETS: ReadonlyMap<string, Asset> = new Map(FILES.map(([name, ...parts]) => [name, asset(name, parts)]))

export function assetOf(name: string): Asset | undefined {
  return ASSETS.get(name)
}

/** Address of a file that must be there. */
export function assetAddress(name: string): string {
  return ASSETS.get(name)!.address
}
