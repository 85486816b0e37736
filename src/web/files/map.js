// Draws the map of a page with cytoscape, which is fetched from this server when the map is first seen.

const place = document.querySelector('[data-map]')
const said = document.querySelector('[data-said]')
const MOST_LABEL = 48

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

function sheet() {
  const acts = ['objection', 'support', 'question', 'concession', 'clarification', 'edit_request', 'edit_done', 'other']
  return [
    {
      selector: 'node',
      style: {
        label: 'data(short)',
        'font-size': 11,
        'text-wrap': 'wrap',
        'text-max-width': 130,
        'text-valign': 'center',
        color: colour('ink'),
        shape: 'round-rectangle',
        width: 145,
        height: 52,
        'background-color': colour('raised'),
        'border-width': 1,
        'border-color': colour('field'),
      },
    },
    {
      selector: 'node[kind = "concept"]',
      style: { shape: 'ellipse', 'border-width': 3, 'border-color': colour('accent') },
    },
    { selector: 'node[kind = "claim"]', style: { 'border-width': 2, 'border-color': colour('accent') } },
    { selector: 'node[kind = "author"]', style: { shape: 'round-tag', height: 34 } },
    ...acts.map((act) => ({
      selector: `node[act = "${act}"]`,
      style: { 'border-color': colour(act), 'border-width': 2 },
    })),
    {
      selector: 'edge',
      style: {
        width: 1.5,
        'curve-style': 'bezier',
        'target-arrow-shape': 'triangle',
        'line-color': colour('field'),
        'target-arrow-color': colour('field'),
        label: 'data(said)',
        'font-size': 9,
        color: colour('quiet'),
        'text-background-color': colour('page'),
        'text-background-opacity': 0.85,
      },
    },
    ...acts.map((act) => ({
      selector: `edge[act = "${act}"]`,
      style: { 'line-color': colour(act), 'target-arrow-color': colour(act), color: colour(act) },
    })),
    { selector: '.here', style: { 'border-width': 4, 'border-color': colour('focus') } },
  ]
}

const cut = (text) => (text.length <= MOST_LABEL ? text : `${text.slice(0, MOST_LABEL - 1)}…`)

function elements({ nodes, edges }) {
  return [
    ...nodes.map((node) => ({ data: { ...node, act: node.act ?? '', short: cut(node.label) } })),
    ...edges.map(({ from, to, act, count }) => {
      const words = act === null ? '' : act.replace('_', ' ')
      return { data: { source: from, target: to, act: act ?? '', said: count > 1 ? `${words} × ${count}` : words } }
    }),
  ]
}

async function draw() {
  const path = location.pathname
  const [{ default: cytoscape }, response] = await Promise.all([
    import(place.dataset.library),
    fetch(`${path}.json${location.search}`),
  ])
  const map = await response.json()
  place.querySelector('[data-waiting]')?.remove()
  const concept = map.nodes[0].kind === 'concept'
  const root = map.nodes[0].id
  const drawing = cytoscape({
    container: place,
    elements: elements(map),
    style: sheet(),
    layout: concept
      ? {
          name: 'concentric',
          animate: false,
          minNodeSpacing: 24,
          concentric: (node) => ({ concept: 3, claim: 2 })[node.data('kind')] ?? 1,
          levelWidth: () => 1,
        }
      : { name: 'breadthfirst', animate: false, directed: false, roots: [root], spacingFactor: 1.1 },
    minZoom: 0.15,
    maxZoom: 2.5,
    autoungrabify: false,
    userZoomingEnabled: false,
  })
  let here = 0
  const nodes = drawing.nodes()
  const show = (index) => {
    nodes.removeClass('here')
    here = (index + nodes.length) % nodes.length
    const node = nodes[here]
    node.addClass('here')
    const { kind, label, by, act } = node.data()
    said.textContent = `${here + 1} of ${nodes.length}: ${act ? act.replace('_', ' ') : kind}${by ? ` by ${by}` : ''}: ${label}`
  }
  const middle = () => ({ x: place.clientWidth / 2, y: place.clientHeight / 2 })
  const zoom = (factor) => drawing.zoom({ level: drawing.zoom() * factor, renderedPosition: middle() })
  /** A node that is chosen by key comes into the middle, large enough to be read. */
  const look = () => {
    drawing.zoom(Math.max(drawing.zoom(), 0.9))
    drawing.center(nodes[here])
  }
  place.addEventListener('focus', () => show(here))
  for (const [words, label, act] of [
    ['+', 'Larger', () => zoom(1.3)],
    ['−', 'Smaller', () => zoom(1 / 1.3)],
    ['Whole', 'The whole map', () => drawing.fit(undefined, 20)],
  ]) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'plain'
    button.textContent = words
    button.setAttribute('aria-label', label)
    button.addEventListener('click', act)
    document.querySelector('[data-tools]').append(button)
  }
  place.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      show(here + step)
      look()
    } else if (event.key === '+') zoom(1.3)
    else if (event.key === '-') zoom(1 / 1.3)
    else if (event.key === 'Enter') location.assign(nodes[here].data('self'))
    else return
    event.preventDefault()
  })
  drawing.on('tap', 'node', ({ target }) => location.assign(target.data('self')))
  drawing.on('mouseover', 'node', ({ target }) => show(nodes.indexOf(target)))
  for (const row of document.querySelectorAll('[data-from]')) {
    row.addEventListener('focusin', () => show(nodes.indexOf(drawing.getElementById(row.dataset.from))))
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawing.style(sheet()))
  place.dataset.drawn = 'true'
}

if (place) {
  place.querySelector('[data-waiting]').textContent = 'Drawing…'
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    seen.disconnect()
    draw().catch(() => {
      said.textContent = 'The map could not be drawn; the table says the same.'
    })
  })
  seen.observe(place)
}
