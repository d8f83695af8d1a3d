// Menus of a page that open over it: one at a time, gone as soon as somebody goes on elsewhere or presses Escape.

const openMenus = (root: ParentNode): HTMLDetailsElement[] => [...root.querySelectorAll<HTMLDetailsElement>('details.menu[open]')]

/** For `pointerdown` and `focusin`. */
export const closeOthers = (event: Event): void => {
  for (const menu of openMenus(document)) if (!event.composedPath().includes(menu)) menu.open = false
}

/** For `keydown`: the focus goes back to what opened it. */
export const closeByEscape = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus(document)) {
    menu.open = false
    if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus()
  }
}
