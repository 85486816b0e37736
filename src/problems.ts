/**
 * Everything that can go wrong over HTTP, as one table (RFC 9457). A handler throws `problem(code, detail)`;
 * http/failures.ts is the one place that turns what was thrown into a response.
 */

/** code: status, title, what the caller can do about it. */
export const PROBLEMS = {
  'bad-parameter': [400, 'A parameter has a value that cannot be used', 'Correct the parameters named in `errors`.'],
  'unknown-parameter': [400, 'A parameter is not known here', 'Leave it out, or use the name given in `nearest`.'],
  'bad-cursor': [400, 'The cursor does not belong to this question', 'Start again from the address in `first`.'],
  'bad-path': [400, 'The address cannot be read', 'Percent-encode ids in the path, as UTF-8.'],
  'bad-request': [400, 'The request is not HTTP that can be read', 'Send a well-formed request.'],
  'bad-body': [400, 'The body cannot be read', 'Send a body in the form that its content type names.'],
  'address-refused': [400, 'The address may not be fetched', 'Give a public http or https address.'],
  unauthorized: [
    401,
    'Writing needs a token',
    'Send `Authorization: Bearer TOKEN`; `claimthread serve` says where it is.',
  ],
  forged: [403, 'The form was not made here', 'Open the page again, and send the form from there.'],
  'unknown-route': [404, 'There is nothing at this address', 'See /openapi.json for the addresses.'],
  'unknown-target': [404, 'The target names nothing that is stored', 'Try one of the names in `nearest`, or /search.'],
  'unknown-id': [404, 'No such thing is stored', 'Check the id; with as-of it may not have been there yet.'],
  'method-not-allowed': [405, 'The address does not take this method', 'Use a method of the Allow header.'],
  'request-timeout': [408, 'The request took too long to arrive', 'Send it again.'],
  'body-too-large': [413, 'The body is too large', 'Send less at a time, or ingest from the command line.'],
  'address-too-long': [414, 'The address is too long', 'Ask with fewer or shorter parameters.'],
  'unsupported-type': [415, 'The body has a content type that is not read', 'Use one of the types in `accepted`.'],
  'headers-too-large': [431, 'The headers are too large', 'Send fewer or shorter headers.'],
  internal: [500, 'Something went wrong here', 'Try again; the log of the server names the `instance`.'],
  'not-supported': [501, 'The store cannot do this', 'Use another store, or ask something else.'],
  busy: [503, 'Too much is going on', 'Try again after the seconds of Retry-After.'],
  stopping: [503, 'The server is stopping', 'Try again in a moment.'],
} as const satisfies Record<string, readonly [number, string, string]>

export type ProblemCode = keyof typeof PROBLEMS

/** The one shape of every failure: `application/problem+json`. */
export interface ProblemBody {
  readonly type: string
  readonly code: ProblemCode
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  /** Single faults, names that are alike, types accepted and the like. */
  readonly [extension: string]: unknown
}

/** Extension members, and headers that the status asks for. */
export interface ProblemOptions {
  readonly extra?: { readonly [name: string]: unknown }
  readonly headers?: { readonly [name: string]: string }
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly extra: { readonly [name: string]: unknown }
  readonly headers: { readonly [name: string]: string }
  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.extra = options.extra ?? {}
    this.headers = options.headers ?? {}
  }
}

export function problem(code: ProblemCode, detail: string, options: ProblemOptions = {}): Problem {
  return new Problem(code, detail, options)
}

/** The body of a problem's response. `instance` names this one occurrence, for the log. */
export function problemBody(fault: Problem, instance: string): ProblemBody {
  const [status, title] = PROBLEMS[fault.code]
  const type = `/problems/${fault.code}`
  return { ...fault.extra, type, code: fault.code, title, status, detail: fault.message, instance }
}

export function statusOf(code: ProblemCode): number {
  return PROBLEMS[code][0]
}
