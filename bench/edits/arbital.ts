/** What the revisions of the Arbital set did to its sentences: how many of each change. */
import { CHANGES } from '../../graph/model.ts'
import { polarityChanged } from '../../graph/polarity.ts'
import { track } from '../../ingest/edits/track.ts'
import { jsonLines, print, type RawDocument, type Row, shared, trackInputs } from './data.ts'

export function arbitalRows(): Row[] {
  const file = shared('data/arbital/discussion.jsonl.xz')
  if (file === null) return []
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  let revisions = 0
  let lives = 0
  for (const document of jsonLines<RawDocument>(file)) {
    const inputs = trackInputs(document)
    const tracks = track(inputs)
    revisions += inputs.length
    lives += tracks.length
    for (const { life } of tracks) {
      let before: string | null = null
      for (const { revision, start, end, change } of life) {
        count(change)
        const now = start === null || end === null ? null : inputs[revision]!.text.slice(start, end)
        if (change === 'reworded' && before !== null && now !== null && polarityChanged(before, now)) count('turned')
        before = now ?? before
      }
    }
  }
  return [
    { name: 'Arbital: sentences tracked', value: lives, n: revisions },
    ...CHANGES.map((change) => ({ name: `Arbital: ${change}`, value: counts.get(change) ?? 0, n: revisions })),
    { name: 'Arbital: reworded to the contrary', value: counts.get('turned') ?? 0, n: counts.get('reworded') ?? 0 },
  ]
}

if (import.meta.main) print(arbitalRows())
