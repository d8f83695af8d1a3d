// <FoyerAuth>: the element for React 18 and later, on the server too.
'use client'

import { createElement, Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { FaultCode, FoyerAuthElement, FoyerAuthEventMap } from './widget.ts'
import './widget.ts'

export type { FaultCode, FoyerAuthElement, SessionUser, SignedIn } from './widget.ts'

export interface FoyerAuthProps {
  /** Key of the application in Foyer's configuration. */
  application: string
  /** Foyer's address; a bundle cannot know it by itself. */
  server: string
  lang?: string | undefined
  theme?: 'auto' | 'light' | 'dark' | undefined
  compact?: boolean | undefined
  /** Path of the backend's sign-in routes, such as `/auth`. */
  exchange?: string | undefined
  returnTo?: string | undefined
  begin?: 'sign_in' | 'enter_code' | undefined
  className?: string | undefined
  id?: string | undefined
  /** Call `event.preventDefault()` to go on by yourself. */
  onSignedIn?: ((event: FoyerAuthEventMap['foyer-signed-in']) => void) | undefined
  onStep?: ((step: string) => void) | undefined
  onError?: ((code: FaultCode) => void) | undefined
  /** The element's slots; drawn once the page runs. */
  logo?: ReactNode
  header?: ReactNode
  footer?: ReactNode
}

/**
 * What stands inside the element is the element's own, so React never looks there: it would give up a whole server-rendered page when the
 * element began before it. Slots are filled through portals of their own.
 */
export function FoyerAuth(props: FoyerAuthProps): ReactNode {
  const { application, server, lang, theme, compact, exchange, returnTo, begin, className, id } = props
  const element = useRef<FoyerAuthElement>(null)
  const latest = useRef(props)
  const [host, setHost] = useState<FoyerAuthElement | null>(null)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    const found = element.current
    if (found === null) return
    setHost(found)
    return listen(found, latest)
  }, [])
  const drawn = createElement('foyer-auth', {
    application,
    server,
    lang,
    theme,
    exchange,
    begin,
    id,
    'return-to': returnTo,
    compact: compact === true ? '' : undefined,
    // React 18 writes `className` on a custom element as it stands.
    class: className,
    ref: element,
    suppressHydrationWarning: true,
    dangerouslySetInnerHTML: NOTHING,
  })
  const slots = SLOTS.filter((name) => host !== null && props[name] !== undefined && props[name] !== null)
  return createElement(Fragment, null, drawn, ...slots.map((name) => createElement(Slot, { key: name, host, name }, props[name])))
}

const NOTHING = { __html: '' }
const SLOTS = ['logo', 'header', 'footer'] as const

function Slot({ host, name, children }: { host: Element | null; name: string; children?: ReactNode }): ReactNode {
  const [container, setContainer] = useState<Element | null>(null)
  useEffect(() => {
    const made = document.createElement('div')
    made.slot = name
    host?.append(made)
    setContainer(made)
    return () => made.remove()
  }, [host, name])
  return container && createPortal(children, container)
}

/** React 18 knows no events of custom elements. */
function listen(element: FoyerAuthElement, latest: { current: FoyerAuthProps }): () => void {
  const signedIn = (event: FoyerAuthEventMap['foyer-signed-in']) => latest.current.onSignedIn?.(event)
  const step = ({ detail }: FoyerAuthEventMap['foyer-step']) => latest.current.onStep?.(detail.step)
  const error = ({ detail }: FoyerAuthEventMap['foyer-error']) => latest.current.onError?.(detail.code)
  element.addEventListener('foyer-signed-in', signedIn)
  element.addEventListener('foyer-step', step)
  element.addEventListener('foyer-error', error)
  // An element that began before React did has shown its first step already.
  if (element.step !== null) latest.current.onStep?.(element.step)
  return () => {
    element.removeEventListener('foyer-signed-in', signedIn)
    element.removeEventListener('foyer-step', step)
    element.removeEventListener('foyer-error', error)
  }
}
