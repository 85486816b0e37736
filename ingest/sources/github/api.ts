/** Asks GitHub's GraphQL API, which wants a token and counts points. */
import { z } from 'zod'
import type { Client } from '../../fetch/client.ts'
import { checked, UnexpectedAnswer } from '../live.ts'

const ENDPOINT = 'https://api.github.com/graphql'
/** Its secondary limits ask for no bursts. */
const DELAY_MS = 1000

const ANSWER = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string().nullish(), type: z.string().nullish() })).nullish(),
})

export type Variables = Readonly<Record<string, string | number | null>>

export interface Api {
  /** Data of a query; null where GitHub says that there is no such thing. Throws `UnexpectedAnswer`, `FetchFailed`. */
  ask(query: string, variables: Variables): Promise<{ readonly [name: string]: unknown } | null>
}

/** The token is sent to GitHub's API and to nobody else. Throws `UnexpectedAnswer` where there is none. */
export function openApi(client: Client): Api {
  const token = client.secret('GITHUB_TOKEN')
  if (token === null)
    throw new UnexpectedAnswer('GitHub answers to a token only: set GITHUB_TOKEN (public data needs no scope)')
  return {
    async ask(query, variables) {
      const reply = await client.fetch(ENDPOINT, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
        ...{ accept: 'application/json', delayMs: DELAY_MS, robots: false, json: true },
      })
      const { data, errors } = checked(reply, ANSWER, 'the answer')
      const [error] = errors ?? []
      if (error?.type === 'NOT_FOUND') return null
      if (error !== undefined)
        throw new UnexpectedAnswer(`GitHub answers: ${error.message ?? error.type ?? 'an error'}`)
      return data ?? null
    },
  }
}
