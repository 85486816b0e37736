/** Misspelt words of a question. */
import { describe, expect, test } from 'vitest'
import { respelt } from '../../../src/ask/spelling.ts'

describe('misspelt words of a question', () => {
  test.each([
    ['which objections to IDA are unanswerd', 'which objections to IDA are unanswered'],
    ['objectoins by Alice', 'objections by Alice'],
    ['critcisms of IDA since 2018', 'criticisms of IDA since 2018'],
    ['which objections to IDA are unanswered', null],
    ['what did Questionns say', null],
    ['clams', null],
    ['', null],
  ])('%j', (question, meant) => expect(respelt(question)).toBe(meant))

  test('what is spelt right is left alone', () => {
    const right = 'objections criticisms unanswered conceded withdrawn questions support requests disagreements'
    expect(respelt(right)).toBeNull()
  })
})
