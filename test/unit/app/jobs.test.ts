import { describe, expect, test } from 'vitest'
import { openJobs } from '../../../src/http/jobs.ts'

const never = new AbortController().signal

describe('jobs', () => {
  test('run one after another, and can be followed to their end', async () => {
    const jobs = openJobs()
    const order: string[] = []
    const first = jobs.start('ed', async (note) => {
      order.push('first begins')
      note({ done: 1 })
      await new Promise((resolve) => setTimeout(resolve, 5))
      order.push('first ends')
      return { added: 1 }
    })
    const second = jobs.start('mara', async () => {
      order.push('second')
    })
    expect(first).toMatchObject({ state: 'queued', by: 'ed', report: null })
    const states: string[] = []
    for await (const { state } of jobs.watch(second.id, never)) states.push(state)
    expect(order).toEqual(['first begins', 'first ends', 'second'])
    expect(states.at(-1)).toBe('done')
    expect(jobs.get(first.id)).toMatchObject({
      state: 'done',
      progress: { done: 1 },
      report: { added: 1 },
      error: null,
    })
  })

  test('one that is cancelled ends with what it has; one that waits never begins', async () => {
    const jobs = openJobs()
    const begun: string[] = []
    const first = jobs.start('ed', async (_, signal) => {
      begun.push('first')
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return { added: 3 }
    })
    const second = jobs.start('ed', async () => begun.push('second'))
    jobs.cancel(second.id)
    await Promise.resolve()
    jobs.cancel(first.id)
    await jobs.idle()
    expect(jobs.get(first.id)).toMatchObject({ state: 'cancelled', report: { added: 3 } })
    expect(jobs.get(second.id)).toMatchObject({ state: 'cancelled', report: null })
    expect(jobs.get(second.id)?.finishedAt).not.toBeNull()
    expect(begun).toEqual(['first'])
    jobs.cancel(first.id)
    expect(jobs.get(first.id)?.state).toBe('cancelled')
  })

  test('one that fails says why, and the next runs', async () => {
    const jobs = openJobs()
    const bad = jobs.start('ed', async () => {
      throw new Error('no such file')
    })
    const good = jobs.start('ed', async () => 'fine')
    await jobs.idle()
    expect(jobs.get(bad.id)).toMatchObject({ state: 'failed', error: 'no such file' })
    expect(jobs.get(good.id)).toMatchObject({ state: 'done', report: 'fine' })
    expect(jobs.waiting).toBe(0)
  })

  test('a watcher that goes away is let go', async () => {
    const jobs = openJobs()
    let finish = (): void => {}
    const job = jobs.start('ed', () => new Promise<void>((resolve) => (finish = resolve)))
    const gone = new AbortController()
    const seen: string[] = []
    setTimeout(() => gone.abort(), 10)
    for await (const { state } of jobs.watch(job.id, gone.signal)) seen.push(state)
    expect(seen).not.toContain('done')
    finish()
    await jobs.idle()
  })

  test('more than a hundred waiting are refused', async () => {
    const jobs = openJobs()
    let finish = (): void => {}
    const held = new Promise<void>((resolve) => (finish = resolve))
    for (let count = 0; count < 100; count++) jobs.start('ed', () => held)
    expect(() => jobs.start('ed', () => held)).toThrow(expect.objectContaining({ code: 'busy' }))
    finish()
    await jobs.idle()
  })

  test('an unknown job is null, and watching it ends at once', async () => {
    const jobs = openJobs()
    expect(jobs.get('none')).toBeNull()
    for await (const job of jobs.watch('none', never)) expect.unreachable(job.id)
  })
})
