// Shows the sign-in, or the application to whoever is signed in.
import { FoyerAuth, type SessionUser } from '@foyer/widget/react'
import { useEffect, useState } from 'react'

declare const FOYER_URL: string

export function App() {
  const [user, setUser] = useState<SessionUser | null | 'asking'>('asking')
  useEffect(() => {
    fetch('/api/me')
      .then((response) => response.json())
      .then(setUser)
  }, [])

  if (user === 'asking') return null
  if (user === null) {
    return (
      <FoyerAuth
        application="app"
        server={FOYER_URL}
        exchange="/auth"
        header="Example Ltd"
        onSignedIn={(event) => {
          event.preventDefault()
          setUser(event.detail.user)
        }}
      />
    )
  }
  return (
    <main>
      <h1>Hello, {user.firstName}</h1>
      <button type="button" onClick={() => fetch('/auth/sign-out', { method: 'POST' }).then(() => setUser(null))}>
        Sign out
      </button>
    </main>
  )
}
