/** Options whose text means something: read, or refused with what to write. */
import { instant, readShard, type Shard } from '../../graph/index.ts'
import { UsageError } from '../errors.ts'

export function sinceOption(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const at = instant(text)
  if (at === null)
    throw new UsageError(`--since must be a date such as 2026-01-31 or 2026-01-31T12:00:00Z, not "${text}".`)
  return at
}

export function shardOption(text: string | undefined): Shard | null {
  const shard = text === undefined ? null : readShard(text)
  if (text !== undefined && shard === null) throw new UsageError(`--shard must be like 3/8, not "${text}".`)
  return shard
}

export function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`${option} must be a whole number from 1 on, not "${text}".`)
  return Number(text)
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds of "30s", "15m", "2h", "1d". */
export function interval(text: string, option: string): number {
  const [, number = '', unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text.trim()) ?? []
  if (unit === '') throw new UsageError(`${option} must be like 30s, 15m, 2h or 1d, not "${text}".`)
  return Number(number) * UNITS[unit]!
}
