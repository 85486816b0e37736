/** Formulas as MathML, which browsers draw without scripts or fonts of ours. What cannot be read stays as it is written. */
import katex from 'katex'
import type { Html } from '../html.ts'
import { html, trusted } from '../html.ts'

/** Longer formulas stay text: the time that reading them takes is not bounded by their length alone. */
const MOST = 2_000

const DELIMITED = /^(\$\$|\$|\\\(|\\\[)([\s\S]*?)(\$\$|\$|\\\)|\\\])$/

export function math(written: string): Html {
  const [, opening, tex] = DELIMITED.exec(written) ?? []
  const source = html`<span class="math">${written}</span>`
  if (tex === undefined || tex.length > MOST) return source
  try {
    const made = katex.renderToString(tex, {
      ...{ output: 'mathml', displayMode: opening === '$$' || opening === '\\[' },
      ...{ throwOnError: true, strict: 'ignore', trust: false, maxSize: 20, maxExpand: 200 },
    })
    // The annotation repeats the source, which stands in the graph.
    const bare = made.replace(/<annotation[^>]*>[\s\S]*?<\/annotation>/, '')
    return html`<span class="math" title="${tex}">${trusted(bare)}</span>`
  } catch {
    return source
  }
}
