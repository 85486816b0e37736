// Follows a job by its events, and shows its page anew when it has ended.
const job = document.querySelector('[data-job]')
const said = document.querySelector('[data-progress]')
const events = new EventSource(job.dataset.job)
const numbers = new Intl.NumberFormat('en')

function show(event) {
  const { state, progress, finishedAt } = JSON.parse(event.data)
  if (finishedAt) {
    events.close()
    location.reload()
  } else if (said && progress) {
    const of = progress.total === null ? '' : ` of ${numbers.format(progress.total)}`
    const share = progress.share === null ? '' : `, ${Math.round(progress.share * 100)} % of the input`
    said.textContent = `${progress.phase}: ${numbers.format(progress.done)}${of}${share}`
  } else if (said) said.textContent = state
}
for (const state of ['queued', 'running', 'done', 'failed', 'cancelled']) events.addEventListener(state, show)
