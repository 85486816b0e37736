/** Responses as they are known after what people said of them. */
import { asJudged, seenAt, type Word, wholeDocument } from '../judging.ts'
import type { Act, Iso, Response, Target, Verdict } from '../model.ts'
import type { Tx } from './db.ts'
import { presentIds } from './redirects.ts'
import { unpack } from './wordings.ts'

interface Latest {
  readonly id: string
  readonly verdict: Verdict
  readonly act: Act | null
  readonly target: string | null
}

/** Responses after the latest word on each; as they are given where there is none. */
export async function judged(tx: Tx, responses: readonly Response[]): Promise<readonly Response[]> {
  const { n } = (await tx.get<{ n: number }>('MATCH (j:Judgement) RETURN count(j) AS n'))!
  if (n === 0) return responses
  const found = await tx.from<Latest>(
    responses.map(({ id }) => id),
    `UNWIND $rows AS id
     CALL (id) { MATCH (j:Judgement) WHERE j.subject = id RETURN j ORDER BY j.at DESC, j.id DESC LIMIT 1 }
     RETURN id, j.verdict AS verdict, j.act AS act, j.target AS target`,
  )
  const words = new Map(found.map((word) => [word.id, word]))
  return Promise.all(responses.map(async (one) => asJudged(one, await wordOn(tx, one, words.get(one.id)))))
}

async function wordOn(tx: Tx, { at }: Response, latest: Latest | undefined): Promise<Word | null> {
  if (latest === undefined) return null
  const { verdict, act, target } = latest
  return { verdict, act, to: target === null ? null : await targetAt(tx, target, at) }
}

interface Home {
  readonly document: string
  readonly ord: number
  readonly revisions: readonly {
    readonly id: string
    readonly at: Iso | null
    readonly text: string
    readonly wordings: readonly number[]
  }[]
}

/** A claim in the wording that could be seen then, or a document as a whole; null for what is not stored any more. */
async function targetAt(tx: Tx, id: string, at: Iso | null): Promise<Target | null> {
  const claim = (await presentIds(tx, [id])).get(id) ?? id
  const home = await tx.get<Home>(
    `MATCH (c:Claim {id: $claim})-[:IN]->(d:Document)
     RETURN d.id AS document, c.ord AS ord,
       COLLECT { MATCH (d)<-[:OF]-(v:Revision) WITH v ORDER BY v.number RETURN v{.id, .at, .text, .wordings} } AS revisions`,
    { claim },
  )
  if (home === undefined) {
    const known = await tx.get('MATCH (d:Document {id: $id}) RETURN d.id AS id', { id })
    return known === undefined ? null : wholeDocument(id)
  }
  const places = home.revisions.flatMap((revision) => {
    const span = unpack(revision.wordings).find(({ ord, start }) => ord === home.ord && start !== null)
    return span === undefined ? [] : [{ ...revision, start: span.start!, end: span.end! }]
  })
  const seen = seenAt(places, at)
  if (seen === null) return null
  const { start, end } = seen
  return { ...wholeDocument(home.document), claim, revision: seen.id, start, end, exact: seen.text.slice(start, end) }
}
