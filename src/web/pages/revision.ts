/** A document as it read at one revision: what that edit added, reworded and withdrew, and what prompted it. */
import type { Clocks, Revision, Store } from '../../../graph/index.ts'
import { addressOf, clocksQuery, revisionAddress } from '../../answers/addresses.ts'
import { changesBetween } from '../../answers/compare.ts'
import { clocksOf } from '../../answers/params.ts'
import { actBadge, count, excerpt, stateWord, time } from '../format.ts'
import type { Html } from '../html.ts'
import { flag, html, joined } from '../html.ts'
import { authorLink, documentName } from '../links.ts'
import type { Page, View } from '../page.ts'
import { markedText } from '../parts/marked-text.ts'
import { promptsOf, revisionList } from '../parts/revisions.ts'
import { wordDiff } from '../parts/word-diff.ts'
import type { RevisionBrief } from '../reading.ts'
import { readRevision } from '../reading.ts'

type Body = Revision
type Changes = ReturnType<typeof changesBetween>['changes']

export const revisionView: View = async (body: Body, { service: { store }, params, address }): Promise<Page> => {
  const times = clocksOf(params)
  const clocks = clocksQuery(times)
  const [row, revisions] = await Promise.all([
    store.row('document', body.document, times),
    store.revisions(body.document, times.asOf),
  ])
  const at = revisions.findIndex(({ id }) => id === body.id)
  const before = revisions[at - 1]
  const reading = await readRevision(store, body.document, body, times)
  const earlier = before === undefined ? null : await store.view(before.id)
  const changes = before === undefined ? [] : changesBetween(earlier, reading.view).changes
  const prompts = promptsOf(reading.responses)
  const name = row === null ? body.document : documentName(row)
  const editor = await editorOf(store, body, times)
  return {
    title: `${name}, revision ${body.number}`,
    width: 'wide',
    main: html`<article class="reading">
<header><p class="kicker"><a href="${addressOf('document', body.document, clocks)}">${name}</a></p>
<h1 dir="auto">Revision ${body.number}${body.at !== null && html` <span class="quiet">of ${time(body.at)}</span>`}</h1>
<p class="meta">${joined([editor, body.origin === 'in-text' && 'told of by a note in the text', body.origin === 'observed' && html`seen by us ${time(body.observedAt)}`, body.note !== null && body.note !== '' && html`<q dir="auto">${body.note}</q>`], ' · ')}</p>
<p>${steps(body.document, before, revisions[at + 1], clocks)}</p></header>
${revisionList({ document: body.document, revisions, here: body.id, prompts, clocks })}
${whatChanged(changes, before, prompts.get(body.id) ?? [], clocks)}
<div class="prose marked">${markedText(reading, { clocks, changes: marks(changes), part: Number(params.part ?? 1), address })}</div>
</article>`,
  }
}

async function editorOf(store: Store, { editor }: Revision, times: Clocks): Promise<Html | null> {
  if (editor === null) return null
  const row = await store.row('author', editor, times)
  return html`by ${row === null ? editor : authorLink(row, clocksQuery(times))}`
}

function steps(
  document: string,
  before: RevisionBrief | undefined,
  after: RevisionBrief | undefined,
  clocks: string,
): Html {
  const link = (one: RevisionBrief | undefined, words: string, rel: string) =>
    one && html`<a class="button plain" rel="${rel}" href="${revisionAddress(document, one.id, clocks)}">${words}</a>`
  return joined([link(before, '← Before', 'prev'), link(after, 'After →', 'next')], ' ')
}

/** What the margin says of each changed claim. */
function marks(changes: Changes): ReadonlyMap<string, { readonly change: string; readonly said: Html }> {
  return new Map(
    changes
      .filter(({ after }) => after !== null)
      .map(({ claim, change, before, after }) => {
        const was = before !== null && after !== null && before.exact !== after.exact
        const words = was ? html`<blockquote dir="auto">${wordDiff(before.exact, after.exact)}</blockquote>` : null
        return [claim, { change, said: html`<p class="edit">${stateWord(change)}</p>${words}` }]
      }),
  )
}

const ORDER = ['reworded', 'withdrawn', 'added', 'struck', 'restored'] as const
/** Changes of one kind that are listed; those in the text are marked there. */
const MOST_LISTED = 30
/** So few stand open. */
const FEW = 3

function whatChanged(
  changes: Changes,
  before: RevisionBrief | undefined,
  prompts: ReturnType<typeof promptsOf> extends ReadonlyMap<string, infer Rows> ? Rows : never,
  clocks: string,
): Html {
  if (before === undefined) return html`<p class="note">The first revision that is known.</p>`
  if (changes.length === 0)
    return html`<p class="note">No claim changed from revision ${before.number} to this one.</p>`
  const counts = ORDER.map((kind) => [kind, changes.filter(({ change }) => change === kind)] as const)
  const there = counts.filter(([, all]) => all.length > 0)
  return html`<section class="note"><p><strong>What this edit did:</strong> ${joined(
    there.map(([kind, all]) => `${count(all.length, 'claim')} ${kind}`),
    ', ',
  )}.</p>
${prompts.map((row) => html`<p>Prompted by the ${actBadge(row.act)} of ${authorLink(row.author, clocks)}, ${time(row.at)}: <q dir="auto"><a href="${addressOf('response', row.id, clocks)}">${excerpt(row.exact, 240)}</a></q></p>`)}
${there.map(
  ([kind, all]) =>
    html`<details${flag('open', all.length <= FEW)}><summary>${count(all.length, 'claim')} ${kind}</summary><ul class="changes">${all
      .slice(0, MOST_LISTED)
      .map(
        ({ claim, before: was, after }) =>
          html`<li dir="auto">${
            was !== null && after !== null && was.exact !== after.exact
              ? wordDiff(was.exact, after.exact)
              : (after?.exact ?? html`<del>${was?.exact}</del>`)
          } <a href="${after === null ? addressOf('claim', claim, clocks) : `#${claim}`}">${after === null ? 'its life' : 'in the text'}</a></li>`,
      )}</ul>${all.length > MOST_LISTED && html`<p class="quiet">and ${all.length - MOST_LISTED} more</p>`}</details>`,
)}</section>`
}
