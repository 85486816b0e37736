/** A document as its forum shows it, with its claims marked, what responds to them in the margin, and the comments below. */
import type { Clocks, DocumentRow, ResponseRow, SourceDocument, Store } from '../../../graph/index.ts'
import { addressOf, clocksQuery, listAddress } from '../../answers/addresses.ts'
import { actCounts, count, stateWord, time } from '../format.ts'
import type { Html } from '../html.ts'
import { html, joined } from '../html.ts'
import { authorLink, away, documentLink, documentName } from '../links.ts'
import type { Page, View } from '../page.ts'
import { asOfRow } from '../parts/as-of.ts'
import { comments } from '../parts/comments.ts'
import { countsOf, short } from '../parts/margin.ts'
import { markedText } from '../parts/marked-text.ts'
import { promptsOf, revisionList } from '../parts/revisions.ts'
import { commentsOf, readRevision, recordsOf, responsesTo } from '../reading.ts'

type Body = DocumentRow & Clocks

export const documentView: View = async (row: Body, { service: { store }, address, params }): Promise<Page> => {
  const { asOf, knownBy } = row
  const clocks = clocksQuery({ asOf, knownBy })
  const times = { asOf, knownBy }
  const revisions = await store.revisions(row.id, asOf)
  const reading = row.revision === null ? null : await readRevision(store, row.id, row.revision, times)
  const responses = reading?.responses ?? (await responsesTo(store, row.id, times)).rows
  const tree = await commentsOf(store, row, times)
  const prompts = promptsOf(responses)
  const twin = await twinOf(store, reading?.record)
  return {
    title: documentName(row),
    width: 'wide',
    main: html`<article class="reading">
${documentHead(row, responses, clocks, twin)}
${asOfRow(address, asOf)}
${revisionList({ document: row.id, revisions, here: row.revision?.id ?? null, prompts, clocks })}
<div class="prose marked">${reading === null ? gone(row) : markedText(reading, { clocks, part: Number(params.part ?? 1), address })}</div>
</article>
${withdrawn(reading === null ? [] : responses, new Set(reading?.view?.sentences.map(({ claim }) => claim)), clocks)}
<section class="comments" aria-labelledby="comments"><h2 id="comments">${tree.comments.length === 0 ? 'No comments' : 'Comments'}</h2>
${tree.comments.length === 0 && html`<p class="quiet">None has been read${asOf === null ? '' : ' from before that day'}.</p>`}
${comments(tree.comments, clocks)}
${tree.left > 0 && html`<p>${count(tree.left, 'more comment')}: <a href="${listAddress('/documents', { target: row.id }, clocks)}">all documents about this one</a></p>`}</section>`,
  }
}

/** Title, who wrote it and when, what it answers, and what was said to it. */
function documentHead(row: DocumentRow, responses: readonly ResponseRow[], clocks: string, twin: Twin | null): Html {
  const all = listAddress('/responses', { target: row.id }, clocks)
  const whole = responses.filter(({ to }) => to.claim === null)
  return html`<header>
${row.parent !== null && html`<p class="kicker">in answer to ${documentLink(row.parent, clocks)}${row.root !== null && row.root.id !== row.parent.id && html`, in ${documentLink(row.root, clocks)}`}</p>`}
<h1 dir="auto">${row.title ?? `${stateWord(row.kind)} by ${row.author?.name ?? 'unknown author'}`}</h1>
${row.subtitle !== null && html`<p class="subtitle" dir="auto">${row.subtitle}</p>`}
<p class="meta">${joined(
    [
      html`${authorLink(row.author, clocks)}`,
      time(row.createdAt),
      row.state !== 'live' && html`<span class="state">${row.state}</span> ${row.stateAt && time(row.stateAt)}`,
      score(row),
      row.url !== null && away(row.url, 'at its source'),
      twin &&
        html`also posted as ${twin.isRead ? html`<a href="${addressOf('document', twin.id, clocks)}">${twin.id}</a>` : html`${twin.id} (not read here)`}`,
    ],
    ' · ',
  )}</p>
${responses.length > 0 && html`<p class="meta"><a href="${all}">${count(responses.length, 'response')}</a>: ${actCounts(countsOf(responses))}</p>`}
${whole.length > 0 && html`<details class="whole"><summary>${count(whole.length, 'response')} to it as a whole</summary>${whole.slice(0, 20).map((one) => short(one, clocks))}</details>`}
</header>`
}

/** The same post on another forum, as its source says. */
interface Twin {
  readonly id: string
  readonly isRead: boolean
}

async function twinOf(store: Store, record: SourceDocument | undefined): Promise<Twin | null> {
  const twin = record?.extra.crosspost
  return typeof twin === 'string' ? { id: twin, isRead: (await recordsOf(store, [twin])).has(twin) } : null
}

/** Scores are the source's own, shown as such. */
function score({ score: given }: DocumentRow): string | null {
  if (typeof given === 'number') return `score ${given}`
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return null
  const parts = Object.entries(given).filter(([, value]) => typeof value === 'number')
  return parts.length === 0 ? null : parts.map(([name, value]) => `${value} ${name}`).join(', ')
}

function gone({ state }: DocumentRow): Html {
  return html`<p class="note">Its text is not here: at its source it is ${stateWord(state)}. Its place in the discussion stays.</p>`
}

/** Responses to what stands in the text no more. */
function withdrawn(responses: readonly ResponseRow[], standing: ReadonlySet<string>, clocks: string): Html | null {
  const past = responses.filter(({ to }) => to.claim !== null && !standing.has(to.claim))
  if (past.length === 0) return null
  return html`<section><h2>To passages that are in the text no more</h2>${past
    .slice(0, 40)
    .map(
      (row) =>
        html`<div class="past"><p><q dir="auto"><a href="${addressOf('claim', row.to.claim!, clocks)}">${row.to.exact ?? 'a passage'}</a></q></p>${short(row, clocks)}</div>`,
    )}</section>`
}
