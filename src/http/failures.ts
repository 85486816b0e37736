/** The one place where what was thrown becomes a response: RFC 9457, always the same shape, nothing of the server in it. */
import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler } from 'express'
import { BadCursor, Unknown } from '../../graph/index.ts'
import type { ProblemCode } from '../problems.ts'
import { Problem, problem, problemBody, statusOf } from '../problems.ts'
import { problemPage } from '../web/pages/problem.ts'
import { sendPage } from './send-page.ts'

/** Codes of errors that express, its body reader and its router throw. */
const EXPRESS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  'entity.too.large': ['body-too-large', 'the body is larger than is read'],
  'request.aborted': ['bad-request', 'the request was broken off'],
  'request.size.invalid': ['bad-request', 'the body has not the length that its header gives'],
  'encoding.unsupported': ['unsupported-type', 'the content encoding is not read'],
}

/** What was thrown, as a problem. Anything unforeseen is `internal`, and its words stay in the log. */
function toProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  if (thrown instanceof Unknown) {
    return problem('unknown-target', thrown.message, { extra: { asked: thrown.asked, nearest: thrown.nearest } })
  }
  if (thrown instanceof BadCursor) return problem('bad-cursor', thrown.message)
  const { type, status } = Object(thrown) as { type?: unknown; status?: unknown }
  const known = typeof type === 'string' ? EXPRESS[type] : undefined
  if (known) return problem(known[0], known[1])
  if (thrown instanceof URIError || status === 400)
    return problem('bad-path', 'the address is not percent-encoded UTF-8')
  return problem('internal', 'an unforeseen error')
}

/** Ends a request with a problem. `log` gets what the client must not see. */
export function failures(log: (message: string) => void): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    const fault = toProblem(thrown)
    const instance = `urn:uuid:${randomUUID()}`
    if (fault.code === 'internal') log(`${instance} ${request.method} ${request.path}: ${described(thrown)}`)
    if (response.headersSent) {
      // A stream that broke in the middle: cut it off, so that nobody takes it for whole.
      next(thrown)
      return
    }
    for (const [name, value] of Object.entries(fault.headers)) response.setHeader(name, value)
    response.setHeader('Cache-Control', 'no-store')
    if (response.locals.form === 'html') {
      sendPage(response, problemPage(problemBody(fault, instance)), statusOf(fault.code), request.originalUrl)
      return
    }
    response
      .status(statusOf(fault.code))
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(fault, instance)))
  }
}

function described(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
