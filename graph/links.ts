/** What a new reading of a document's responses does to the rows of the former one. Rows are closed, never changed. */
import type { PromptedEdit, Response, Target } from './model.ts'

export interface VersionChange<S, N> {
  /** Former rows that the new reading says again, word for word. */
  readonly kept: readonly { readonly former: S; readonly next: N }[]
  readonly closed: readonly S[]
  readonly opened: readonly N[]
}

/** Compares rows by all that they say. */
export function versionChange<S extends N, N>(
  former: readonly S[],
  next: readonly N[],
  says: (row: N) => string,
): VersionChange<S, N> {
  const open = new Map(former.map((row) => [says(row), row]))
  const kept: { former: S; next: N }[] = []
  const opened: N[] = []
  for (const row of next) {
    const same = open.get(says(row))
    if (same === undefined) opened.push(row)
    else {
      open.delete(says(row))
      kept.push({ former: same, next: row })
    }
  }
  return { kept, closed: [...open.values()], opened }
}

export function saysResponse({ to, judged, ...r }: Response): string {
  return JSON.stringify([
    ...[r.id, r.act, r.document, r.claim, r.revision, r.start, r.end, r.exact, r.author, r.at],
    ...[...endOf(to), r.confidence, r.rule, r.model, r.evidence, r.main],
    ...(judged === undefined ? [] : [judged.verdict, judged.act, judged.confidence, ...endOf(judged.to)]),
  ])
}

function endOf(to: Target): readonly (string | number | null)[] {
  return [to.document, to.claim, to.concept, to.response, to.revision, to.start, to.end, to.exact]
}

export function saysEdit(edit: PromptedEdit): string {
  const { response, document, edited, revision, at, confidence, rule, evidence } = edit
  return JSON.stringify([response, document, edited, revision, at, confidence, rule, evidence])
}

/** Of responses under one id the surest counts: an id is one passage of one document, and it acts once. */
export function oneEach(responses: readonly Response[]): readonly Response[] {
  const byId = new Map<string, Response>()
  for (const response of responses) {
    const known = byId.get(response.id)
    if (known === undefined || rank(response) > rank(known)) byId.set(response.id, response)
  }
  return [...byId.values()]
}

function rank({ main, confidence }: Response): number {
  return (main ? 1 : 0) + confidence
}

/** Ids that went, and the response that is the same act by another id: from the same words, or the document's main act. */
export function formerIds(
  closed: readonly Response[],
  next: readonly Response[],
): readonly { readonly former: string; readonly id: string }[] {
  const present = new Set(next.map(({ id }) => id))
  const place = ({ revision, start, end }: Response) => `${revision} ${start} ${end}`
  const byPlace = new Map(next.map((response) => [place(response), response.id]))
  const main = next.find((response) => response.main)?.id
  return closed.flatMap((response) => {
    const id = byPlace.get(place(response)) ?? (response.main ? main : undefined)
    return present.has(response.id) || id === undefined ? [] : [{ former: response.id, id }]
  })
}
