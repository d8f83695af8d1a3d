// The one script of the embedded mailbox's page: looks for new mails and puts them into the list without losing the place.

const POLL_MS = 3_000

/**
 * Served as `text/javascript` at `<base>/mailbox.js`. It asks for the page again while the page is visible, one request at a time, and
 * exchanges the list alone when it differs: scroll position, keyboard focus and the open mail stay.
 */
export const mailboxScript = `const list = () => document.querySelector('[data-list]')
let asking = false
async function look() {
  if (asking || document.visibilityState !== 'visible') return
  asking = true
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(10000) })
    if (!response.ok) return
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('[data-list]')
    const shown = list()
    if (!fresh || !shown || fresh.dataset.list === shown.dataset.list) return
    const top = shown.querySelector('ol')?.scrollTop ?? 0
    const focused = shown.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
    const place = document.querySelector('main:not(.open) .mail')
    const freshPlace = fresh.parentElement?.querySelector('.mail')
    if (place && freshPlace) place.replaceWith(document.adoptNode(freshPlace))
    shown.replaceWith(document.adoptNode(fresh))
    const ol = fresh.querySelector('ol')
    if (ol) ol.scrollTop = top
    if (focused) fresh.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus({ preventScroll: true })
  } catch {
    // The server is away for a moment: the next look will tell.
  } finally {
    asking = false
  }
}
setInterval(look, ${POLL_MS})
document.addEventListener('visibilitychange', look)
`
