/** Name and version of the program, from package.json. */
import { readFileSync } from 'node:fs'

function packageJson(): { readonly version: string } {
  // One folder up in a clone (src/), two in the npm package (dist/src/).
  for (const up of ['../package.json', '../../package.json']) {
    try {
      return JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { version: string }
    } catch {}
  }
  return { version: 'unknown' }
}

export const VERSION: string = packageJson().version
