/** Every page there is, with an address of it on the sample discussion. */
import type { TestServer } from '../../http/server.ts'

export type Pages = readonly (readonly [name: string, path: string])[]

/** Addresses by the name that their pictures have. */
export async function pagesOf(site: TestServer): Promise<Pages> {
  const first = async (path: string): Promise<string> => (await site.get(path)).body.rows[0].self
  const edited = (await site.get('/responses?state=met_by_edit')).body.rows[0].to.claim
  const concept = (await site.get('/responses?target=IDA')).body.target.self
  return [
    ['home', '/'],
    ['objections', '/objections?target=IDA&state=open'],
    ['responses', '/responses'],
    ['claims', '/claims'],
    ['documents', '/documents'],
    ['concepts', '/concepts'],
    ['authors', '/authors'],
    ['disagreements', '/disagreements'],
    ['search', '/search?q=amplification'],
    ['search-blank', '/search'],
    ['search-empty', '/search?q=zeppelin'],
    ['ask', '/ask?q=which+objections+target+IDA'],
    ['ask-blank', '/ask'],
    ['document', '/documents/sample%3Aida'],
    ['document-then', '/documents/sample%3Aida?as-of=2024-03-05'],
    ['comment', '/documents/sample%3Ac1'],
    ['revisions', '/documents/sample%3Aida/revisions'],
    ['revision', '/documents/sample%3Aida/revisions/2'],
    ['compare', '/documents/sample%3Aida/compare/1..2'],
    ['claim', `/claims/${edited}`],
    ['claim-map', `/claims/${edited}/map`],
    ['response', await first('/objections')],
    ['concept', concept],
    ['concept-map', `${concept}/map`],
    ['author', await first('/authors?q=Mara')],
    ['ingest', '/ingest'],
    ['judgements', '/judgements'],
    ['login', '/login'],
    ['problem', '/objections?target=zeppelin'],
  ]
}
