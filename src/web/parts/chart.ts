/** A small chart of counts over time, drawn as SVG, with a table that says the same. */
import type { Act } from '../../../graph/index.ts'
import type { Activity } from '../../answers/activity.ts'
import { ACT_WORDS } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'

const SHOWN: readonly Act[] = ['objection', 'question', 'support']
const WIDTH = 640
const HEIGHT = 120
const GAP = 2

/** What a period is called: 2018, 2018 Q2, 2018-05. */
function named(from: string, unit: Activity['unit']): string {
  if (unit === 'year') return from.slice(0, 4)
  if (unit === 'month') return from.slice(0, 7)
  return `${from.slice(0, 4)} Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`
}

export function chart({ unit, periods }: Activity): Html | null {
  if (periods.length === 0) return null
  const totals = periods.map(({ counts }) => SHOWN.reduce((sum, act) => sum + (counts[act] ?? 0), 0))
  const most = Math.max(1, ...totals)
  const step = Math.min(48, WIDTH / periods.length)
  const bars = periods.map(({ from, counts }, index) => {
    let top = HEIGHT
    const parts = SHOWN.map((act) => {
      const height = ((counts[act] ?? 0) / most) * (HEIGHT - 10)
      top -= height
      return height === 0
        ? null
        : html`<rect class="bar act-${act}" x="${(index * step).toFixed(1)}" y="${top.toFixed(1)}" width="${Math.max(1, step - GAP).toFixed(1)}" height="${height.toFixed(1)}"></rect>`
    })
    const said = SHOWN.filter((act) => counts[act]).map((act) => `${counts[act]} ${ACT_WORDS[act][1]}`)
    return html`<g><title>${named(from, unit)}: ${said.length === 0 ? 'nothing' : said.join(', ')}</title>${parts}</g>`
  })
  const [first, last] = [periods[0]!, periods.at(-1)!]
  return html`<figure class="chart">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Objections, questions and support by ${unit}"><line x1="0" x2="${WIDTH}" y1="${HEIGHT - 0.5}" y2="${HEIGHT - 0.5}"></line>${bars}</svg>
<figcaption><span>${named(first.from, unit)}</span> <span class="legend">${SHOWN.map((act) => html`<span class="act act-${act}">${ACT_WORDS[act][1]}</span> `)} by ${unit}, at most ${most}</span> <span>${periods.length > 1 && named(last.from, unit)}</span></figcaption>
<details><summary>As a table</summary><div class="scroll"><table><thead><tr><th scope="col">${unit}</th>${SHOWN.map((act) => html`<th scope="col" class="number">${ACT_WORDS[act][1]}</th>`)}</tr></thead><tbody>${periods
    .filter((_, index) => totals[index]! > 0)
    .map(
      ({ from, counts }) =>
        html`<tr><th scope="row">${named(from, unit)}</th>${SHOWN.map((act) => html`<td class="number">${counts[act] ?? 0}</td>`)}</tr>`,
    )}</tbody></table></div></details>
</figure>`
}
