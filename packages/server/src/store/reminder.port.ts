// The port for reminders: planned once for each generation of an invitation.

export interface ReminderStore {
  /**
   * Writes the mails of at most `limit` reminders that are due: the term ends within `daysBefore` days, and the person is invited, takes mail
   * and has had none for a day. @returns how many were planned
   */
  planReminders(options: { daysBefore: number; limit: number }): Promise<number>
}
