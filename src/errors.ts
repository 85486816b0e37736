/** Faults that the command line tells in a sentence, without a stack. */

/** A fault of usage: what, where, and how to mend it. Exit status 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** A fault that is told in a sentence, without a stack. Exit status 1. */
export class Failure extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Failure'
  }
}
