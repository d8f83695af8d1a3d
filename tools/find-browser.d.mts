// Types of the search for a browser.
export function findBrowser(options?: { install?: boolean }): Promise<{ path: string; reason: null } | { path: null; reason: string }>
