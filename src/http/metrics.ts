/** Numbers about the server, as Prometheus reads them. */

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10]

interface Seen {
  count: number
  sum: number
  readonly buckets: number[]
}

export interface Metrics {
  /** Notes one request that was answered, by route (not address) and status. */
  request(route: string, status: number, milliseconds: number): void
  /** Everything in Prometheus' text format, with gauges that the caller measures now. */
  text(gauges: Readonly<Record<string, readonly [help: string, value: number]>>): string
}

export function openMetrics(): Metrics {
  const requests = new Map<string, number>()
  const times = new Map<string, Seen>()
  return {
    request(route, status, milliseconds) {
      const labels = `{route="${route}",status="${status}"}`
      requests.set(labels, (requests.get(labels) ?? 0) + 1)
      const seen = times.get(route) ?? { count: 0, sum: 0, buckets: BUCKETS.map(() => 0) }
      times.set(route, seen)
      const seconds = milliseconds / 1000
      seen.count += 1
      seen.sum += seconds
      BUCKETS.forEach((bound, index) => {
        if (seconds <= bound) seen.buckets[index]! += 1
      })
    },
    text(gauges) {
      const lines = [
        '# HELP claimthread_requests_total Requests answered.',
        '# TYPE claimthread_requests_total counter',
      ]
      for (const [labels, count] of requests) lines.push(`claimthread_requests_total${labels} ${count}`)
      lines.push('# HELP claimthread_request_seconds Time to answer.', '# TYPE claimthread_request_seconds histogram')
      for (const [route, seen] of times) lines.push(...histogram(route, seen))
      for (const [name, [help, value]] of Object.entries(gauges)) {
        lines.push(
          `# HELP claimthread_${name} ${help}`,
          `# TYPE claimthread_${name} gauge`,
          `claimthread_${name} ${value}`,
        )
      }
      return `${lines.join('\n')}\n`
    },
  }
}

function histogram(route: string, { count, sum, buckets }: Seen): string[] {
  const name = 'claimthread_request_seconds'
  const bounds = BUCKETS.map((bound, index) => `${name}_bucket{route="${route}",le="${bound}"} ${buckets[index]}`)
  const all = `${name}_bucket{route="${route}",le="+Inf"} ${count}`
  return [...bounds, all, `${name}_sum{route="${route}"} ${sum}`, `${name}_count{route="${route}"} ${count}`]
}
