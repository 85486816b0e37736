/** Progress of an ingest on stderr: a bar with rate and time left on a terminal, a line every five seconds elsewhere. */
import cliProgress from 'cli-progress'
import type { IngestProgress, Phase } from '../ingestion/report.ts'
import type { Terminal } from './terminal.ts'

export interface ProgressView {
  show(progress: IngestProgress): void
  close(): void
}

const EVERY_MS = 5000
const VERBS: Readonly<Record<Phase, string>> = {
  reading: 'reading',
  linking: 'linking',
  states: 'states',
  done: 'done',
}

interface Rate {
  /** Documents a second in this phase; null where it is too soon to say. */
  readonly rate: number | null
  /** Seconds left; null where no end is known. */
  readonly left: number | null
}

/** Before so many seconds a rate says nothing. */
const SOON = 1

export function rateOf({ done, total, share }: IngestProgress, seconds: number): Rate {
  const part = share ?? (total === null || total === 0 ? null : done / total)
  if (seconds < SOON) return { rate: null, left: null }
  return { rate: done / seconds, left: part === null || part <= 0 ? null : (seconds / part) * (1 - part) }
}

export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export function openProgress(terminal: Terminal): ProgressView {
  const view = terminal.live ? bar() : lines(terminal)
  let phase: Phase | null = null
  let since = performance.now()
  return {
    show(progress) {
      if (progress.phase !== phase) since = performance.now()
      phase = progress.phase
      view.show(progress, (performance.now() - since) / 1000)
    },
    close: view.close,
  }
}

interface Drawn {
  show(progress: IngestProgress, seconds: number): void
  close(): void
}

function bar(): Drawn {
  const format = '{verb} [{bar}] {percentage}% · {done} documents · {rate}/s · {left} left'
  const drawn = new cliProgress.SingleBar(
    { format, hideCursor: true, clearOnComplete: true, stopOnComplete: false, stream: process.stderr, fps: 8 },
    cliProgress.Presets.shades_classic,
  )
  let started = false
  return {
    show(progress, seconds) {
      const { rate, left } = rateOf(progress, seconds)
      const part = progress.share ?? (progress.total ? progress.done / progress.total : 0)
      const shown = {
        verb: VERBS[progress.phase],
        done: progress.done,
        rate: rate === null ? '–' : Math.round(rate),
        left: left === null ? '–' : clock(left),
      }
      if (!started) drawn.start(1000, 0, shown)
      started = true
      drawn.update(Math.round(part * 1000), shown)
    },
    close() {
      if (started) drawn.stop()
    },
  }
}

function lines(terminal: Terminal): Drawn {
  let last = performance.now()
  return {
    show(progress, seconds) {
      if (performance.now() - last < EVERY_MS) return
      last = performance.now()
      const { rate, left } = rateOf(progress, seconds)
      const part = progress.share === null ? '' : `, ${Math.floor(progress.share * 100)} %`
      const eta = left === null ? '' : `, ${clock(left)} left`
      const speed = rate === null ? '' : `, ${Math.round(rate)}/s`
      terminal.say(`${VERBS[progress.phase]}: ${progress.done} documents${part}${speed}${eta}`)
    },
    close() {},
  }
}
