// Shows the sign-in, or the application to whoever is signed in.
import { FoyerAuth, type SessionUser, type SignedIn } from '@foyer/widget/vue'
import { defineComponent, h, ref } from 'vue'

declare const FOYER_URL: string

export const App = defineComponent(() => {
  const user = ref<SessionUser | null | 'asking'>('asking')
  fetch('/api/me')
    .then((response) => response.json())
    .then((found: SessionUser | null) => {
      user.value = found
    })
  const signOut = () =>
    fetch('/auth/sign-out', { method: 'POST' }).then(() => {
      user.value = null
    })
  const onSignedIn = (event: CustomEvent<SignedIn>) => {
    event.preventDefault()
    user.value = event.detail.user
  }

  return () => {
    if (user.value === 'asking') return null
    if (user.value === null) {
      const attributes = { application: 'app', server: FOYER_URL, exchange: '/auth', onSignedIn }
      return h(FoyerAuth, attributes, { header: () => 'Example Ltd' })
    }
    return h('main', [h('h1', `Hello, ${user.value.firstName}`), h('button', { onClick: signOut }, 'Sign out')])
  }
})
