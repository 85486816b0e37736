/** The table of pages: the route that a page is of, and what makes it. A route without a row here answers JSON to all. */
import { KINDS } from '../answers/kinds.ts'
import type { Page, View } from './page.ts'
import { askBlank, searchBlank } from './pages/blank.ts'
import { listView } from './pages/list.ts'

const LISTED = KINDS.filter(({ path, word }) => path === `/${word}`)

export const VIEWS: Readonly<Record<string, View>> = {
  ...Object.fromEntries(LISTED.map((kind) => [kind.path, listView(kind)])),
}

/** Pages of addresses that were asked for without anything to look for. */
export const BLANKS: Readonly<Record<string, () => Page>> = {
  '/search': searchBlank,
  '/ask': askBlank,
}
