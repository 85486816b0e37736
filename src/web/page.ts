/** A page as a view gives it, before layout.ts puts the frame around it. */
import type { Asked } from '../http/route.ts'
import type { Html } from './html.ts'

export interface Page {
  /** What the window is called; "Claimthread" is added. */
  readonly title: string
  readonly main: Html
  /** What stands in the head beside what every page has. */
  readonly head?: Html | null
  /** Address of the same data as JSON; null where there is none. Default: the page's own with `.json`. */
  readonly json?: string | null
  /** Address of an Atom feed of the same list. */
  readonly feed?: string
  /** Names of our own script files that the page needs beside `page.js`. */
  readonly scripts?: readonly string[]
  /** The page has an ask box of its own: the header needs none. */
  readonly asks?: boolean
  /** The question in the ask box. */
  readonly question?: string
  /** The page of a text to read or of a list: how wide its column is. */
  readonly width?: 'text' | 'wide'
}

/** Makes a page of what a route answers as JSON; what more it reads, it reads from the store on the same clocks. */
export type View = (body: never, asked: Asked<Readonly<Record<string, unknown>>>) => Page | Promise<Page>
