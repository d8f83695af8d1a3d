// Keeps the tour's state up to date: asks for the page again and swaps the part that changed.
const EVERY_MS = 1500

async function refresh() {
  const story = document.querySelector('#story')
  if (!story || story.dataset.state === 'none' || document.visibilityState !== 'visible') return
  const response = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!response.ok) return
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('#story')
  if (next && next.dataset.state !== story.dataset.state) story.replaceWith(next)
}

/** A failed try is simply followed by the next one. */
const tryRefresh = () => refresh().catch(() => {})

setInterval(tryRefresh, EVERY_MS)
document.addEventListener('visibilitychange', tryRefresh)
