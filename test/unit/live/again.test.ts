/** Threads that failed in former runs are asked for again. */
import { expect, it } from 'vitest'
import { FetchFailed } from '../../../ingest/fetch/failed.ts'
import { again } from '../../../ingest/sources/live.ts'
import { bad, type Item } from '../../../ingest/sources/source.ts'

/** Which are left, and which were asked for, where those of `broken` fail. */
async function tried(failed: readonly string[], broken: string) {
  const asked: string[] = []
  async function* items(id: string): AsyncGenerator<Item> {
    asked.push(id)
    if (broken.includes(id)) throw new FetchFailed('status', id, 'it answered 500')
    yield bad(id, null, 'read')
  }
  const reading = again(failed, (id) => id, items)
  for (let step = await reading.next(); ; step = await reading.next())
    if (step.done === true) return { asked: asked.join(''), left: step.value.join('') }
}

it.each([
  ['', '', '', ''],
  ['abc', '', 'abc', ''],
  ['abc', 'b', 'abc', 'b'],
  ['abcde', 'abd', 'abcde', 'abd'],
  // Three in a row: those that were not tried go first in the next run.
  ['abcde', 'abcde', 'abc', 'deabc'],
  ['deabc', 'abc', 'deabc', 'abc'],
])('of %s where %s fail, %s are tried and %s are left', async (failed, broken, asked, left) => {
  expect(await tried([...failed], broken)).toEqual({ asked, left })
})
