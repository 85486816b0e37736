/** Dates as people write them in edit notes, read relative to the revision that they stand in. */
import type { Iso } from '../../graph/model.ts'
import { fromMs, instant } from '../../graph/time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?`
/** A note may be dated in another time zone than its revision. */
const SLACK_MS = 36 * 3600_000

type Parts = readonly [year: number | null, month: number, day: number]

/** The forms, in this order, the first that matches wins. */
const FORMS: readonly (readonly [pattern: RegExp, parts: (match: RegExpExecArray) => Parts])[] = [
  [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]],
  [/\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b/, (m) => [century(m[3]!), Number(m[2]), Number(m[1])]],
  [/\b(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\b/, (m) => slashed(Number(m[1]), Number(m[2]), century(m[3]!))],
  [
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(${MONTH}),?\s+(?:(\d{4})|['’](\d{2}))\b`, 'i'),
    (m) => [year(m[3], m[4]), month(m[2]!), Number(m[1])],
  ],
  [
    new RegExp(String.raw`\b(${MONTH})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:(\d{4})|['’](\d{2}))\b`, 'i'),
    (m) => [year(m[3], m[4]), month(m[1]!), Number(m[2])],
  ],
  [new RegExp(String.raw`\b(${MONTH}),?\s+(?:(\d{4})|['’](\d{2}))\b`, 'i'), (m) => [year(m[2], m[3]), month(m[1]!), 1]],
  [new RegExp(String.raw`\b(${MONTH})\s+(\d{1,2})(?:st|nd|rd|th)?\b`, 'i'), (m) => [null, month(m[1]!), Number(m[2])]],
  [
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(${MONTH})\b`, 'i'),
    (m) => [null, month(m[2]!), Number(m[1])],
  ],
]

/** A date in one of the forms, for patterns that have to say where one may stand. */
export const DATE = [
  String.raw`(?:\d{4}-\d{1,2}-\d{1,2}`,
  String.raw`\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?!\d)`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?${MONTH}(?:,?\s+\d{4}|\s+['’]\d{2})?`,
  String.raw`${MONTH}\s+\d{1,2}(?!\d)(?:st|nd|rd|th)?(?:,?\s+\d{4}|\s+['’]\d{2})?`,
  String.raw`${MONTH},?\s+(?:\d{4}|['’]\d{2}))`,
].join('|')

/**
 * The first date of the words, at its first instant; a month is its first day. Without a year it is the last such
 * day before the revision. Null when there is none, or one later than the revision.
 */
export function dateIn(words: string, revisionAt: Iso | null): Iso | null {
  for (const [pattern, parts] of FORMS) {
    const match = pattern.exec(words)
    if (!match) continue
    const [year, month, day] = parts(match)
    if (month < 1 || month > 12 || day < 1 || day > 31) return null
    const latest = revisionAt === null ? Number.POSITIVE_INFINITY : Date.parse(revisionAt) + SLACK_MS
    if (year !== null) return notAfter(Date.UTC(year, month - 1, day), latest)
    if (revisionAt === null) return null
    const now = Number(revisionAt.slice(0, 4))
    return notAfter(Date.UTC(now, month - 1, day), latest) ?? notAfter(Date.UTC(now - 1, month - 1, day), latest)
  }
  return null
}

function notAfter(ms: number, latest: number): Iso | null {
  return ms <= latest ? instant(fromMs(ms)) : null
}

/** Month first, as most forums' writers do, unless only day first makes a date. */
function slashed(first: number, second: number, year: number): Parts {
  return first > 12 ? [year, second, first] : [year, first, second]
}

function century(digits: string): number {
  return digits.length === 4 ? Number(digits) : 2000 + Number(digits)
}

function year(full: string | undefined, short: string | undefined): number {
  return full === undefined ? century(short ?? '') : Number(full)
}

function month(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
}
