/** What people said of responses and claims. Kept apart from what machines derive; nodes show the latest word. */
import { saysResponse } from '../links.ts'
import type { Iso, Judgement } from '../model.ts'
import { Unknown } from '../question.ts'
import { judged } from './judged.ts'
import { presentIds, refreshVerdicts } from './redirects.ts'
import { answeredAuthors, insertResponses, openResponses } from './responses.ts'
import type { Unit } from './unit.ts'
import { closeVersions, touch } from './versions.ts'

interface Judged {
  readonly document: string
  readonly answered: string | null
  readonly act: string
  readonly author: string | null
  readonly toAuthor: string | null
  readonly since: Iso
}

/** Keeps a judgement. Throws `Unknown` when its subject is not stored. */
export async function putJudgement(unit: Unit, judgement: Judgement): Promise<void> {
  const { tx, marks } = unit
  const { id, verdict, act, by, at, exact, targetExact } = judgement
  const ids = [judgement.subject, ...(judgement.target === null ? [] : [judgement.target])]
  const present = await presentIds(tx, ids)
  const subject = present.get(judgement.subject) ?? judgement.subject
  const target = judgement.target === null ? null : (present.get(judgement.target) ?? judgement.target)
  const responses = await tx.all<Judged>(
    `MATCH (r:Response) WHERE r.id = $subject AND r.open MATCH (r)-[:FROM]->(d:Document)
     RETURN d.id AS document, r.toDocument AS answered, r.act AS act, r.author AS author, r.toAuthor AS toAuthor,
       r.learnedFrom AS since`,
    { subject },
  )
  const claim = await tx.get<{ document: string; answered: null }>(
    'MATCH (:Claim {id: $subject})-[:IN]->(d:Document) RETURN d.id AS document, null AS answered',
    { subject },
  )
  const place = responses[0] ?? claim
  if (place === undefined) throw new Unknown(judgement.subject, [])
  // Which documents' words it keeps: its subject's, and the one's that its subject answers.
  const { document, answered } = place
  await tx.run('MERGE (j:Judgement {id: $id}) ON CREATE SET j += $cells', {
    id,
    cells: { subject, verdict, act, target, by, at, exact, targetExact, document, answered },
  })
  if (claim !== undefined) await refreshVerdicts(tx, [subject])
  for (const one of responses) {
    if (one.act === 'objection') unit.notePair(one.author, one.toAuthor)
    marks.states.add(one.document)
    if (one.answered !== null) marks.states.add(one.answered)
    await readAgain(unit, one.document, subject, at > one.since ? at : one.since)
  }
}

/** Replaces a response by what the latest word on it makes of it. A version is known no earlier than the one before it. */
async function readAgain(unit: Unit, document: string, id: string, learnedAt: Iso): Promise<void> {
  const { tx } = unit
  const stored = (await openResponses(tx, [document])).get(document)!.find((response) => response.id === id)!
  const { element: _, toAuthor: __, ...given } = stored
  const [next] = await judged(tx, [given])
  if (saysResponse(next!) === saysResponse(stored)) return
  const authors = await answeredAuthors(tx, [next!.to], [])
  await closeVersions(unit, [stored], learnedAt)
  await insertResponses(unit, [next!], authors, new Set([id]), learnedAt)
  touch(unit, document, next!.to.document)
  if (next!.act === 'objection') unit.notePair(next!.author, authors(next!.to))
}
