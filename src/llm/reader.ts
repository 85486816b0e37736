/** Reads replies with a language model: from the cache where the same was asked before, else by asking, within the budget. */
import type { LinkContext } from '../../graph/index.ts'
import type { Marks, Material } from '../../ingest/index.ts'
import {
  askedDigest,
  BadAnswer,
  expectedAnswer,
  isReply,
  type Message,
  marksOf,
  materialOf,
  messagesOf,
  readingOf,
  tokensOf,
} from '../../ingest/index.ts'
import { Failure } from '../errors.ts'
import type { Read, ReplyReader } from '../ingestion/replies.ts'
import type { AnswerCache } from './cache.ts'
import { openCache } from './cache.ts'
import type { Client } from './client.ts'
import { openClient } from './client.ts'
import { DocumentFault, Halted, Stopped, Unanswered } from './faults.ts'
import { openPace } from './pace.ts'
import type { LlmSettings } from './settings.ts'
import { costOf, less, NONE, sum, type Tokens, told, total } from './spending.ts'

/** An answer that cannot be used is asked for once more, with what is wrong with it. */
const ASKED = 2
/** So many replies in a row without any answer: the endpoint is not there. */
const MOST_UNANSWERED = 3

/** Name of the model on responses. */
export function modelName({ model }: Pick<LlmSettings, 'model'>): string {
  return `llm/${model}`
}

interface Asking {
  readonly material: Material
  readonly key: string
  readonly messages: readonly Message[]
  readonly expected: Tokens
}

function askingOf(context: LinkContext, asked: Pick<LlmSettings, 'url' | 'model'>): Asking | null {
  if (!isReply(context)) return null
  const material = materialOf(context)
  // A reply without words, or to what was never read: nothing to ask about.
  if (material.own.length === 0 || material.documents.length === 0) return null
  const messages = messagesOf(material)
  const expected = { input: tokensOf(messages), output: expectedAnswer(material) }
  return { material, key: askedDigest(asked, material), messages, expected }
}

/** `say` tells a person what it is about to take. The signal stops it; what was answered is kept. */
export function openReader(settings: LlmSettings, signal: AbortSignal, say: (message: string) => void): ReplyReader {
  const cache: AnswerCache = openCache(settings.cache)
  const pace = openPace(settings, signal)
  const client: Client = openClient(settings, pace, signal)
  const name = modelName(settings)
  const counts = { requests: 0, cached: 0, dropped: 0, left: 0 }
  let spent: Tokens = NONE
  let halt: string | null = null
  let unanswered = 0

  function spend(tokens: Tokens): void {
    spent = sum(spent, tokens)
  }

  /** One answer, checked; asked for again where it cannot be used. */
  async function marksFor({ material, messages, expected }: Asking): Promise<Marks> {
    let said = messages
    for (let time = 1; ; time++) {
      if (total(spent) + total(expected) > settings.budget) {
        throw new Halted(
          `the budget of ${settings.budget.toLocaleString('en')} tokens (CLAIMTHREAD_LLM_BUDGET) is used up`,
        )
      }
      counts.requests += 1
      // Set aside before it is known, so that requests under way count.
      spend(expected)
      const { text, tokens } = await client.complete(said).catch((error: Error) => {
        if (!(error instanceof DocumentFault)) spend(less(NONE, expected))
        throw error
      })
      if (tokens !== null) spend(less(tokens, expected))
      try {
        return marksOf(material, text)
      } catch (error) {
        if (!(error instanceof BadAnswer) || time === ASKED) throw error
        said = [
          ...messages,
          { role: 'assistant', content: text.slice(0, 8000) },
          { role: 'user', content: `That cannot be used: ${error.message}. Answer again, the JSON object alone.` },
        ]
      }
    }
  }

  async function readOne(context: LinkContext): Promise<Read> {
    const asking = askingOf(context, settings)
    if (asking === null) return { reading: null }
    const known = cache.get(asking.key)
    if (known !== null) {
      counts.cached += 1
      return { reading: readingOf(asking.material, known, name) }
    }
    return pace.place(() => asked(asking))
  }

  async function asked(asking: Asking): Promise<Read> {
    if (halt !== null || signal.aborted) return left()
    try {
      const marks = await marksFor(asking)
      unanswered = 0
      cache.put(asking.key, settings.model, marks)
      counts.dropped += marks.dropped
      return { reading: readingOf(asking.material, marks, name) }
    } catch (error) {
      return afterFault(error)
    }
  }

  function left(): Read {
    counts.left += 1
    return { left: true }
  }

  function afterFault(error: unknown): Read {
    if (error instanceof Stopped) return left()
    if (error instanceof Halted) {
      halt ??= error.message
      return left()
    }
    if (error instanceof Unanswered) {
      unanswered += 1
      if (unanswered >= MOST_UNANSWERED) halt ??= error.message
      counts.left += 1
      return { failed: `the language model does not answer: ${error.message}` }
    }
    unanswered = 0
    counts.left += 1
    const why = error instanceof Error ? error.message : String(error)
    return { failed: `the language model's answer cannot be used: ${why}` }
  }

  return {
    async plan(contexts) {
      let needed: Tokens = NONE
      const found = { replies: 0, cached: 0 }
      for await (const context of contexts) {
        const asking = askingOf(context, settings)
        if (asking === null) continue
        found.replies += 1
        if (cache.get(asking.key) === null) needed = sum(needed, asking.expected)
        else found.cached += 1
      }
      const requests = found.replies - found.cached
      if (requests === 0) return
      const budget = `${settings.budget.toLocaleString('en')} tokens (CLAIMTHREAD_LLM_BUDGET)`
      const host = new URL(settings.url).host
      say(
        `${settings.model} at ${host}: ${found.replies} replies to read, ${found.cached} of them known. About ${requests} requests, ${told(needed, settings)}; the budget is ${budget}.`,
      )
      if (total(needed) > settings.budget) {
        throw new Failure(
          `Reading them would take about ${total(needed).toLocaleString('en')} tokens; the budget is ${budget}. Nothing was sent. The documents are stored, and are read when the same is run with a larger budget.`,
        )
      }
    },
    read: (contexts) => Promise.all(contexts.map(readOne)),
    halted: () => halt,
    usage() {
      return {
        model: name,
        ...counts,
        inputTokens: spent.input,
        outputTokens: spent.output,
        cost: costOf(spent, settings),
      }
    },
    close() {
      cache.close()
    },
  }
}
