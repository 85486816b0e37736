/**
 * Wordings, packed: a revision carries one list of whole numbers, four for each claim in it: the claim's number in its
 * document, what the revision did to it, start and end (-1 where it was withdrawn). A claim that is kept through five hundred
 * revisions costs two thousand small numbers and no edges.
 */
import { CHANGES, type Change, type Wording } from '../model.ts'

export interface PackedWording {
  /** The claim's number in its document. */
  readonly ord: number
  readonly change: Change
  readonly start: number | null
  readonly end: number | null
}

export function pack(wordings: readonly Wording[], ords: ReadonlyMap<string, number>): readonly number[] {
  return wordings.flatMap(({ claim, change, start, end }) => [
    ...[ords.get(claim)!, CHANGES.indexOf(change)],
    ...[start ?? -1, end ?? -1],
  ])
}

export function unpack(packed: readonly number[]): readonly PackedWording[] {
  return Array.from({ length: packed.length / 4 }, (_, at) => {
    const [ord, change, start, end] = packed.slice(at * 4, at * 4 + 4) as [number, number, number, number]
    return { ord, change: CHANGES[change]!, start: start < 0 ? null : start, end: end < 0 ? null : end }
  })
}
