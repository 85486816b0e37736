/** The SQLite store keeps what every store keeps. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'vitest'
import { openSqlite } from '../../graph/index.ts'
import { cases } from './cases.ts'
import { fourGiveWhatOneGives } from './shards.ts'

cases('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'claimthread-store-'))
  const path = join(folder, 'test.db')
  let store = openSqlite(path)
  return {
    store,
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
    reopen: async () => {
      await store.close()
      store = openSqlite(path)
      return store
    },
    bytes: async () => {
      const files = await readdir(folder)
      return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))))
    },
  }
})

it('SQLite: four ingesters at once give the graph that one gives', async () => {
  await fourGiveWhatOneGives(async (folder) => `sqlite:${join(folder, 'four.db')}`, 120)
}, 300_000)
