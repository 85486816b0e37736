/** Settings: from options, else from the environment, else the default. */
import { existsSync } from 'node:fs'
import { UsageError } from './errors.ts'
import type { Token, TokenFile } from './http/tokens.ts'
import { parseTokens, tokenFile } from './http/tokens.ts'

export const DEFAULT_STORE = 'sqlite:claimthread.db'
export const DEFAULT_PORT = 3000
export const DEFAULT_HOST = '127.0.0.1'

type Env = Readonly<Record<string, string | undefined>>

/** Address of the store: the option, else CLAIMTHREAD_STORE, else the default. A bare path is a SQLite file. */
export function storeAddress(option: string | undefined, env: Env): string {
  const address = option ?? env.CLAIMTHREAD_STORE ?? DEFAULT_STORE
  if (/^(?:sqlite|neo4j(?:\+s|\+ssc)?|bolt(?:\+s|\+ssc)?):/.test(address)) return address
  if (/^[a-z][a-z0-9+]+:/i.test(address)) {
    throw new UsageError(
      `--store: "${address.split(':')[0]}:" is no kind of store. Use sqlite:FILE or neo4j://host:port/database.`,
    )
  }
  return `sqlite:${address}`
}

/** File of an embedded store; null for a store elsewhere. */
export function storeFile(address: string): string | null {
  return address.startsWith('sqlite:') ? address.slice('sqlite:'.length) : null
}

export function storeExists(address: string): boolean {
  const file = storeFile(address)
  return file === null || existsSync(file)
}

/** Tokens of CLAIMTHREAD_TOKENS, else those of a file beside the store, which is made when it is not there. */
export function tokensOf(
  address: string,
  env: Env,
): { readonly tokens: readonly Token[]; readonly file: TokenFile | null } {
  const given = env.CLAIMTHREAD_TOKENS
  if (given !== undefined && given.trim() !== '') {
    try {
      return { tokens: parseTokens(given), file: null }
    } catch (error) {
      throw new UsageError((error as Error).message)
    }
  }
  const file = tokenFile(`${storeFile(address) ?? 'claimthread'}.tokens`)
  return { tokens: file.tokens, file }
}
