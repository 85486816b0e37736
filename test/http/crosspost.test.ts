/** One post on two forums: its page leads to the other. */
import { expect, test } from 'vitest'
import { startServer } from './server.ts'

const at = '2021-06-01T12:00:00Z'
const post = (source: string, crosspost: string) => ({
  ...{ source, id: 'gardens', kind: 'post', title: 'Gardens need reviewers', author: { id: 'ada', name: 'Ada' } },
  ...{ createdAt: at, parent: null, root: null, state: 'live', crosspost },
  revisions: [{ number: 1, at, format: 'markdown', body: 'Gardens need reviewers.' }],
})

test('a crosspost is linked where it has been read, and named where it has not', async () => {
  const records = [post('north', 'south:gardens'), post('south', 'west:gardens')]
  const server = await startServer(records.map((record) => JSON.stringify(record)).join('\n'))
  try {
    const page = async (id: string) => (await server.get(`/documents/${id}`, { Accept: 'text/html' })).text
    expect(await page('north:gardens')).toContain(
      'also posted as <a href="/documents/south%3Agardens">south:gardens</a>',
    )
    expect(await page('south:gardens')).toContain('also posted as west:gardens (not read here)')
  } finally {
    await server.stop()
  }
})
