/** The filter row of a list, made of the table of filters: what can be asked of its rows is what can be filled in. */
import type { Filter, FilterSchema, Question } from '../../../graph/index.ts'
import { FILTERS, SORTS } from '../../../graph/index.ts'
import { DEFAULT_LIMIT } from '../../answers/params.ts'
import { stateWord } from '../format.ts'
import type { Html } from '../html.ts'
import { flag, html } from '../html.ts'

/** Asked so often that they stand open; the others are folded away. */
const FRONT = new Set(['target', 'act', 'state', 'target-state', 'author', 'since', 'before', 'min-confidence', 'q'])

/** What a field is called, where that is not its parameter's name. */
const LABELS: Readonly<Record<string, string>> = {
  q: 'Words',
  target: 'About',
  'target-state': 'Target is',
  'claim-state': 'Claim is',
  'min-confidence': 'Confidence from',
  'as-of': 'As of',
  'known-by': 'Known by',
}

/** Orders as people say them. */
const SORT_WORDS: Readonly<Record<(typeof SORTS)[number], string>> = {
  newest: 'newest first',
  oldest: 'oldest first',
  confidence: 'surest first',
}

function labelOf(name: string): string {
  return LABELS[name] ?? name[0]!.toUpperCase() + name.slice(1)
}

const midnight = /^(\d{4}-\d\d-\d\d)T00:00:00(?:\.000)?Z$/

function dateField(name: string, value: string): Html {
  const day = midnight.exec(value)?.[1]
  // A time of day would be lost in a field for days.
  return value === '' || day !== undefined
    ? html`<input type="date" id="f-${name}" name="${name}" value="${day ?? ''}">`
    : html`<input id="f-${name}" name="${name}" value="${value}">`
}

function choice(name: string, values: readonly string[], chosen: string): Html {
  const option = (value: string) =>
    html`<option value="${value}"${flag('selected', value === chosen)}>${stateWord(value)}</option>`
  return html`<select id="f-${name}" name="${name}"><option value="">any</option>${values.map(option)}</select>`
}

function choices(name: string, values: readonly string[], chosen: readonly string[]): Html {
  const said = chosen.length === 0 ? 'any' : chosen.map(stateWord).join(', ')
  const box = (value: string) =>
    html`<label><input type="checkbox" name="${name}" value="${value}"${flag('checked', chosen.includes(value))}> ${stateWord(value)}</label>`
  return html`<details class="pick"><summary><span class="label">${labelOf(name)}</span> <span class="value">${said}</span></summary><fieldset><legend class="hidden">${labelOf(name)}</legend>${values.map(box)}</fieldset></details>`
}

function field(name: string, help: string, schema: FilterSchema, value: unknown): Html {
  if (schema.type === 'enum' && schema.many) {
    return choices(name, schema.values, Array.isArray(value) ? value.map(String) : [])
  }
  const text = value === undefined || value === null ? '' : String(value)
  let input: Html
  switch (schema.type) {
    case 'enum':
      input = choice(name, schema.values, text)
      break
    case 'date':
      input = dateField(name, text)
      break
    case 'number':
      input = html`<input type="number" id="f-${name}" name="${name}" value="${text}" min="${schema.least}" max="${schema.most}" step="0.05">`
      break
    case 'text':
      input = html`<input id="f-${name}" name="${name}" value="${text}" autocomplete="off">`
  }
  return html`<div class="field" title="${help}"><label for="f-${name}">${labelOf(name)}</label>${input}</div>`
}

/** The form. `fixed` names filters that the address itself gives; `hidden` is sent along unseen. */
export function filterRow(question: Question, path: string, fixed: readonly string[]): Html {
  const { kind, filters, asOf, knownBy, sort, limit } = question
  const here = FILTERS.filter(({ kinds, name }) => kinds.includes(kind) && !fixed.includes(name) && name !== 'sense')
  const given = filters as Readonly<Record<string, unknown>>
  const shown = ({ name, help, schema, key }: Filter) => field(name, help, schema, given[key])
  const clock = (name: string, help: string, value: string | null) => field(name, help, { type: 'date' }, value ?? '')
  const back = here.filter(({ name }) => !FRONT.has(name))
  const open = knownBy !== null || back.some(({ key }) => given[key] !== undefined)
  const sorts = SORTS.map(
    (one) => html`<option value="${one}"${flag('selected', one === sort)}>${SORT_WORDS[one]}</option>`,
  )
  const chosen = here.filter(({ key }) => given[key] !== undefined).length
  return html`<details class="filters-fold"><summary>Filters${chosen > 0 && ` (${chosen})`}</summary><form class="filters" action="${path}" aria-label="Filters" data-tidy>
<div class="row">
${here.filter(({ name }) => FRONT.has(name)).map(shown)}
${clock('as-of', 'Only what had been said by then; states as they were then', asOf)}
<div class="field"><label for="f-sort">Order</label><select id="f-sort" name="sort">${sorts}</select></div>
<button>Apply</button>
</div>
<details class="more"${flag('open', open)}><summary>More filters</summary><div class="row">
${back.map(shown)}
${clock('known-by', 'Only what this store had learned by then', knownBy)}
</div></details>
${limit === DEFAULT_LIMIT ? null : html`<input type="hidden" name="limit" value="${limit}">`}
${filters.sense === undefined ? null : html`<input type="hidden" name="sense" value="${filters.sense}">`}
</form></details>`
}
