/** Files and folders that are not what they seem. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { doc, type Hostile, lines } from './case.ts'

const made = (name: string, file: string, make: (path: string) => void, source?: string): Hostile => ({
  name,
  file,
  make,
  ...(source === undefined ? {} : { source }),
})
const folder = (fill: (path: string) => void) => (path: string) => {
  mkdirSync(path, { recursive: true })
  fill(path)
}
const git = (path: string, ...args: readonly string[]) =>
  execFileSync('git', ['-C', path, '-c', 'user.name=Ada', '-c', 'user.email=a@example.org', ...args], {
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z',
      GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z',
    },
    stdio: 'pipe',
  })
const repository = (fill: (path: string) => void) =>
  folder((path) => {
    git(path, 'init', '-q', '-b', 'main')
    fill(path)
  })
const commit = (path: string) => {
  git(path, 'add', '-A')
  git(path, 'commit', '-q', '-m', 'words')
}

export const PLACES: readonly Hostile[] = [
  made('place: nothing there', 'none.jsonl', () => {}),
  made(
    'place: an empty folder',
    'empty',
    folder(() => {}),
  ),
  made(
    'place: a folder called .jsonl',
    'folder.jsonl',
    folder(() => {}),
  ),
  made(
    'place: a folder called .md',
    'folder.md',
    folder((path) => writeFileSync(join(path, 'a.md'), 'Ships float.')),
  ),
  made('place: a link to itself', 'loop.jsonl', (path) => symlinkSync(path, path)),
  made(
    'place: links in a circle',
    'circle',
    folder((path) => {
      symlinkSync(join(path, 'b'), join(path, 'a'))
      symlinkSync(join(path, 'a'), join(path, 'b'))
      symlinkSync(path, join(path, 'up'))
      writeFileSync(join(path, 'c.md'), 'Ships float.')
    }),
  ),
  made(
    'place: a link that leads out',
    'out',
    folder((path) => {
      symlinkSync('/etc/passwd', join(path, 'passwd.md'))
      symlinkSync('/', join(path, 'root'))
      writeFileSync(join(path, 'c.md'), 'Ships float.')
    }),
  ),
  made(
    'place: a link to nothing',
    'dangling',
    folder((path) => {
      symlinkSync(join(path, 'none'), join(path, 'a.md'))
      writeFileSync(join(path, 'c.md'), 'Ships float.')
    }),
  ),
  made(
    'place: a pipe that nobody writes to',
    'pipe',
    folder((path) => {
      spawnSync('mkfifo', [join(path, 'p.md')])
      writeFileSync(join(path, 'c.md'), 'Ships float.')
    }),
  ),
  made('place: folders 200 deep', 'deep', (path) => {
    const inner = join(path, ...Array<string>(200).fill('d'))
    mkdirSync(inner, { recursive: true })
    writeFileSync(join(inner, 'a.md'), 'Ships float.')
  }),
  made(
    'place: names with line feeds, quotation marks and stars',
    'names',
    folder((path) => {
      for (const name of ['a\nb.md', '"quoted".md', '*.md', '-rf.md', ' .md', '%2f.md', 'ä.md'])
        writeFileSync(join(path, name), 'Ships float.')
    }),
  ),
  made(
    'place: a name that is no UTF-8',
    'bytes',
    folder((path) =>
      writeFileSync(
        Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.md')]),
        'Ships float.',
      ),
    ),
  ),
  made(
    'place: 2,000 files',
    'many',
    folder((path) => {
      for (let at = 0; at < 2000; at++) writeFileSync(join(path, `${at}.txt`), '')
    }),
  ),
  made(
    'place: files of two formats',
    'mixed',
    folder((path) => {
      writeFileSync(join(path, 'a.jsonl'), lines(doc()))
      writeFileSync(join(path, 'b.md'), 'Ships float.')
    }),
  ),
  made(
    'git: no repository',
    'plain',
    folder((path) => {
      git(path, 'init', '-q')
      writeFileSync(join(path, 'a.md'), 'Ships float.')
    }),
    'git',
  ),
  made('git: a file, no folder', 'a.md', (path) => writeFileSync(path, 'Ships float.'), 'git'),
  made(
    'git: names with line feeds and quotation marks',
    'names-git',
    repository((path) => {
      for (const name of ['a\nb.md', '"q".md', '-f.md']) writeFileSync(join(path, name), `Ships float: ${name.length}.`)
      commit(path)
    }),
    'git',
  ),
  made(
    'git: a link called .md',
    'link-git',
    repository((path) => {
      symlinkSync('/etc/passwd', join(path, 'passwd.md'))
      writeFileSync(join(path, 'a.md'), 'Ships float.')
      commit(path)
    }),
    'git',
  ),
  made(
    'git: settings that would start programs',
    'trap',
    repository((path) => {
      writeFileSync(join(path, 'a.md'), 'Ships float.')
      writeFileSync(join(path, '.gitattributes'), '*.md diff=trap\n')
      commit(path)
      git(path, 'config', 'core.fsmonitor', 'touch owned')
      git(path, 'config', 'diff.trap.textconv', 'touch owned; cat')
      git(path, 'config', 'diff.external', 'touch owned')
    }),
    'git',
  ),
  made(
    'git: not UTF-8, and front matter that is none',
    'bad-git',
    repository((path) => {
      writeFileSync(join(path, 'a.md'), Buffer.from('für', 'latin1'))
      writeFileSync(join(path, 'b.md'), '---\na: [\n---\nShips float.\n')
      writeFileSync(join(path, 'c.md'), 'Ships float.')
      commit(path)
    }),
    'git',
  ),
]
