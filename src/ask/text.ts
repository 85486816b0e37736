/** A question as it is read: one line, bounded, with quoted names set apart so that no rule looks inside them. */

/** Longer questions are searched for, not read: no form of a question needs so much. */
export const LONGEST = 400

const QUOTED = /["“”„«»]([^"“”„«»]{1,200})["“”„«»]|(?<=^|\s)['‘]([^'‘’]{1,200})['’](?=$|[\s?.,!])/gu
const HOLDER = /\uE000(\d+)\uE001/gu

export interface Clean {
  /** The text with each quoted name replaced by a holder. */
  readonly text: string
  readonly quoted: readonly string[]
}

/** White space collapsed, control signs and closing punctuation dropped, quoted names set apart. */
export function clean(question: string): Clean {
  const quoted: string[] = []
  const text = question
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Co}]+/gu, ' ')
    .replace(QUOTED, (_, double: string | undefined, single: string | undefined) => {
      quoted.push((double ?? single ?? '').trim())
      return ` \uE000${quoted.length - 1}\uE001 `
    })
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[?!.,;:])/g, '')
    .trim()
    .replace(/(?:,? please)?[\s?!.,;:]+$|,? please$/iu, '')
  return { text, quoted }
}

/** A name with its holders filled again, without articles and punctuation around it. */
export function nameOf(text: string, quoted: readonly string[]): string {
  const whole = /^\s*\uE000\d+\uE001\s*$/u.test(text)
  const filled = text.replace(HOLDER, (_, index: string) => quoted[Number(index)] ?? '').trim()
  if (whole) return filled
  return filled
    .replace(/^(?:the|a|an|this|that|any|all)\s+(?=\S)/iu, '')
    .replace(/^(?:claim|idea|view|statement|proposition|notion) that (?=\S)/iu, '')
    .replace(/^[\s,;:]+|[\s?!.,;:]+$/gu, '')
    .replace(
      /\s+(?:please|now|so far|at all|here|again|exactly|instead|are there|is there|there are|exists?|do we have|(?:were|was|have been|has been) (?:made|raised))$/iu,
      '',
    )
    .trim()
}

/** Text with its holders filled, quotation marks and all: what a person wrote. */
export function refill(text: string, quoted: readonly string[]): string {
  return text.replace(HOLDER, (_, index: string) => `"${quoted[Number(index)] ?? ''}"`)
}

const STOP = new Set(
  `a an and any are as at be been but by can could did do does for from give has have he her his how i in is it its list me
  my of on or our she show so tell that the their them there these they this those to us was we were what when where which
  who whom whose why will with would you your please find search about not no nobody never me everything anything`.split(
    /\s+/,
  ),
)

/** The words worth searching for when a question is not understood: its content words, at most `limit`. */
export function searchWords(question: string, limit = 12): string[] {
  const all = (question.normalize('NFKC').match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []).slice(0, 400)
  const content = all.filter((word) => !STOP.has(word.toLowerCase()) && word.length <= 60)
  return [...new Set(content.length > 0 ? content : all)].slice(0, limit)
}
