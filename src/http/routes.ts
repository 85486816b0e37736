/** The table of routes. What is not in it is not answered; /openapi.json is made of it. */
import type { Route } from './route.ts'
import { aboutRoutes } from './routes/about.ts'
import { ASKING } from './routes/asking.ts'
import { ASSETS } from './routes/assets.ts'
import { DOCUMENTS } from './routes/documents.ts'
import { INGESTING } from './routes/ingesting.ts'
import { JUDGING } from './routes/judging.ts'
import { LISTS } from './routes/lists.ts'
import { SIGNING } from './routes/signing.ts'
import { TAKING } from './routes/taking.ts'
import { THINGS } from './routes/things.ts'

export const ROUTES: readonly Route[] = [
  ...LISTS,
  ...ASKING,
  ...THINGS,
  ...DOCUMENTS,
  ...INGESTING,
  ...JUDGING,
  ...TAKING,
  ...SIGNING,
  ...ASSETS,
  ...aboutRoutes(() => ROUTES),
]
