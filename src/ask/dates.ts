/** Dates in a question: "since 2018", "in May 2018", "as of 2018-05-01", "known by March 2019", "in the last 3 weeks". */

/** A half-open stretch of time, both ends ISO 8601. */
export interface Period {
  readonly from: string
  readonly to: string
}

export interface Dates {
  readonly since?: string
  readonly before?: string
  readonly asOf?: string
  readonly knownBy?: string
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
const YEAR = String.raw`(?:19|20)\d{2}`
const RELATIVE = `today|yesterday|(?:last|this) (?:year|month|week)`
const DATE = [
  String.raw`${YEAR}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?`,
  String.raw`${YEAR}-\d{2}`,
  String.raw`\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH},? ${YEAR}`,
  String.raw`${MONTH} \d{1,2}(?:st|nd|rd|th)?,? ${YEAR}`,
  `${MONTH},? (?:of )?${YEAR}`,
  `(?:the year )?${YEAR}`,
  RELATIVE,
].join('|')

const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase())

function days(year: number, month: number, day: number, length = 1): Period | null {
  const from = Date.UTC(year, month, day)
  // A day that the month has not ("31 June") is no date.
  if (new Date(from).getUTCMonth() !== month) return null
  return { from: iso(from), to: iso(Date.UTC(year, month, day + length)) }
}

function months(year: number, month: number, length = 1): Period | null {
  if (month < 0 || month > 11) return null
  return { from: iso(Date.UTC(year, month, 1)), to: iso(Date.UTC(year, month + length, 1)) }
}

/** Each way to write a date, and what it means; the first that fits the whole text is taken. */
const WAYS: readonly (readonly [RegExp, (parts: readonly string[], now: Date) => Period | null])[] = [
  [
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z?$/i,
    ([, date, time, seconds]) => {
      const ms = Date.parse(`${date}T${time}${seconds ?? ':00'}Z`)
      return Number.isNaN(ms) ? null : { from: iso(ms), to: iso(ms + 1000) }
    },
  ],
  [/^(\d{4})-(\d{2})-(\d{2})$/, ([, y, m, d]) => days(Number(y), Number(m) - 1, Number(d))],
  [/^(\d{4})-(\d{2})$/, ([, y, m]) => months(Number(y), Number(m) - 1)],
  [/^(\d{1,2})\D{0,2} (?:of )?([a-z]+)\.?,? (\d{4})$/i, ([, d, m, y]) => days(Number(y), monthOf(m!), Number(d))],
  [/^([a-z]+)\.? (\d{1,2})\D{0,2},? (\d{4})$/i, ([, m, d, y]) => days(Number(y), monthOf(m!), Number(d))],
  [/^([a-z]+)\.?,? (?:of )?(\d{4})$/i, ([, m, y]) => months(Number(y), monthOf(m!))],
  [/^(?:the year )?(\d{4})$/i, ([, y]) => months(Number(y), 0, 12)],
  [/^today$/i, (_, now) => days(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())],
  [/^yesterday$/i, (_, now) => shifted(now, 1, 1)],
  [/^this week$/i, (_, now) => shifted(now, (now.getUTCDay() + 6) % 7, 7)],
  [/^last week$/i, (_, now) => shifted(now, ((now.getUTCDay() + 6) % 7) + 7, 7)],
  [/^this month$/i, (_, now) => months(now.getUTCFullYear(), now.getUTCMonth())],
  [/^last month$/i, (_, now) => monthBefore(now)],
  [/^this year$/i, (_, now) => months(now.getUTCFullYear(), 0, 12)],
  [/^last year$/i, (_, now) => months(now.getUTCFullYear() - 1, 0, 12)],
]

function shifted(now: Date, back: number, length: number): Period {
  const from = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - back)
  return { from: iso(from), to: iso(from + length * 86_400_000) }
}

function monthBefore(now: Date): Period {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return { from: iso(Date.UTC(year, month - 1, 1)), to: iso(Date.UTC(year, month, 1)) }
}

/** The stretch of time that a date, month or year covers; null when it is none. */
export function period(text: string, now: Date): Period | null {
  for (const [pattern, read] of WAYS) {
    const match = pattern.exec(text.trim())
    if (match) return read(match, now)
  }
  return null
}

const UNITS = { day: 1, week: 7, month: 30, year: 365 } as const

interface Rule {
  readonly pattern: RegExp
  read(parts: readonly Period[]): Dates
}
const rule = (before: string, read: Rule['read'], after = ''): Rule => ({
  pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])${before}(${DATE})${after}(?![\p{L}\p{N}-])`, 'iu'),
  read,
})

/** What stands before a date, and what it asks for. Order matters: the longer phrase first. */
const RULES: readonly Rule[] = [
  rule(`between `, ([a, b]) => ({ since: a!.from, before: b!.to }), ` and (${DATE})`),
  rule(`from `, ([a, b]) => ({ since: a!.from, before: b!.to }), ` (?:to|until|till|through) (${DATE})`),
  rule(`from `, ([a]) => ({ since: a!.from }), ' on(?:wards?)?'),
  rule(`(?:as )?(?:was |were )?known (?:by|on|in|until) `, ([a]) => ({ knownBy: a!.from })),
  rule(`as (?:of|at) the end of `, ([a]) => ({ asOf: a!.to })),
  rule(`(?:as (?:of|at)|(?:as (?:it|they) )?stood (?:on|in|at)|standing (?:on|in)) `, ([a]) => ({ asOf: a!.from })),
  rule(`(?:at|by) the end of `, ([a]) => ({ asOf: a!.to })),
  rule(`at the (?:start|beginning) of `, ([a]) => ({ asOf: a!.from })),
  rule(`(?:since|starting (?:in|from|on)|on or after|not before|no earlier than) `, ([a]) => ({ since: a!.from })),
  rule(`(?:after|later than) `, ([a]) => ({ since: a!.to })),
  rule(`(?:before|prior to|earlier than) `, ([a]) => ({ before: a!.from })),
  rule(`(?:until|till|up to|through|by) `, ([a]) => ({ before: a!.to })),
  rule(`(?:in|during|within|throughout|on|dated|of|from) `, ([a]) => ({ since: a!.from, before: a!.to })),
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(${RELATIVE})(?![\p{L}\p{N}-])`, 'iu'),
    read: ([a]) => ({ since: a!.from, before: a!.to }),
  },
]

const LAST =
  /(?<![\p{L}])(?:in|during|within|over|from) the (?:last|past) (?:(\d{1,4}) )?(day|week|month|year)s?(?![\p{L}])/iu

export interface Taken {
  /** The text without its dates. */
  readonly rest: string
  readonly dates: Dates
  /** A date that the calendar has not ("2019-02-30"), as written. */
  readonly impossible: string | null
}

/** Takes the dates out of a question, and says what they ask for. */
export function takeDates(text: string, now: Date): Taken {
  let rest = text
  let dates: Dates = {}
  let impossible: string | null = null
  const last = LAST.exec(rest)
  if (last) {
    const span = Number(last[1] ?? 1) * UNITS[last[2]!.toLowerCase() as keyof typeof UNITS]
    dates = { since: iso(now.getTime() - span * 86_400_000) }
    rest = rest.replace(last[0], ' ')
  }
  for (const { pattern, read } of RULES) {
    const match = pattern.exec(rest)
    if (!match) continue
    const parts = match.slice(1).map((part) => ({ part, period: period(part, now) }))
    impossible ??= parts.find((part) => part.period === null)?.part ?? null
    if (parts.every((part) => part.period !== null)) dates = { ...read(parts.map((part) => part.period!)), ...dates }
    rest = rest.replace(match[0], ' ')
  }
  rest = rest.replace(/\s+/g, ' ').replace(/^[\s,;:]+|[\s,;:]+$/g, '')
  return { rest, dates, impossible }
}
