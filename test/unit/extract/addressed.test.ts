/** Whom a reply speaks to, and how an account is told apart from the source that it is of. */
import { describe, expect, it } from 'vitest'
import { accountOf, mentionedIn, salutedIn } from '../../../ingest/extract/addressed.ts'

describe('whom a text speaks to', () => {
  it.each([
    ['@Anna I agree with @bob-2, and @anna knows.', ['anna', 'bob-2']],
    ['As [@12y] says.', ['12y']],
    ['Thanks, @a.moreau.', ['a.moreau']],
    ['Write to anna@example.org.', []],
    ['同意@bob', ['bob']],
    ['Nobody here.', []],
  ])('%s', (text, accounts) => expect(mentionedIn(text)).toEqual(accounts))

  it.each([
    ['@Anna: no.', 'anna'],
    ['[@12y](https://example.org) I see.', '12y'],
    ['Hi bob, how so?', 'bob'],
    ['Thanks carol: that helps.', 'carol'],
    ['bob, how so?', 'bob'],
    ['How so, @bob?', null],
    ['', null],
  ])('begins to: %s', (text, account) => expect(salutedIn(text)).toBe(account))

  it.each([
    ['github', 'github:anna', 'anna'],
    ['discourse:talk.example.org', 'discourse:talk.example.org:Anna', 'anna'],
    ['github', null, null],
  ])('of the source %s, %s is %s', (source, author, account) => expect(accountOf({ source, author })).toBe(account))
})
