// What scripts add to pages that work without them. Nothing here fetches from anywhere but this server.

/** Long lists grow in place: the next page's rows are put below those that are there. */
async function showMore(link) {
  link.setAttribute('aria-busy', 'true')
  link.textContent = 'Loading…'
  const before = document.querySelectorAll('[data-rows] > li').length
  const response = await fetch(link.href, { headers: { Accept: 'text/html' } })
  if (!response.ok) throw new Error(String(response.status))
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const list = document.querySelector('[data-rows]')
  list.append(...page.querySelectorAll('[data-rows] > li'))
  const next = page.querySelector('[data-more]')
  if (next) {
    link.href = next.getAttribute('href')
    link.textContent = 'Show more'
    link.removeAttribute('aria-busy')
  } else link.closest('.paging').remove()
  const first = list.children[before]?.querySelector('a')
  first?.focus({ preventScroll: true })
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('[data-more]')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  if (link.getAttribute('aria-busy') === 'true') return
  showMore(link).catch(() => location.assign(link.href))
})

/** Forms that ask send only what was filled in, so that their address says what was asked and no more. */
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('[data-tidy]')) return
  for (const field of form.elements) {
    const plain = field.name === 'sort' && field.value === 'newest'
    if (field.name && (field.value === '' || plain)) field.disabled = true
  }
})
window.addEventListener('pageshow', () => {
  for (const field of document.querySelectorAll('[data-tidy] :disabled')) field.disabled = false
})

/** One list of choices is open at a time; a click elsewhere or Escape closes it. */
const closeOthers = (kept) => {
  for (const open of document.querySelectorAll('details.pick[open]')) if (open !== kept) open.open = false
}
document.addEventListener('click', (event) => closeOthers(event.target.closest?.('details.pick')))
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const open = document.querySelector('details.pick[open]')
  if (!open) return
  open.open = false
  open.querySelector('summary').focus()
})

/** What was typed into a form of this kind survives a reload, a failure or a wrong turn, until it was taken. */
for (const form of document.querySelectorAll('form[data-keep]')) {
  const key = `keep:${location.pathname}:${form.dataset.keep}`
  const fields = () =>
    [...form.elements].filter((field) => field.name && !['hidden', 'password', 'file', 'submit'].includes(field.type))
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    for (const field of fields())
      if (kept[field.name] !== undefined && field.value === '') field.value = kept[field.name]
  } catch {}
  form.addEventListener('input', () => {
    const values = Object.fromEntries(fields().map((field) => [field.name, field.value]))
    sessionStorage.setItem(key, JSON.stringify(values))
  })
}
for (const taken of document.querySelectorAll('[data-taken]')) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('keep:') && key.endsWith(`:${taken.dataset.taken}`)) sessionStorage.removeItem(key)
  }
}

/** The list of revisions as a slider: moving it shows which, letting go opens it. */
for (const place of document.querySelectorAll('[data-slider]')) {
  const links = [...place.nextElementSibling.querySelectorAll('a[data-revision]')].reverse()
  if (links.length < 2) continue
  const here = links.findIndex((link) => link.closest('li').hasAttribute('aria-current'))
  const range = document.createElement('input')
  range.type = 'range'
  range.max = String(links.length - 1)
  range.value = String(here < 0 ? links.length - 1 : here)
  range.setAttribute('aria-label', 'Revision')
  const output = document.createElement('output')
  const said = () => {
    const item = links[Number(range.value)].closest('li')
    output.textContent = `${links[Number(range.value)].textContent}, ${item.querySelector('time')?.textContent ?? 'undated'}`
    range.setAttribute('aria-valuetext', output.textContent)
  }
  said()
  range.addEventListener('input', said)
  range.addEventListener('change', () => location.assign(links[Number(range.value)].href))
  place.className = 'slider'
  place.append(range, output)
}

/** A click on a claim opens what stands beside its passage. */
document.addEventListener('click', (event) => {
  const claim = event.target.closest?.('.marked .claim')
  if (!claim || event.target.closest('a') || String(getSelection()) !== '') return
  const notes = claim.closest('.passage')?.querySelector('details.notes')
  if (notes) notes.open = !notes.open
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const open = document.querySelector('details.notes[open]')
  if (!open) return
  open.open = false
  open.querySelector('summary').focus()
})
