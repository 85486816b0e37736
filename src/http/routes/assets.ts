/** Our own style sheet, scripts and pictures. */
import { z } from 'zod'
import { problem } from '../../problems.ts'
import { assetOf } from '../../web/assets.ts'
import { text } from '../reply.ts'
import type { Route } from '../route.ts'
import { route } from '../route.ts'

/** A changed file has another address, so that a browser never needs to ask again. */
const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable' }

export const ASSETS: readonly Route[] = [
  route({
    path: '/static/{hash}/{name}',
    summary: 'A style sheet, script or picture of the pages, at an address that changes with what it holds',
    parts: { hash: 'Digest of what it holds', name: 'Name of the file' },
    query: z.object({}),
    answers: { types: ['text/css', 'text/javascript', 'image/svg+xml'] },
    handle({ path }) {
      const asset = assetOf(path.name!)
      if (asset === undefined) throw problem('unknown-id', 'there is no such file')
      const current = asset.address === `/static/${path.hash}/${path.name}`
      return text(asset.type, asset.text, current ? FOR_EVER : {})
    },
  }),
]
