/** A map of a claim or concept: a drawing, and a table beside it that says the same. */
import type { GraphMap, MapNode } from '../../answers/map.ts'
import { assetAddress } from '../assets.ts'
import { actBadge, excerpt, stateBadge } from '../format.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import type { Page, View } from '../page.ts'

export const mapView: View = (body: GraphMap, { address }): Page => {
  const root = body.nodes[0]!
  const named = new Map(body.nodes.map((node) => [node.id, node]))
  const query = address.includes('?') ? address.slice(address.indexOf('?')) : ''
  return {
    title: `Map of ${excerpt(root.label, 60)}`,
    width: 'wide',
    scripts: ['map.js'],
    main: html`<p class="kicker">Map of the ${root.kind}</p>
<h1 class="claim-words"><a href="${root.self}" dir="auto">${excerpt(root.label, 120)}</a></h1>
${body.edges.length === 0 ? html`<p class="empty">Nobody has responded to it${query === '' ? '' : ' by then'}, so there is nothing to draw.</p>` : drawn(body, named)}`,
  }
}

function drawn({ edges, more }: GraphMap, named: ReadonlyMap<string, MapNode>): Html {
  return html`${more && html`<p class="note">There is more than a map can show: the newest are here.</p>`}
<div class="map-with-table">
<div class="map" data-map data-library="${assetAddress('cytoscape.js')}" tabindex="0" role="application" aria-label="Map. Arrow keys go from one node to the next, Enter opens it; the table below says the same."><p class="quiet" data-waiting>The drawing needs scripts; the table says the same.</p></div>
<div class="map-tools" data-tools></div>
<p class="map-said" aria-live="polite" data-said></p>
<div class="scroll"><table><caption class="hidden">What responds to what</caption><thead><tr><th scope="col">From</th><th scope="col">Act</th><th scope="col">To</th></tr></thead><tbody>${edges.map(
    ({ from, to, act, count }) =>
      html`<tr data-from="${from}" data-to="${to}"><td>${cell(named.get(from))}</td><td>${act === null ? html`<span class="quiet">is about</span>` : actBadge(act)}${count > 1 && html` × ${count}`}</td><td>${cell(named.get(to))}</td></tr>`,
  )}</tbody></table></div></div>`
}

function cell(node: MapNode | undefined): Html | null {
  if (node === undefined) return null
  const by = node.by === null ? null : html`<span class="quiet">${node.by}: </span>`
  return html`${by}<a href="${node.self}" dir="auto">${excerpt(node.label, 110)}</a> ${stateBadge(node.state)}`
}
