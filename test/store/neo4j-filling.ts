/** An empty Neo4j store is filled by a way of its own: the graph that `put` makes, and nothing by halves. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CopyProgress, copy, digestOf, openNeo4j, openSqlite, type Store, Unusable } from '../../graph/index.ts'
import { connect, emptyStore } from '../support/neo4j/fresh.ts'
import { linked, over, type Post, response } from './build.ts'
import { drain, exported, LEARNED } from './drain.ts'
import { first, withPast } from './past.ts'
import { onceTold } from './told.ts'

export function fillingOn(name: string, uri: string): void {
  describe(`${name}, filled at once`, () => {
    let folder: string
    let from: Store
    let to: Store
    const driver = connect(uri)
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'claimthread-fill-'))
      from = openSqlite(join(folder, 'from.db'))
      await withPast(from)
      to = await emptyStore(uri)
    })
    afterEach(async () => {
      await from.close()
      await to.close()
      await rm(folder, { recursive: true })
    })
    afterAll(() => driver.close())

    const reopened = async (unfinished = false): Promise<Store> => {
      await to.close()
      to = await openNeo4j(uri, { unfinished })
      return to
    }
    const rows = async (cypher: string): Promise<readonly string[]> =>
      (await driver.executeQuery(cypher)).records.map((record) => String(record.get(0)))
    const indexes = () => rows("SHOW INDEXES YIELD name, state RETURN name + ' ' + state AS x ORDER BY x")
    /** Labels of all nodes and types of all relationships, as often as there are. */
    const graph = async (): Promise<readonly string[]> => [
      ...(await rows(
        'MATCH (n) WHERE NOT n:Store AND NOT n:Setting UNWIND labels(n) AS label RETURN label ORDER BY label',
      )),
      ...(await rows('MATCH ()-[r]->() RETURN type(r) AS type ORDER BY type')),
    ]
    /** Ends the copy where this phase begins. */
    const endedAt = async (phase: CopyProgress['phase']): Promise<void> => {
      const onProgress = (progress: CopyProgress): void => {
        if (progress.phase === phase) throw new Error('ended')
      }
      await expect(copy(from, to, { onProgress })).rejects.toThrow('ended')
    }

    /** Leaves the mark that a copy bears whose last step was done, and which was ended before that was written down. */
    const endedAtLast = async (): Promise<void> => {
      const last = (await from.stale('', null, 100)).at(-1)!
      await driver.executeQuery('MATCH (s:Store) SET s.filling = $from, s.fillingAfter = $last, s.fillingDone = 3', {
        from: from.address,
        last,
      })
    }
    const isTheOriginal = async (): Promise<void> => {
      expect(await exported(to)).toEqual(await exported(from))
      expect(await onceTold(to)).toEqual(await onceTold(from))
      const filled = await graph()
      await to.close()
      to = await emptyStore(uri)
      await copy(from, through(to))
      expect(filled).toEqual(await graph())
    }

    it('is the original, then and now, and as it would be through put', async () => {
      const report = await copy(from, to)
      expect(report.digest).toBe(await digestOf(from))
      await isTheOriginal()
    })

    it('is written to as any other: names are found, answers are tied', async () => {
      await copy(from, to)
      await reopened()
      for (const store of [from, to]) {
        const late = { id: 'l', by: 'Zed', at: '2019-01-01T00:00:00Z', parent: 'p', says: ['a: IDA again, and LTA.'] }
        await store.put([over(late)], LEARNED)
        await store.put([over({ id: 'm', by: 'Zed', says: ['a: x'], names: [['LTA', 'Late Term Award']] })], LEARNED)
        await drain(store)
      }
      expect(await exported(to)).toEqual(await exported(from))
    })

    it('is no store before it is whole, and then has every index', async () => {
      const before = await indexes()
      const ends = new AbortController()
      ends.abort()
      expect(await copy(from, to, { signal: ends.signal })).toMatchObject({ whole: false })
      await expect(openNeo4j(uri)).rejects.toThrow(/broken off/)
      await expect(openNeo4j(uri, { readOnly: true })).rejects.toThrow(Unusable)
      expect((await indexes()).length).toBeLessThan(before.length)
      await reopened(true)
      await endedAt('links')
      expect((await copy(from, to)).digest).toBe(await digestOf(from))
      expect(await indexes()).toEqual(before)
      await reopened()
      expect((await to.counts()).documents).toBe((await from.counts()).documents)
    })

    it('may be broken off at its last step: doing the steps again changes nothing', async () => {
      await copy(from, to)
      const before = await graph()
      await endedAtLast()
      expect((await copy(from, to)).digest).toBe(await digestOf(from))
      expect(await graph()).toEqual(before)
    })

    it('ties what the original was given after the copy was broken off at its last step', async () => {
      const early: Post = {
        ...{ id: 'n', by: 'Eve', at: '2019-01-01T00:00:00Z', says: ['a: IDA fails, and LTA too.'] },
        names: [['IDA', 'Iterated Distillation and Amplification']],
      }
      const reply: Post = { id: 'o', by: 'Ann', at: '2019-01-02T00:00:00Z', parent: 'n', says: ['a: No.'] }
      const links = [linked(reply, [response(reply, { to: { post: early, key: 'a' } })])]
      await from.put([over(early), over(reply)], LEARNED)
      await drain(from, links)
      await copy(from, to)
      await endedAtLast()
      const late: Post = {
        ...{ id: 'z', by: 'Zed', at: '2019-02-01T00:00:00Z', parent: 'p', title: 'IDA anew' },
        ...{ says: ['a: IDA again, and LTA.'], names: [['LTA', 'Late Term Award']] },
      }
      await from.put([over(late)], LEARNED)
      await drain(from, [linked(late, [response(late, { to: { post: first, key: 'a' } })]), ...links])
      expect((await copy(from, to)).digest).toBe(await digestOf(from))
      await isTheOriginal()
    })

    it('is not gone on with from another store', async () => {
      await endedAt('links')
      const other = openSqlite(join(folder, 'other.db'))
      await expect(copy(other, to)).rejects.toThrow(/beginning of a copy of/)
      await other.close()
    })

    it('gets back an index that someone took away, when it is opened', async () => {
      const before = await indexes()
      await driver.executeQuery('DROP INDEX claim_words')
      await driver.executeQuery('DROP CONSTRAINT claim_id')
      await reopened()
      expect(await indexes()).toEqual(before)
    })
  })
}

/** The store without its way of being filled at once. */
function through(store: Store): Store {
  return new Proxy(store, {
    get: (target, property) => {
      const value = property === 'fill' ? undefined : Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
