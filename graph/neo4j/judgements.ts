/** What people said of responses and claims. Kept apart from what machines derive; nodes show the latest word. */
import type { Judgement } from '../model.ts'
import { Unknown } from '../question.ts'
import { presentIds, refreshVerdicts } from './redirects.ts'
import type { Unit } from './unit.ts'

interface Judged {
  readonly document: string
  readonly answered: string | null
  readonly act: string
  readonly author: string | null
  readonly toAuthor: string | null
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
     RETURN d.id AS document, r.toDocument AS answered, r.act AS act, r.author AS author, r.toAuthor AS toAuthor`,
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
  await refreshVerdicts(tx, [subject])
  for (const judged of responses) {
    if (judged.act === 'objection') unit.notePair(judged.author, judged.toAuthor)
    marks.states.add(judged.document)
    if (judged.answered !== null) marks.states.add(judged.answered)
  }
}
