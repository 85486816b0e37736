/** Why a request gave nothing. */

export type FailedKind = 'refused' | 'robots' | 'status' | 'timeout' | 'network' | 'too-large' | 'budget' | 'stopped'

/** Thrown by the client; the message names the host and what to do, never a credential. */
export class FetchFailed extends Error {
  readonly kind: FailedKind
  /** Address asked for, without its query where that may hold a secret. */
  readonly url: string
  /** Status of the answer, where there was one. */
  readonly status: number | null
  /** Seconds after which the server says to come back. */
  readonly retryAfter: number | null

  constructor(
    kind: FailedKind,
    url: string,
    message: string,
    { status = null, retryAfter = null }: { readonly status?: number | null; readonly retryAfter?: number | null } = {},
  ) {
    super(message)
    this.name = 'FetchFailed'
    this.kind = kind
    this.url = url
    this.status = status
    this.retryAfter = retryAfter
  }
}
