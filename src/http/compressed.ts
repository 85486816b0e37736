/** Compression of what is text and whole; what comes piece by piece, a job's progress, is sent as it comes. */
import compression from 'compression'
import type { RequestHandler } from 'express'

export function compressed(): RequestHandler {
  return compression({
    threshold: 1024,
    filter: (request, response) =>
      !/event-stream|ndjson/.test(String(response.getHeader('Content-Type'))) && compression.filter(request, response),
  })
}
