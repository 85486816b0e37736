/** Who may write: bearer tokens, each with the name that signs what is done with it. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { problem } from '../problems.ts'

export interface Token {
  readonly name: string
  readonly secret: string
}

/** Reads `name:token,name:token`; throws when an entry is not of that form. */
export function parseTokens(text: string): Token[] {
  const entries = text.split(/[,\s]+/).filter((entry) => entry !== '')
  return entries.map((entry) => {
    const [, name, secret] = /^([^:]+):(.{8,})$/.exec(entry) ?? []
    if (name === undefined || secret === undefined) {
      throw new Error('CLAIMTHREAD_TOKENS must be name:token,name:token with tokens of 8 characters or more')
    }
    return { name, secret }
  })
}

export interface TokenFile {
  readonly tokens: readonly Token[]
  /** The file that they are in, and whether it was made just now. */
  readonly file: string
  readonly made: boolean
}

/** The tokens of a file of mode 600; where there is none it is made with one fresh token. */
export function tokenFile(file: string): TokenFile {
  try {
    return { tokens: parseTokens(readFileSync(file, 'utf8')), file, made: false }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const token = { name: 'local', secret: randomBytes(24).toString('base64url') }
  writeFileSync(file, `${token.name}:${token.secret}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(file, 0o600)
  return { tokens: [token], file, made: true }
}

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The name that a request's `Authorization` header proves; throws a problem where it proves none. */
export function authorized(header: string | undefined, tokens: readonly Token[]): string {
  const challenge = { headers: { 'WWW-Authenticate': 'Bearer realm="claimthread"' } }
  if (header === undefined) throw problem('unauthorized', 'the request has no Authorization header', challenge)
  const given = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (given === undefined) throw problem('unauthorized', 'the Authorization header is not "Bearer TOKEN"', challenge)
  // Hashes have one length, so that the comparison takes the same time for every wrong token.
  const wanted = hashed(given)
  const found = tokens.filter(({ secret }) => timingSafeEqual(hashed(secret), wanted))
  if (found.length === 0) throw problem('unauthorized', 'the token is not known', challenge)
  return found[0]!.name
}
