/** Asks git about a work tree: its log as changes of files, and the content of blobs. Nothing of it runs code of the repository. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

export interface Commit {
  readonly id: string
  readonly author: Person
  readonly committer: Person
  readonly subject: string
}

export interface Person {
  readonly name: string
  /** As git gives it: ISO 8601 with zone. */
  readonly at: string
}

export interface FileChange {
  readonly commit: Commit
  readonly status: 'added' | 'changed' | 'renamed' | 'deleted'
  readonly path: string
  /** Former path of a renamed file. */
  readonly from: string | null
  /** Blob id after the change. */
  readonly blob: string
}

/** Settings of a repository that would start programs are switched off. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false', '-c', 'core.quotePath=false']
const HEADER = '\x01%H%x02%aN%x02%aI%x02%cN%x02%cI%x02%s'
const STATUS: Readonly<Record<string, FileChange['status']>> = { A: 'added', M: 'changed', R: 'renamed', D: 'deleted' }
/** Symbolic links and submodules are no files. */
const FILE_MODES = new Set(['100644', '100755'])

function git(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  // Inside a hook, GIT_DIR and its like name another repository.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const env = { ...Object.fromEntries(inherited), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }
  return spawn('git', ['-C', folder, ...SAFE, ...args], { env })
}

/** Runs git to its end; throws what it complains of. */
async function* output(folder: string, args: readonly string[]): AsyncGenerator<string> {
  const program = git(folder, args)
  let complaint = ''
  program.stderr.on('data', (words: Buffer) => {
    complaint = `${complaint}${words}`.slice(0, 500)
  })
  const end = new Promise<number | null>((resolve, reject) => {
    program.once('error', reject)
    program.once('close', resolve)
  })
  end.catch(() => {})
  try {
    program.stdout.setEncoding('utf8')
    for await (const piece of program.stdout) yield piece as string
    const code = await end
    if (code !== 0) throw new Error(complaint.trim() || `git ended with code ${code}`)
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw missing ? new Error('reading a git history needs the program git; install it') : error
  } finally {
    program.kill()
  }
}

async function line(folder: string, args: readonly string[]): Promise<string> {
  let all = ''
  for await (const piece of output(folder, args)) all += piece
  return all.trim()
}

/** Root of the work tree that a folder is in. Throws when it is in none. */
function topLevel(folder: string): Promise<string> {
  return line(folder, ['rev-parse', '--show-toplevel'])
}

/** Name of a repository: its origin's, so that every clone has the same; else its folder's. Throws as `topLevel`. */
export async function repositoryName(folder: string): Promise<string> {
  const top = await topLevel(folder)
  const origin = await line(folder, ['config', '--get', 'remote.origin.url']).catch(() => '')
  const name = (origin === '' ? top : origin).replace(/\/+$/, '').replace(/\.git$/, '')
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1)
}

/** Changes of files below a folder, oldest first, renames followed, merges left out; one pass over the log. */
export async function* fileChanges(folder: string): AsyncGenerator<FileChange> {
  const args = ['log', '--raw', '-M', '-z', '--reverse', '--topo-order', '--no-merges', '--no-abbrev', '--no-ext-diff']
  let commit: Commit | null = null
  let pending: { readonly status: FileChange['status']; readonly blob: string; readonly paths: string[] } | null = null
  for await (const field of fields(output(folder, [...args, `--format=${HEADER}`, '--', '.']))) {
    if (field.startsWith('\x01')) commit = commitOf(field.slice(1))
    else if (field.startsWith(':')) pending = rawOf(field)
    else if (pending !== null && commit !== null && field !== '') {
      pending.paths.push(field)
      if (pending.status === 'renamed' && pending.paths.length < 2) continue
      const path = pending.paths.at(-1)!
      yield { commit, ...pending, path, from: pending.paths.length > 1 ? pending.paths[0]! : null }
      pending = null
    }
  }
}

/** The pieces between NUL characters; git ends the header of a commit with a line feed before the first change. */
async function* fields(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const parts = (rest + piece).split('\0')
    rest = parts.pop()!
    for (const part of parts) yield part.replace(/^\n/, '')
  }
  if (rest !== '') yield rest
}

function commitOf(header: string): Commit {
  const [id = '', author = '', authored = '', committer = '', committed = '', ...subject] = header.split('\x02')
  return {
    id,
    author: { name: author, at: authored },
    committer: { name: committer, at: committed },
    subject: subject.join(' ').trim(),
  }
}

/** `:100644 100644 before after M`, or null for what is no file. */
function rawOf(raw: string) {
  const [before = '', after = '', , blob = '', letter = ''] = raw.slice(1).split(' ')
  const status = STATUS[letter[0] ?? ''] ?? 'changed'
  const isFile = FILE_MODES.has(status === 'deleted' ? before : after)
  return { status: isFile ? status : ('deleted' as const), blob, paths: [] as string[] }
}

/** Reads blobs one after the other through one `git cat-file --batch`. */
export class Blobs {
  readonly #program: ChildProcessWithoutNullStreams
  readonly #pieces: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(folder: string) {
    this.#program = git(folder, ['cat-file', '--batch'])
    this.#program.stdin.on('error', () => {})
    this.#program.on('error', () => {})
    this.#pieces = this.#program.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  /** Bytes of a blob; null when it is not there (a shallow or partial clone), or longer than `longest` bytes. */
  async read(blob: string, longest: number): Promise<Buffer | null> {
    this.#program.stdin.write(`${blob}\n`)
    const header = await this.#line()
    const [, kind, size = ''] = header.split(' ')
    if (kind !== 'blob') return null
    return this.#take(Number(size), longest)
  }

  close(): void {
    this.#program.kill()
  }

  async #more(): Promise<Buffer> {
    const { value, done } = await this.#pieces.next()
    if (done === true) throw new Error('git cat-file ended early')
    return value
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(0x0a)
      if (end >= 0) {
        const found = this.#held.toString('utf8', 0, end)
        this.#held = this.#held.subarray(end + 1)
        return found
      }
      this.#held = Buffer.concat([this.#held, await this.#more()])
    }
  }

  /** The next `size` bytes and the line feed after them; thrown away as they come when there are too many. */
  async #take(size: number, longest: number): Promise<Buffer | null> {
    const kept: Buffer[] = []
    let left = size
    for (;;) {
      const piece = this.#held.subarray(0, left)
      if (size <= longest) kept.push(piece)
      left -= piece.length
      this.#held = this.#held.subarray(piece.length)
      if (left === 0 && this.#held.length > 0) break
      this.#held = await this.#more()
    }
    this.#held = this.#held.subarray(1)
    return size <= longest ? Buffer.concat(kept) : null
  }
}
