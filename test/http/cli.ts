/** Runs the real command line in a process of its own. */

import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../src/bin.js', import.meta.url))

export interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** stdout as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into any answer
  readonly json: any
}

export interface Started {
  readonly child: ChildProcess
  /** Resolves when stdout or stderr has matched. */
  seen(pattern: RegExp): Promise<RegExpExecArray>
  readonly ended: Promise<Run>
}

export interface Shell {
  readonly folder: string
  start(args: readonly string[], env?: Record<string, string>): Started
  run(args: readonly string[], env?: Record<string, string>): Promise<Run>
  close(): void
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A folder to work in, and the command line started there. */
export function openShell(): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'claimthread-cli-'))
  const start = (args: readonly string[], env: Record<string, string> = {}): Started => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: folder,
      env: { ...process.env, CLAIMTHREAD_STORE: '', ...env },
    })
    const out = { stdout: '', stderr: '' }
    const watchers = new Set<() => void>()
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        out[name] += text
        for (const watcher of watchers) watcher()
      })
    }
    const ended = new Promise<Run>((resolve) => {
      child.on('close', (status) => resolve({ ...out, status, json: parsed(out.stdout) }))
    })
    const seen = (pattern: RegExp): Promise<RegExpExecArray> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(`${out.stdout}\n${out.stderr}`)
          if (match === null) return
          watchers.delete(look)
          resolve(match)
        }
        watchers.add(look)
        void ended.then(() => reject(new Error(`ended without ${pattern}: ${out.stdout}${out.stderr}`)))
        look()
      })
    return { child, seen, ended }
  }
  return {
    folder,
    start,
    run: (args, env) => start(args, env).ended,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
