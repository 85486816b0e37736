/** Histories of Markdown files, from real repositories made here. */
import { spawnSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gitMarkdown } from '../../../ingest/sources/git-markdown.ts'
import { readAll, scratch } from './reading.ts'

const { path, write } = scratch()
const missing = spawnSync('git', ['--version']).status !== 0

let clock = 0
/** Runs git as Ada, a day later each time; a committer other than the author where one is given. */
function git(repository: string, ...args: readonly string[]) {
  clock++
  const at = new Date(Date.UTC(2020, 0, clock)).toISOString()
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_DATE: at,
    ...(args.includes('--late') ? { GIT_COMMITTER_NAME: 'Grace', GIT_COMMITTER_DATE: '2020-12-31T00:00:00Z' } : {}),
  }
  const given = args.filter((arg) => arg !== '--late')
  const { status, stdout, stderr } = spawnSync('git', ['-C', path(repository), ...given], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}
function begin(repository: string) {
  write(`${repository}/.gitignore`, '')
  git(repository, 'init', '-q', '-b', 'main')
}
function commit(repository: string, message: string, ...more: readonly string[]) {
  git(repository, 'add', '-A')
  git(repository, 'commit', '-q', '-m', message, ...more)
}
const day = (n: number) => new Date(Date.UTC(2020, 0, n)).toISOString().replace('.000', '')
const post = (title: string, body: string) => `---\ntitle: ${title}\n---\n${body}`

describe.skipIf(missing)('a repository (skipped without the program git)', () => {
  it('gives each Markdown file with its wordings, oldest first', async () => {
    begin('plain')
    write('plain/posts/moon.md', post('Moon', 'It is cheese.\n'))
    write('plain/other.txt', 'not one')
    commit('plain', 'First words')
    const first = clock
    write('plain/posts/moon.md', post('Moon', 'It is rock.\n'))
    commit('plain', 'It was wrong')
    write('plain/other.txt', 'changed')
    commit('plain', 'Something else')
    const { documents, bad } = await readAll(gitMarkdown.read(path('plain')))
    expect(bad).toEqual([])
    expect(documents).toHaveLength(1)
    expect(documents[0]).toMatchObject({
      source: 'git-plain',
      id: 'posts/moon.md',
      title: 'Moon',
      author: { name: 'Ada' },
      createdAt: day(first),
      revisions: [
        {
          number: 1,
          note: 'First words',
          body: 'It is cheese.\n',
          at: day(first),
          title: null,
          editor: { name: 'Ada' },
        },
        { number: 2, note: 'It was wrong', body: 'It is rock.\n', at: day(first + 2) },
      ],
    })
    const blob = git('plain', 'rev-parse', 'HEAD:posts/moon.md')
    expect(documents[0]!.revisions[1]!.key).toBe(blob)
  })

  it('follows renames, and keeps the id of the first path', async () => {
    begin('renamed')
    write('renamed/old name.md', post('Moon', 'It is made of cheese, as everybody knows.\n'))
    commit('renamed', 'One')
    renameSync(path('renamed/old name.md'), path('renamed/né.md'))
    commit('renamed', 'Renamed only')
    write('renamed/né.md', post('Moon', 'It is made of rock, as everybody knows.\n'))
    commit('renamed', 'Two')
    const { documents } = await readAll(gitMarkdown.read(path('renamed')))
    expect(documents.map(({ id, revisions }) => [id, revisions.map(({ note }) => note)])).toEqual([
      ['old name.md', ['One', 'Two']],
    ])
    expect(documents[0]!.extra.path).toBe('né.md')
  })

  it('gives a blob that comes back a key of its own', async () => {
    begin('revert')
    for (const [body, message] of [
      ['a', 'One'],
      ['b', 'Two'],
      ['a', 'Back'],
      ['b', 'Forth'],
      ['a', 'Back again'],
    ] as const) {
      write('revert/x.md', post('X', `${body}\n`))
      commit('revert', message)
    }
    const { documents } = await readAll(gitMarkdown.read(path('revert')))
    const [one, two, three, four, five] = documents[0]!.revisions.map(({ key }) => key)
    expect([three, four, five]).toEqual([`${one}-2`, `${two}-2`, `${one}-3`])
  })

  it('passes over commits that change no words, and merges', async () => {
    begin('merged')
    write('merged/x.md', post('X', 'One.\n'))
    commit('merged', 'One')
    write('merged/x.md', `---\ntitle: X\ntags: [a]\n---\nOne.\n`)
    commit('merged', 'Tags')
    git('merged', 'checkout', '-q', '-b', 'side')
    write('merged/x.md', post('X', 'Two.\n'))
    commit('merged', 'Two')
    git('merged', 'checkout', '-q', 'main')
    write('merged/y.md', 'Y.\n')
    commit('merged', 'Y')
    git('merged', 'merge', '-q', '--no-ff', '-m', 'Merge', 'side')
    const { documents } = await readAll(gitMarkdown.read(path('merged')))
    expect(documents.map(({ id, revisions }) => [id, revisions.map(({ note }) => note)])).toEqual([
      ['x.md', ['One', 'Two']],
      ['y.md', ['Y']],
    ])
    expect(documents[0]!.extra.tags).toBeUndefined()
  })

  it('names the author, and the committer beside where that is another', async () => {
    begin('people')
    write('people/x.md', 'One.\n')
    commit('people', 'One', '--late')
    const written = clock
    const { documents } = await readAll(gitMarkdown.read(path('people')))
    const [revision] = documents[0]!.revisions
    expect(revision).toMatchObject({ editor: { name: 'Ada' }, at: day(written) })
    expect(documents[0]!.extra.revisions).toEqual({
      [revision!.key]: {
        commit: git('people', 'rev-parse', 'HEAD'),
        committedAt: '2020-12-31T00:00:00Z',
        committer: 'Grace',
      },
    })
  })

  it('keeps titles of older wordings, ids of the front matter, and says when a file was deleted', async () => {
    begin('deleted')
    write('deleted/x.md', `---\nid: moon\ntitle: Old\n---\nOne.\n`)
    commit('deleted', 'One')
    write('deleted/x.md', `---\nid: moon\ntitle: New\n---\nOne.\n`)
    commit('deleted', 'Title')
    rmSync(path('deleted/x.md'))
    commit('deleted', 'Gone')
    const { documents } = await readAll(gitMarkdown.read(path('deleted')))
    expect(documents).toMatchObject([
      {
        id: 'moon',
        title: 'New',
        state: 'deleted',
        stateAt: day(clock),
        revisions: [{ title: 'Old' }, { title: null }],
      },
    ])
  })

  it('reads the files below the folder given', async () => {
    begin('part')
    write('part/a/x.md', 'X.\n')
    write('part/b/y.md', 'Y.\n')
    commit('part', 'Both')
    const { documents } = await readAll(gitMarkdown.read(path('part/b')))
    expect(documents.map(({ id }) => id)).toEqual(['b/y.md'])
  })

  it('says what is wrong with a file, and goes on', async () => {
    begin('wrong')
    write('wrong/a.md', Buffer.from([0x61, 0xff]))
    write('wrong/b.md', '---\nt: [\n---\nB.\n')
    write('wrong/c.md', 'C.\n')
    commit('wrong', 'All')
    const { documents, bad } = await readAll(gitMarkdown.read(path('wrong')))
    expect(documents.map(({ id }) => id)).toEqual(['c.md'])
    expect(bad.map(({ reason }) => reason)).toEqual([
      'byte 1 of the file is not UTF-8',
      expect.stringContaining('the front matter is not YAML'),
    ])
  })

  it('that is none, is empty or is missing is told', async () => {
    const reasons = async (name: string) =>
      (await readAll(gitMarkdown.read(path(name)))).bad.map(({ reason }) => reason)
    expect(await reasons('nowhere')).toEqual(['no such file or folder; check the path'])
    begin('empty')
    expect(await reasons('empty')).toHaveLength(1)
    write('file.md', 'x')
    expect(await reasons('file.md')).toEqual(['it is no folder; name the folder of a git work tree'])
  })

  it('runs nothing that the repository asks for', async () => {
    begin('evil')
    write('evil/.gitattributes', '*.md diff=evil filter=evil\n')
    write('evil/x.md', 'X.\n')
    commit('evil', 'One')
    const mark = path('evil-ran')
    for (const name of [
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'core.fsmonitor',
      'filter.evil.smudge',
    ])
      git('evil', 'config', name, `touch ${mark};`)
    const { documents } = await readAll(gitMarkdown.read(path('evil')))
    expect(documents).toHaveLength(1)
    expect(() => rmSync(mark)).toThrow()
  })
})
