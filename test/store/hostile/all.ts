/** The corpus. Names are unique; the fixture holds what becomes of each. */
import type { Hostile } from './case.ts'
import { ENCODINGS } from './encodings.ts'
import { HTML } from './html.ts'
import { MARKDOWN } from './markdown.ts'
import { PACKED } from './packed.ts'
import { PAGES } from './pages.ts'
import { PLACES } from './places.ts'
import { DATES, SHAPES, THREADS } from './shapes.ts'
import { WEB } from './web.ts'
import { XML } from './xml.ts'

export const HOSTILE: readonly Hostile[] = [
  ...PACKED,
  ...ENCODINGS,
  ...SHAPES,
  ...DATES,
  ...THREADS,
  ...HTML,
  ...MARKDOWN,
  ...XML,
  ...PAGES,
  ...PLACES,
  ...WEB,
]
