/** Which source reads an address. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NoSource, SOURCES, sourceFor } from '../../../ingest/sources/sources.ts'
import { FIXTURES, scratch } from './reading.ts'

const { path, write } = scratch()
const nameFor = async (address: string, name?: string) => (await sourceFor(address, name)).name

describe('the source of an address', () => {
  it('is the first that takes it', async () => {
    expect(await nameFor('-')).toBe('jsonl')
    expect(await nameFor('not/there.jsonl.zst')).toBe('jsonl')
    expect(await nameFor(join(FIXTURES, 'notes'))).toBe('files')
    expect(await nameFor(join(FIXTURES, 'notes', 'moon.md'))).toBe('files')
    expect(await nameFor(join(FIXTURES, 'dump', 'ships.example'))).toBe('stackexchange')
    expect(await nameFor(join(FIXTURES, 'tables'))).toBe('stackexchange')
    expect(await nameFor(join(FIXTURES, 'tables', '20.csv'))).toBe('stackexchange')
  })

  it('is the one named', async () => {
    for (const { name } of SOURCES) expect(await nameFor(join(FIXTURES, 'notes'), name)).toBe(name)
  })

  it('is none for what nothing reads; the error names the sources there are', async () => {
    const every = SOURCES.map(({ name }) => name)
    for (const [address, name, complaint] of [
      ['gopher://forum.example/talk', undefined, 'is nothing that a source reads by itself'],
      [write('picture.png', ''), undefined, 'is nothing that a source reads by itself'],
      [path('none'), 'usenet', 'there is no source "usenet"'],
    ] as const) {
      const error = await sourceFor(address, name).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(NoSource)
      expect((error as Error).message).toContain(complaint)
      for (const each of every) expect((error as Error).message).toContain(each)
    }
  })

  it('is none for a path that is not there; the error says that and no more', async () => {
    await expect(sourceFor(path('none'))).rejects.toThrow(new NoSource(`"${path('none')}" does not exist`))
  })
})
