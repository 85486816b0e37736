/** One input among several ingesters: each takes the documents of its shard. */
import { hash } from 'node:crypto'

export interface Shard {
  /** From 1. */
  readonly number: number
  readonly of: number
}

/** Reads "3/8"; null when it is no shard. */
export function readShard(text: string): Shard | null {
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text.trim()) ?? []).map(Number)
  return number >= 1 && number <= of ? { number, of } : null
}

/** Whether a document, by its id, is of this shard. The same on every machine; readings of one document stay together. */
export function inShard(document: string, { number, of }: Shard): boolean {
  return Number.parseInt(hash('sha256', `shard\0${document}`, 'hex').slice(0, 8), 16) % of === number - 1
}
