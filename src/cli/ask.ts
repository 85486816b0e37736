/** `ask "…"` */

import { instant } from '../../graph/index.ts'
import { ask } from '../ask/answer.ts'
import { countText } from '../ask/count.ts'
import { UsageError } from '../errors.ts'
import { addressOption, withStore } from './open.ts'
import { wholeNumber } from './option-values.ts'
import { pageText } from './query.ts'
import { EXIT } from './terminal.ts'
import type { Options, Verb } from './verb.ts'
import { JSON_OPTION, STORE, textOf } from './verb.ts'

export const ASK: Verb = {
  options: [
    ['--as-of <time>', 'only what had been said by then'],
    ['--known-by <time>', 'only what this store had learned by then'],
    ['--limit <n>', 'how many rows (default: 20)'],
    STORE,
    JSON_OPTION,
  ],
  async run([words], options, terminal) {
    const clocks = { asOf: timeOf(options, 'asOf', '--as-of'), knownBy: timeOf(options, 'knownBy', '--known-by') }
    const limit = wholeNumber(textOf(options, 'limit'), '--limit') ?? 20
    return withStore(addressOption(options, terminal), 'read', async (store) => {
      const q = [words].flat().join(' ')
      const { body, question, answer } = await ask(store, q, { ...clocks, limit, now: new Date() })
      if (body.note !== null) terminal.say(body.note)
      if (body.nearest.length > 0) terminal.say(`Did you mean ${body.nearest.join(' or ')}?`)
      const count = body.count === null ? '' : `${countText(body.count)}\n\n`
      terminal.answer(body, () => `${count}${pageText(question, answer)}\n\nThe same over HTTP: ${body.self}`)
      return EXIT.done
    })
  },
}

function timeOf(options: Options, name: string, flag: string): string | null {
  const text = textOf(options, name)
  if (text === undefined) return null
  const time = instant(text)
  if (time === null) throw new UsageError(`${flag} must be an ISO 8601 date or time, like 2018-05-01, not "${text}".`)
  return time
}
