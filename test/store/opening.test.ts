/** Opening a SQLite store: what cannot be used is said in words, and two may be open at once. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite, openStore, Unusable } from '../../graph/index.ts'
import { MIGRATIONS } from '../../graph/sqlite/schema.ts'
import { id, over, type Post } from './build.ts'
import { drain, exported, graphOf, LEARNED, putAll, rowsOf } from './drain.ts'

const post: Post = { id: 'p', by: 'Ann', at: '2018-01-01T00:00:00Z', says: ['a: I am a skeptic of IDA.'] }

describe('opening', () => {
  let folder = ''
  let path = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claimthread-open-'))
    path = join(folder, 'test.db')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const reason = (open: () => unknown): string => {
    try {
      open()
    } catch (error) {
      expect(error).toBeInstanceOf(Unusable)
      expect(error).toMatchObject({ address: `sqlite:${path}` })
      return (error as Unusable).message
    }
    throw new Error('it opened')
  }

  it('makes a store where there is none, by address or by path', async () => {
    const store = await openStore(`sqlite:${path}`)
    expect(store.address).toBe(`sqlite:${path}`)
    expect((await store.counts()).documents).toBe(0)
    await store.close()
  })

  it('a file that is no database', () => {
    writeFileSync(path, 'This is plain text, and long enough to be looked at as a header of something. '.repeat(20))
    expect(reason(() => openSqlite(path))).toContain('no SQLite database')
  })

  it('a database of another program is left as it is', () => {
    const other = new DatabaseSync(path)
    other.exec('CREATE TABLE mine (x)')
    other.close()
    expect(reason(() => openSqlite(path))).toContain('another program')
    expect(new DatabaseSync(path).prepare('SELECT count(*) AS n FROM sqlite_schema').get()).toEqual({ n: 1 })
  })

  it('a store of a newer version', async () => {
    await openSqlite(path).close()
    const raw = new DatabaseSync(path)
    raw.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`)
    raw.close()
    expect(reason(() => openSqlite(path))).toContain(
      `version ${MIGRATIONS.length + 1} and this program knows ${MIGRATIONS.length}: update`,
    )
  })

  it('a folder, and a path in no folder', () => {
    const inside = join(folder, 'none', 'test.db')
    expect(() => openSqlite(folder)).toThrow(/cannot be opened/)
    expect(() => openSqlite(inside)).toThrow(/does its folder exist/)
  })

  it('only to be read: there must be a store, and nothing is written', async () => {
    expect(reason(() => openSqlite(path, { readOnly: true }))).toContain('cannot be opened')
    const writer = openSqlite(path)
    await graphOf(writer, [post])
    const reader = openSqlite(path, { readOnly: true })
    expect(await rowsOf(reader, 'claim')).toHaveLength(1)
    await expect(reader.put([over({ ...post, id: 'q' })], LEARNED)).rejects.toThrow(/may not be written/)
    await reader.close()
    await writer.close()
  })

  it.skipIf(process.getuid?.() === 0)('a file that may not be written', async () => {
    await openSqlite(path).close()
    chmodSync(path, 0o444)
    chmodSync(folder, 0o555)
    expect(reason(() => openSqlite(path))).toContain('may not be written')
    chmodSync(folder, 0o755)
  })

  it('an address of no kind of store', async () => {
    await expect(openStore('mysql://me:secret@host/db')).rejects.toThrow(/no such kind of store/)
    await expect(openStore('mysql://me:secret@host/db')).rejects.not.toThrow(/secret/)
  })

  it('two writers see each other’s documents, names and tasks', async () => {
    const [one, other] = [openSqlite(path), openSqlite(path)]
    await putAll(one, post)
    await putAll(other, { id: 'd', says: ['a: x'], names: [['IDA', 'Iterated Amplification']] })
    await putAll(one, { id: 'e', says: ['a: IDA again.'] })
    expect((await rowsOf(one, 'claim', { target: 'IDA' })).map(({ text }) => text).sort()).toEqual([
      'I am a skeptic of IDA.',
      'IDA again.',
    ])
    expect((await other.tasks('link', 10)).map(({ document }) => document).sort()).toEqual([id('d'), id('e'), id('p')])
    await drain(other)
    expect(await one.tasks('link', 10)).toEqual([])
    expect(await exported(one)).toEqual(await exported(other))
    await one.close()
    await other.close()
  })
})
