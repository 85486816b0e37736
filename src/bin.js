#!/usr/bin/env node
// Plain JavaScript, so that an older Node can read it and say what to do instead of dying on the first type.
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'

const NEEDED = 24
const found = process.versions.node
if (Number(found.split('.')[0]) < NEEDED) {
  process.stderr.write(
    [
      `claimthread needs Node ${NEEDED} or newer; this is Node ${found}.`,
      'In a clone, `npm ci` installs the right Node beside the other packages, and npm puts it first:',
      '  npm start',
      '  npm run -s claimthread -- ask "which objections target IDA"',
      'If the packages were installed with --ignore-scripts, that Node is not unpacked yet: run `npm rebuild node`.',
      '',
    ].join('\n'),
  )
  process.exit(1)
}

// Reading TypeScript takes a while: what Node made of it is kept for the next start.
if (nodeModule.enableCompileCache) nodeModule.enableCompileCache()

// A clone holds TypeScript, which Node runs as it is; the npm package holds what tsc made of it.
const source = new URL('./main.ts', import.meta.url)
const main = existsSync(source) ? source : new URL('./main.js', import.meta.url)
import(main.href).then(
  (module) => module.main(process.argv.slice(2)),
  (error) => {
    process.stderr.write(`claimthread could not start: ${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  },
)
