/** The table of pages: the route that a page is of, and what makes it. A route without a row here answers JSON to all. */
import { KINDS } from '../answers/kinds.ts'
import type { Page, View } from './page.ts'
import { askView } from './pages/ask.ts'
import { authorView } from './pages/author.ts'
import { askBlank, searchBlank } from './pages/blank.ts'
import { claimView } from './pages/claim.ts'
import { compareView } from './pages/compare.ts'
import { conceptView } from './pages/concept.ts'
import { documentView } from './pages/document.ts'
import { homeView } from './pages/home.ts'
import { jobView } from './pages/job.ts'
import { judgementsView } from './pages/judgements.ts'
import { listView } from './pages/list.ts'
import { mapView } from './pages/map.ts'
import { responseView } from './pages/response.ts'
import { revisionView } from './pages/revision.ts'
import { revisionsView } from './pages/revisions.ts'

const LISTED = KINDS.filter(({ path, word }) => path === `/${word}`)

export const VIEWS: Readonly<Record<string, View>> = {
  ...Object.fromEntries(LISTED.map((kind) => [kind.path, listView(kind)])),
  '/': homeView,
  '/ask': askView,
  '/judgements': judgementsView,
  '/jobs/{id}': jobView,
  '/documents/{id}': documentView,
  '/documents/{id}/revisions': revisionsView,
  '/documents/{id}/revisions/{key}': revisionView,
  '/documents/{id}/compare/{range}': compareView,
  '/claims/{id}': claimView,
  '/claims/{id}/map': mapView,
  '/responses/{id}': responseView,
  '/concepts/{id}/map': mapView,
  '/concepts/{id}': conceptView,
  '/authors/{id}': authorView,
}

/** Pages of addresses that were asked for without anything to look for. */
export const BLANKS: Readonly<Record<string, () => Page>> = {
  '/search': searchBlank,
  '/ask': askBlank,
}
