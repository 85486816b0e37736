/** The discussion that the HTTP and command line tests ask about: our own words, small enough to know by heart. */

const AUTHORS = {
  ana: { id: 'ana', name: 'Ana Ferreira' },
  ben: { id: 'ben', name: 'Ben Okoro' },
  cy: { id: 'cy', name: 'Cy Laurent' },
} as const

const at = (day: number, hour = 12): string => `2021-06-${String(day).padStart(2, '0')}T${hour}:00:00Z`

const POST_1 = `Staged Rollout Review (SRR) is a way to ship risky software. Each stage is watched before the next one begins.

A single reviewer is enough for every stage. Rollbacks are always cheap.`

const POST_2 = `Staged Rollout Review (SRR) is a way to ship risky software. Each stage is watched before the next one begins.

At least two reviewers are needed for the later stages. Rollbacks are always cheap.`

interface Reply {
  readonly id: string
  readonly by: keyof typeof AUTHORS
  readonly at: string
  readonly parent: string
  readonly body: string
}

const REPLIES: readonly Reply[] = [
  {
    id: 'r1',
    by: 'ben',
    at: at(2),
    parent: 'srr',
    body: '> A single reviewer is enough for every stage.\n\nI disagree. This is wrong, because one person cannot watch a rollout at night.',
  },
  {
    id: 'r2',
    by: 'ana',
    at: at(3),
    parent: 'r1',
    body: "You're right, I changed that: the post now says that two reviewers are needed.",
  },
  {
    id: 'r3',
    by: 'cy',
    at: at(4),
    parent: 'srr',
    body: 'I am (and have always been) a skeptic of SRR. Nobody reads the reviews.',
  },
  { id: 'r4', by: 'ben', at: at(5), parent: 'r3', body: 'I agree with you that nobody reads the reviews.' },
  {
    id: 'r5',
    by: 'cy',
    at: at(6),
    parent: 'srr',
    body: '> Rollbacks are always cheap.\n\nHow do you know that they are cheap?',
  },
]

export const URL_BASE = 'https://forum.example/t'

function post(): object {
  const revision = (number: number, time: string, body: string) => ({ number, at: time, format: 'markdown', body })
  return {
    ...{ source: 'garden', id: 'srr', kind: 'post', title: 'Shipping in stages', url: `${URL_BASE}/srr` },
    ...{ author: AUTHORS.ana, createdAt: at(1), parent: null, root: null, state: 'live' },
    revisions: [revision(1, at(1), POST_1), revision(2, at(3, 11), POST_2)],
  }
}

function reply({ id, by, at: time, parent, body }: Reply): object {
  return {
    ...{ source: 'garden', id, kind: 'comment', title: null, url: `${URL_BASE}/${id}`, author: AUTHORS[by] },
    ...{ createdAt: time, parent, root: 'srr', state: 'live' },
    revisions: [{ number: 1, at: time, format: 'markdown', body }],
  }
}

/** Discussion JSONL, one document a line. */
export const LINES: readonly string[] = [post(), ...REPLIES.map(reply)].map((document) => JSON.stringify(document))
export const DISCUSSION = `${LINES.join('\n')}\n`
