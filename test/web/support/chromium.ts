/** The browser of this machine: Debian's Chromium, or the one that CLAIMTHREAD_CHROMIUM names. */
import { existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'] as const

/** Path of the browser's program; null where there is none. */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env.CLAIMTHREAD_CHROMIUM
  if (named !== undefined && named !== '') return onPath(named, env)
  return NAMES.map((name) => onPath(name, env)).find((path) => path !== null) ?? null
}

function onPath(name: string, { PATH = '' }: NodeJS.ProcessEnv): string | null {
  if (isAbsolute(name)) return existsSync(name) ? name : null
  const found = PATH.split(delimiter).find((folder) => folder !== '' && existsSync(join(folder, name)))
  return found === undefined ? null : join(found, name)
}
