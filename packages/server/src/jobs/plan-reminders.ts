// Finds whose invitation ends soon and who is not online, a bounded number at a time, and queues their one reminder.

import type { Deps } from '../deps.ts'

const BATCH = 500

/** Any number of servers may do it at once: each generation is marked by the statement that queues its mail. */
export const planReminders = async ({ config, store }: Pick<Deps, 'config' | 'store'>, isStopped: () => boolean): Promise<void> => {
  const daysBefore = config.settings.reminderDays
  if (daysBefore === 0) return
  while (!isStopped() && (await store.planReminders({ daysBefore, limit: BATCH })) === BATCH);
}
