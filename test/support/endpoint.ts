/** A small OpenAI-compatible endpoint over real HTTP, for tests: it answers as it is told, well or badly. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly response_format?: { readonly type: string }
  readonly temperature?: number
}

/** What came in, with its headers. */
export interface Received {
  readonly asked: Asked
  readonly authorization: string | undefined
}

export interface Told {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The body; text goes out as it is. Undefined with `never`: nothing comes at all. */
  readonly body?: unknown
  readonly never?: boolean
}

export type Behaviour = (asked: Asked, nth: number) => Told

export interface Endpoint {
  readonly url: string
  readonly received: readonly Received[]
  /** Answers like this from now on. */
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

/** A chat completion with this text. */
export function completion(content: string, some: object = {}): Told {
  return {
    body: {
      choices: [{ finish_reason: 'stop', message: { role: 'assistant', content }, ...some }],
      usage: { prompt_tokens: 1000, completion_tokens: 100 },
    },
  }
}

/** Numbered sentences of the question: label and words. */
export function sentencesIn({ messages }: Asked): ReadonlyMap<string, string> {
  const lines = messages[1]!.content.split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [, label, words] = /^((?:S|D\d+\.)\d+) (.+)$/.exec(line) ?? []
      return label === undefined ? [] : [[label, words!] as const]
    }),
  )
}

/** A good answer: the reply's last sentence objects to the first sentence of what it stands under. */
export const well: Behaviour = (asked) => {
  const sentences = sentencesIn(asked)
  const last = [...sentences.keys()].findLast((label) => label.startsWith('S'))!
  const first = [...sentences.keys()].find((label) => label.startsWith('D1.'))!
  return completion(
    JSON.stringify({
      ...{ act: 'objection', answers: 'D1', quote: sentences.get(last), confidence: 0.9 },
      responses: [
        {
          ...{ sentence: last, quote: sentences.get(last), act: 'objection', confidence: 0.9 },
          ...{ target: first, target_quote: sentences.get(first) },
        },
      ],
    }),
  )
}

export async function openEndpoint(behaviour: Behaviour = well): Promise<Endpoint> {
  const received: Received[] = []
  let now = behaviour
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked
    received.push({ asked, authorization: request.headers.authorization })
    const { status = 200, headers = {}, body, never = false } = now(asked, received.length)
    if (never) return
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    behave(next) {
      now = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
