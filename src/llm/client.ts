/** Asks an OpenAI-compatible endpoint: one completion, tried again where that may help, paced as it wishes. */
import { z } from 'zod'
import { ANSWER_SCHEMA, type Message } from '../../ingest/index.ts'
import { courseOf, DocumentFault, Halted, retryAfter, Stopped, saidBy, Unanswered } from './faults.ts'
import type { Pace } from './pace.ts'
import type { LlmSettings } from './settings.ts'

export interface Completion {
  readonly text: string
  /** As the endpoint counts them; null where it does not say. */
  readonly tokens: { readonly input: number; readonly output: number } | null
}

export interface Client {
  /** One answer. Throws `DocumentFault`, `Unanswered`, `Halted` or `Stopped`. */
  complete(messages: readonly Message[]): Promise<Completion>
}

/** Ways to ask for JSON, strictest first: an endpoint that does not know one is asked by the next. */
const WAYS: readonly Readonly<Record<string, unknown>>[] = [
  {
    temperature: 0,
    response_format: { type: 'json_schema', json_schema: { name: 'reply', strict: true, schema: ANSWER_SCHEMA } },
  },
  { temperature: 0, response_format: { type: 'json_object' } },
  { temperature: 0 },
  {},
]

const ANSWERED = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
})

/** An answer is some thousand characters; what is longer is none. */
const MOST_CHARACTERS = 4_000_000
/** A longer wait than this is for the next run. */
const MOST_WAIT_MS = 300_000

interface Reply {
  readonly status: number
  readonly body: string
  readonly retryAfter: number | null
}

export function openClient(settings: LlmSettings, pace: Pace, signal: AbortSignal): Client {
  let known = 0

  async function send(messages: readonly Message[], way: number): Promise<Reply> {
    const response = await fetch(`${settings.url}/chat/completions`, {
      method: 'POST',
      // A redirect would carry the text and the key to somewhere that nobody named.
      redirect: 'error',
      headers: {
        'Content-Type': 'application/json',
        ...(settings.key === null ? {} : { Authorization: `Bearer ${settings.key}` }),
      },
      body: JSON.stringify({ model: settings.model, messages, stream: false, ...WAYS[way] }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]),
    })
    return {
      status: response.status,
      body: await bounded(response),
      retryAfter: retryAfter(response.headers.get('Retry-After'), Date.now()),
    }
  }

  /** A reply, or what kept it from coming. */
  async function tried(messages: readonly Message[], way: number): Promise<Reply | string> {
    try {
      await pace.turn()
      return await send(messages, way)
    } catch (error) {
      if (signal.aborted) throw new Stopped('stopped')
      return whyNot(error, settings.timeoutMs)
    }
  }

  return {
    async complete(messages) {
      let why = ''
      let way = known
      for (let tries = 1; tries <= settings.tries; tries++) {
        const reply = await tried(messages, way)
        let wait = settings.waitMs * 2 ** (tries - 1) * (0.5 + Math.random() / 2)
        if (typeof reply === 'string') why = reply
        else if (reply.status === 200) {
          known = way
          return completionOf(reply.body)
        } else {
          why = `it answered ${reply.status}: ${saidBy(reply.body, settings.key)}`
          const course = courseOf(reply.status, reply.body)
          if (course === 'halt') throw new Halted(why)
          if (course === 'simpler') {
            way += 1
            if (way >= WAYS.length) throw new DocumentFault(why)
            tries -= 1
            continue
          }
          wait = reply.retryAfter ?? wait
          if (wait > MOST_WAIT_MS) throw new Halted(`${why}; it asks to wait ${Math.round(wait / 1000)} s`)
          if (reply.status === 429 || reply.retryAfter !== null) pace.hold(wait)
        }
        if (tries < settings.tries)
          await pace.wait(wait).catch(() => {
            throw new Stopped('stopped')
          })
      }
      throw new Unanswered(why)
    },
  }
}

async function bounded(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MOST_CHARACTERS) throw new Error('its answer has no end')
  }
  return text + decoder.decode()
}

function whyNot(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `it took more than ${timeoutMs / 1000} s`
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const said = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause)
  return `it cannot be reached: ${said}`
}

function completionOf(body: string): Completion {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new DocumentFault('its answer is not JSON')
  }
  const parsed = ANSWERED.safeParse(value)
  if (!parsed.success) throw new DocumentFault('its answer is no chat completion')
  const { message, finish_reason } = parsed.data.choices[0]!
  if (message.refusal) throw new DocumentFault(`it refuses: ${saidBy(message.refusal, null)}`)
  if (finish_reason === 'content_filter') throw new DocumentFault('it refuses: its content filter')
  if (finish_reason === 'length') throw new DocumentFault('its answer was cut off')
  const { usage } = parsed.data
  return {
    text: message.content ?? '',
    tokens: usage ? { input: usage.prompt_tokens, output: usage.completion_tokens } : null,
  }
}
