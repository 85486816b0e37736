/** The accurate model as it ships. Without the optional package onnxruntime-node there is nothing to run it with. */
import { describe, expect, test } from 'vitest'
import { type Encoder, NoEncoder, openEncoder } from '../../../ingest/accurate/encoder.ts'
import { opinionOf, replyWindows } from '../../../ingest/accurate/opinion.ts'
import { readReply } from '../../../ingest/extract/reply.ts'
import { LINES } from '../../http/discussion.ts'
import { filledBy, question } from '../../support/graph.ts'
import { contextOf, type Post } from '../extract/threads.ts'

const opened: Encoder | NoEncoder = await openEncoder().catch((error: Error) => {
  if (error instanceof NoEncoder) return error
  throw error
})
const reason = opened instanceof NoEncoder ? opened.message : null

const post: Post = {
  id: 'post',
  author: 'ann',
  sentences: ['Night trains carry few people.', 'A free ticket would fill the empty seats.'],
}
const reply = (...sentences: string[]): Post => ({ id: 'reply', author: 'bob', parent: 'post', sentences })
const contexts = [
  reply('I disagree.', 'This is false: the empty seats are needed for sleepers.'),
  reply('I completely agree with this.', 'Great post.'),
  reply('How many people do night trains carry today?'),
].map((one) => contextOf('reply', [post, one]))

test('weights that are not there are said to be missing', async () => {
  await expect(openEncoder(new URL('./none/', import.meta.url))).rejects.toThrow(/weights of the accurate model/)
})

describe.skipIf(reason !== null)(reason ?? 'with onnxruntime-node', () => {
  const encoder = opened as Encoder

  test('plain replies are read as what they are, under the name of the model', async () => {
    const opinions = await Promise.all(contexts.map((context) => opinionOf(encoder, context)))
    const readings = contexts.map((context, at) => readReply(context, opinions[at]!))
    expect(readings.map(({ act }) => act)).toEqual(['objection', 'support', 'question'])
    expect(new Set(readings.map(({ model }) => model))).toEqual(new Set([encoder.file.version]))
  })

  test('a text read in company scores the same as alone', async () => {
    const windows = contexts.flatMap((context) => replyWindows(encoder, context))
    const together = await encoder.run(windows)
    for (const [at, window] of windows.entries()) expect(await encoder.run([window])).toEqual([together[at]])
  })

  test('a store made for it names it on what it read, and bulk and one by one agree', async () => {
    const bulk = await filledBy('accurate', LINES)
    const single = await filledBy('accurate', ...LINES.map((line) => [line]))
    const rows = async ({ store }: typeof bulk) => {
      const found = await store.ask(question('response', { 'min-confidence': '0' } as never))
      return found.rows.map(({ id, act, confidence, model }) => ({ id, act, confidence, model }))
    }
    const found = await rows(bulk)
    expect(await rows(single)).toEqual(found)
    expect(new Set(found.map(({ model }) => model))).toContain(encoder.file.version)
    expect(found.filter(({ model }) => model.startsWith('fast'))).toEqual([])
    await bulk.close()
    await single.close()
  })
})
