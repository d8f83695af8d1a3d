// The page's own script: shows the sign-in or the application. Foyer's own session tells who is there; there is no backend.
import { createSession } from '@foyer/sdk/browser'

// The form stands in the page beside these, so ask for them by what is theirs alone.
const [element, main, heading, button] = ['foyer-auth', 'main', 'main h1', 'main button'].map((name) => document.querySelector(name))
const script = document.querySelector('script[src$="/widget.js"]')
const server = new URL('.', script?.getAttribute('src') ?? location.href).href
const session = createSession({ url: server, application: 'app' })

/** @param {Awaited<ReturnType<typeof session.current>>} now */
const show = (now) => {
  element?.toggleAttribute('hidden', now !== null)
  main?.toggleAttribute('hidden', now === null)
  if (heading && now) heading.textContent = `Hello, ${now.user.firstName}`
}

button?.addEventListener('click', () => session.signOut().then(() => location.reload()))
session.onChange(show)
show(await session.current())
