// Where the focus goes when what had it is gone: to the table it was in, else to the title of the page. Nobody who uses a keyboard or a
// screen reader begins anew at the top.

/** @returns what ends it */
export const keepFocus = (root: HTMLElement): (() => void) => {
  let held: Element | null = null
  let region: HTMLElement | null = null
  const note = ({ target }: FocusEvent): void => {
    held = target as Element
    region = held.closest<HTMLElement>('[role=region]')
  }
  const look = (): void => {
    if (held === null || held.isConnected || document.activeElement !== document.body) return
    const next = region?.isConnected === true ? region : root.querySelector<HTMLElement>('main h1')
    // A page that is still being read has no title yet: its next change brings it.
    next?.focus({ preventScroll: true })
  }
  const changes = new MutationObserver(look)
  changes.observe(root, { childList: true, subtree: true })
  root.addEventListener('focusin', note)
  return () => {
    changes.disconnect()
    root.removeEventListener('focusin', note)
  }
}
