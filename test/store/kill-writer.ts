/** Puts documents one by one and prints each id when it has been acknowledged, until it is killed. */
import { writeSync } from 'node:fs'
import { openSqlite } from '../../graph/index.ts'
import { id, over } from './build.ts'

const [path = '', from = '0'] = process.argv.slice(2)
const store = openSqlite(path)
for (let n = Number(from); ; n++) {
  const native = `n${n}`
  const says = [`a: Sentence number ${n} is about reward hacking.`, `b: And another one, ${n}.`]
  await store.put(
    [over({ id: native, by: `Author ${n % 7}`, at: '2018-01-01T00:00:00Z', says })],
    '2021-01-01T00:00:00Z',
  )
  writeSync(1, `${id(native)}\n`)
}
