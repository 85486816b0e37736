/**
 * A serving process of its own, so that its event loop holds nothing of the bench: the real server over a store, or,
 * as the floor, the same express app that sends given bytes from memory. Told what to do by its parent (http.ts).
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createApp } from '../../src/http/app.ts'
import { openMetrics } from '../../src/http/metrics.ts'
import { text } from '../../src/http/reply.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { serve } from '../../src/http/server.ts'
import type { Service } from '../../src/http/service.ts'

export type Order =
  | { readonly do: 'serve'; readonly store: string; readonly token: string }
  /** Sends `body` at `/objections`, whatever is asked there. */
  | { readonly do: 'floor'; readonly body: string }
  /** Begins to watch the event loop, or tells what was seen since. */
  | { readonly do: 'watch' }
  | { readonly do: 'tell' }

export type Told =
  | { readonly url: string }
  /** Milliseconds that the event loop was late. */
  | { readonly delay: { readonly p50: number; readonly p99: number; readonly max: number } }

const RESOLUTION_MS = 5
const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
const tell = (told: Told): void => void process.send!(told)

/** The app with the route of objections answered from memory. */
function floorUrl(body: string): Promise<string> {
  const routes = ROUTES.filter(({ path }) => path === '/objections').map((one) => ({
    ...one,
    handle: () => text('application/json', body),
  }))
  // What the app itself uses of a service; the route above uses nothing.
  const service = { metrics: openMetrics(), tokens: [], log: () => {}, stopping: () => false }
  const server = createServer(createApp(service as unknown as Service, routes))
  server.keepAliveTimeout = 10_000
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

process.on('message', async (order: Order) => {
  switch (order.do) {
    case 'serve': {
      const tokens = [{ name: 'bench', secret: order.token }]
      const { url } = await serve({ store: order.store, port: 0, host: '127.0.0.1', tokens, log: () => {} })
      tell({ url })
      return
    }
    case 'floor':
      tell({ url: await floorUrl(order.body) })
      return
    case 'watch':
      histogram.enable()
      histogram.reset()
      return
    case 'tell': {
      const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
      tell({
        delay: { p50: ms(histogram.percentile(50)), p99: ms(histogram.percentile(99)), max: ms(histogram.max) },
      })
    }
  }
})
process.on('disconnect', () => process.exit(0))
