/** Keeps heaps small where a process only reads in: it would else take half as much memory again for garbage. */
import { setFlagsFromString } from 'node:v8'

/**
 * V8 reads both at every collection, so that they may be set when the program runs already: the old generation grows by
 * half before it is collected again, and the young one stays as small as it begins. For this process and its threads.
 */
const LEAN = ['--heap-growing-percent=50', '--semi-space-growth-factor=1'] as const

/** Takes up to a sixth more processor time, and a quarter to a third less memory (docs/bench.md). */
export function leanHeaps(): void {
  for (const flag of LEAN) setFlagsFromString(flag)
}
