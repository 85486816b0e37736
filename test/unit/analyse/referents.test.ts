/** Links by whatever address name the document itself, where the forum's addresses are known. */
import { describe, expect, it } from 'vitest'
import { referent } from '../../../ingest/analyse/referents.ts'

const POST = 'AbCdEfGhIjKlMnOpQ'
const COMMENT = 'QpOnMlKjIhGfEdCbA'
const anywhere = { source: 'web', url: 'https://blog.example/a' }

describe('a link to a post or comment of the forums', () => {
  it.each([
    [`https://www.lesswrong.com/posts/${POST}/a-slug`, `forummagnum:lw:${POST}`],
    [`https://lesswrong.com/posts/${POST}/another-slug?utm_source=x`, `forummagnum:lw:${POST}`],
    [`https://www.alignmentforum.org/posts/${POST}`, `forummagnum:lw:${POST}`],
    [`https://www.greaterwrong.com/posts/${POST}/a-slug/comment/${COMMENT}`, `forummagnum:lw:${COMMENT}`],
    [`https://www.lesswrong.com/posts/${POST}/a-slug?commentId=${COMMENT}`, `forummagnum:lw:${COMMENT}`],
    [`https://www.lesswrong.com/posts/${POST}/a-slug#${COMMENT}`, `forummagnum:lw:${COMMENT}`],
    [`https://www.lesswrong.com/posts/${POST}/a-slug#A_heading`, `forummagnum:lw:${POST}`],
    [`https://forum.effectivealtruism.org/posts/${POST}/a-slug`, `forummagnum:eaf:${POST}`],
    [`https://ea.greaterwrong.com/posts/${POST}/a-slug`, `forummagnum:eaf:${POST}`],
  ])('%s', (href, id) => expect(referent(href, anywhere)).toBe(id))

  it('also from within the forum, by its path alone', () => {
    const inside = { source: 'forummagnum:lw', url: `https://www.lesswrong.com/posts/${COMMENT}/other` }
    expect(referent(`/posts/${POST}/a-slug`, inside)).toBe(`forummagnum:lw:${POST}`)
  })
})

it('a link within a Discourse forum names the post as its quotations do', () => {
  const post = { source: 'discourse:forum.example', url: 'https://forum.example/t/fees/7/2' }
  expect(referent('https://forum.example/t/fees/7/3?u=ann', post)).toBe('topic:7/post:3')
  expect(referent('/t/7', post)).toBe('topic:7/post:1')
  expect(referent('https://other.example/t/fees/7/3', post)).toBe('https://other.example/t/fees/7/3')
})

it.each(['https://www.lesswrong.com/about', 'https://blog.example/b#c', 'notes.md', '#below', 'mailto:a@b.example'])(
  '%s stands as it is',
  (href) => expect(referent(href, anywhere)).toBe(href),
)
