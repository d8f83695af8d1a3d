// Parts that no first answer needs: loaded when first used, and all of them soon after a start, so that hardly a request waits for one.

/** Loaded once; a failure is told, and the next use tries again. */
export const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
}

export const lateParts = {
  contract: once(() => import('@foyer/contract/management')),
  management: once(() => import('./management/management-handlers.ts')),
  commands: once(() => import('./cli/converse.ts')),
  mails: once(() => import('./jobs/send-mail.ts')),
  requests: once(() => import('./jobs/anonymous-request.ts')),
  unpacking: once(() => import('./import/unpack-import.ts')),
  planning: once(() => import('./import/plan-import.ts')),
  writing: once(() => import('./import/write-batch.ts')),
  reference: once(() => import('./pages/reference-page.ts')),
  openapi: once(() => import('@foyer/contract/openapi')),
}

const SOON_MS = 1_000

/** Also for the files: they are there now, and may be others after an update. @returns ends it */
export const loadLatePartsSoon = (): (() => void) => {
  const timer = setTimeout(async () => {
    // One after the other, so that requests come in between. Whoever uses a part hears what is wrong with it.
    for (const load of Object.values(lateParts)) await load().catch(() => undefined)
  }, SOON_MS)
  timer.unref()
  return () => clearTimeout(timer)
}
