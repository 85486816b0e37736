/** Dates of feeds: ISO 8601, and RFC 822 with all that writers have made of it. */
import type { Iso } from '../../../graph/model.ts'
import { fromMs, instant } from '../../../graph/time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Hours from Greenwich of the zones that RFC 822 names. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ z: 0, ut: 0, utc: 0, gmt: 0, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
  ...{ bst: 1, cet: 1, cest: 2, eet: 2, eest: 3, jst: 9 },
}
/** "Mon, 1 Jan 24 10:00:00 GMT+1": the day's name, seconds and zone may be missing. */
const RFC_822 =
  /^(?:[a-z]+\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(.{0,12}))?$/i

/** Null for what is no date; a time without a zone, or with one that nobody knows, is taken as UTC. */
export function dateOf(text: string | null | undefined): Iso | null {
  const trimmed = text?.trim() ?? ''
  if (/^\d{4}-/.test(trimmed)) return instant(trimmed)
  const match = RFC_822.exec(trimmed.slice(0, 100))
  if (match === null) return null
  const [, day = '', name = '', year = '', hour = '0', minute = '0', second = '0', zone = ''] = match
  const month = MONTHS.indexOf(name.toLowerCase())
  if (month < 0) return null
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900)
  const ms = Date.UTC(full, month, Number(day), Number(hour), Number(minute), Math.min(59, Number(second)))
  const isDay = new Date(Date.UTC(full, month, Number(day))).getUTCDate() === Number(day)
  if (!isDay || Number(hour) > 23 || Number(minute) > 59) return null
  return fromMs(ms - offsetOf(zone) * 60_000)
}

/** Minutes from Greenwich: "+0130", "GMT+1", "EST". */
function offsetOf(zone: string): number {
  const number = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone.trim())
  if (number === null) return (ZONES[zone.trim().toLowerCase()] ?? 0) * 60
  const [, sign, hours, minutes = '0'] = number
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
