// Goes to the app once somebody is signed in: the cookie is set by then.
document.querySelector('foyer-auth')?.addEventListener('foyer-signed-in', () => {
  location.href = '/start'
})
