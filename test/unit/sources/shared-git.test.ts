/** A real repository, made from the wordings of real posts: what was committed comes out, wording by wording. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gitMarkdown } from '../../../ingest/sources/git-markdown.ts'
import { readAll, SHARED, scratch } from './reading.ts'

const WORDINGS = join(SHARED, 'data/git-markdown/revisions.jsonl.xz')
const { path } = scratch()

interface Wording {
  readonly file: string
  readonly committed_at: string
  readonly frontmatter: string
  readonly body: string
}

const run = (program: string, args: readonly string[], input?: string): Buffer =>
  spawnSync(program, args, { maxBuffer: 256 << 20, ...(input === undefined ? {} : { input }) }).stdout

/** One commit a wording, in order of time, as `git fast-import` reads them. */
function script(wordings: readonly Wording[]): string {
  return wordings
    .map(({ file, committed_at, frontmatter, body }, at) => {
      const text = `---\n${frontmatter.trimEnd()}\n---\n${body}`
      const seconds = Date.parse(committed_at) / 1000
      return [
        'commit refs/heads/main',
        `committer Alex <alex@example.org> ${seconds} +0000`,
        `data ${Buffer.byteLength(`Wording ${at}`)}\nWording ${at}`,
        `M 100644 inline ${file}`,
        `data ${Buffer.byteLength(text)}\n${text}\n`,
      ].join('\n')
    })
    .join('\n')
}

describe.skipIf(!existsSync(WORDINGS))('a repository of real posts (skipped where there are none)', () => {
  it('gives every post with every wording', async () => {
    const rows = run('xz', ['--decompress', '--stdout', WORDINGS]).toString('utf8').trim().split('\n')
    const wordings = rows.map((row) => JSON.parse(row) as Wording)
    wordings.sort((a, b) => (a.committed_at < b.committed_at ? -1 : 1))
    const repository = path('posts')
    run('git', ['init', '-q', '-b', 'main', repository])
    run('git', ['-C', repository, 'fast-import', '--quiet'], script(wordings))
    const { documents, bad } = await readAll(gitMarkdown.read(repository))
    // One wording was committed with front matter that is no YAML.
    expect(bad).toMatchObject([{ line: 9, reason: expect.stringContaining('the front matter is not YAML') }])
    expect(documents).toHaveLength(new Set(wordings.map(({ file }) => file)).size)
    expect(documents.reduce((sum, { revisions }) => sum + revisions.length, 0)).toBe(wordings.length - 1)
  }, 240_000)
})
