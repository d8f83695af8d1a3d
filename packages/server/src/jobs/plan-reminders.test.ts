// One reminder for everybody who is due, whatever stops and however many servers there are, and none for whoever went online in between.

import { beforeAll, describe, expect, it } from 'vitest'
import { goOn, linkIn, openExampleFoyer } from '../../test/example-foyer.ts'
import { onServerGroup } from '../../test/server-group.ts'
import { openSharedMailbox } from '../../test/shared-mailbox.ts'

const DAY_MS = 86_400_000
const SECRETS = 'test:q8Zr2LmX0vTn5Yb7Wc4Dk9Pf1Hs6Ja3GxEuRiOtBlQ8='

const mailbox = openSharedMailbox()
const { sent } = mailbox
const mailsTo = (who: string) => sent.filter(({ to }) => to === `${who}@example.com`)
const reminders = () => sent.filter(({ subject }) => /Erinnerung|Reminder/.test(subject)).map(({ to }) => to.replace('@example.com', ''))

onServerGroup(
  'reminders',
  (database) => openExampleFoyer({ secrets: SECRETS }, { transport: mailbox, database }),
  (group) => {
    const { open, first, start, stop } = group
    beforeAll(() => {
      sent.length = 0
    })
    /** All servers at once, so that they meet. */
    const work = () => Promise.all(open.map((foyer) => foyer.idle()))
    const invite = (who: string, more: object = {}, profile: object = {}) =>
      first().enter({ firstName: who, email: `${who}@example.com`, ...profile, invite: { application: 'app', ...more } })
    const call = async (path: string, body: object = {}) => {
      const { status, text } = await first().manage('POST', path, body)
      if (status !== 200) throw new Error(text)
    }
    const activate = async (who: string) => {
      const browser = first().browser()
      await goOn(browser, await browser.start({ link: linkIn(mailsTo(who).at(-1)?.text ?? '') }))
    }

    it('go to exactly those who are due, once, in their language, with the secrets of the first mail', async () => {
      for (const who of ['due-1', 'due-2', 'due-3']) await invite(who)
      await invite('english', {}, { locale: 'en' })
      await invite('password', { initialPassword: 'generate' })
      await invite('long', { validDays: 30 })
      await invite('short', { validDays: 1 })
      await invite('back')
      const ids = { revoked: await invite('revoked'), blocked: await invite('blocked'), moved: await invite('moved') }
      const paper = await first().enter({ firstName: 'Paper', email: 'paper@example.com' })
      await call(`/api/users/${paper}/invitation/hand-over`, { application: 'app' })
      await invite('online')
      await invite('refuses')
      await work()
      await activate('online')
      const browser = first().browser()
      const refusal = /\/l\/([a-z2-7]+)\s*$/m.exec(mailsTo('refuses')[0]?.text.split('Nicht für Sie?')[1] ?? '')?.[1] ?? ''
      await browser.act(await browser.start({ link: refusal }), 'refuse')
      await call(`/api/users/${ids.revoked}/invitation/revoke`)
      await call(`/api/users/${ids.blocked}/deactivate`)
      await call(`/api/users/${ids.moved}/email`, { email: 'moved-on@example.com' })

      await first().shiftClock(10.9 * DAY_MS)
      await work()
      expect(reminders(), 'nothing is due yet').toEqual([])

      await first().shiftClock(11.1 * DAY_MS)
      await work()
      expect(reminders().sort()).toEqual(['due-1', 'due-2', 'due-3', 'english', 'password'])
      const [invitation, reminder] = mailsTo('due-1')
      expect(linkIn(reminder?.text ?? '')).toBe(linkIn(invitation?.text ?? '-'))
      expect(reminder?.text).toContain('Nicht für Sie?')
      expect(mailsTo('english').at(-1)?.subject).toMatch(/^Beispiel AG: Reminder/)
      const passwords = mailsTo('password').map(({ text }) => /Initial-Passwort:\s+(\S+)/.exec(text)?.[1] ?? text)
      expect(passwords).toEqual([passwords[0], passwords[0]])
    }, 60_000)

    it('do not come again after a restart, and go to nobody who went online after they were planned', async () => {
      const before = reminders().length
      await stop()
      const planner = await openExampleFoyer({ secrets: SECRETS }, { transport: mailbox, database: group.database(), worker: false })
      await planner.shiftClock(0)
      for (const who of ['late-1', 'late-2'])
        await planner.enter({ firstName: who, email: `${who}@example.com`, invite: { application: 'app' } })
      await planner.close()
      await start()
      await work()
      const early = await openLate()
      expect(early).toBe(2)
      // One of the two goes online between the plan and the mail.
      await activate('late-1')
      await stop()
      await start()
      await work()
      expect(reminders().slice(before)).toEqual(['late-2'])
      await first().shiftClock(13 * DAY_MS)
      await work()
      expect(reminders()).toHaveLength(before + 1)
    }, 60_000)

    /** Plans what is due eleven days later while no server sends, and leaves the queue to the next ones. */
    const openLate = async (): Promise<number> => {
      await stop()
      const planner = await openExampleFoyer({ secrets: SECRETS }, { transport: mailbox, database: group.database(), worker: false })
      open.push(planner)
      await planner.shiftClock(11.2 * DAY_MS)
      const planned = await Promise.all([1, 2, 3].map(() => planner.store.planReminders({ daysBefore: 3, limit: 500 })))
      return planned.reduce((sum, count) => sum + count, 0)
    }

    it('begin anew with another generation', async () => {
      const id = await invite('renewed')
      await work()
      await call(`/api/users/${id}/invitation/renew`, { send: true })
      await work()
      await first().shiftClock((13 + 11.2) * DAY_MS)
      await work()
      expect(reminders().filter((who) => who === 'renewed')).toHaveLength(1)
      await call(`/api/users/${id}/invitation/renew`, { send: true })
      await work()
      await first().shiftClock((13 + 11.2 + 11.2) * DAY_MS)
      await work()
      expect(reminders().filter((who) => who === 'renewed')).toHaveLength(2)
    }, 60_000)
  },
)

describe('a deployment', () => {
  it('that wants no reminders sends none', async () => {
    sent.length = 0
    const foyer = await openExampleFoyer({ policy: { reminderDays: 0 } }, { transport: mailbox })
    await foyer.enter({ email: 'quiet@example.com', invite: { application: 'app' } })
    await foyer.idle()
    await foyer.shiftClock(12 * DAY_MS)
    await foyer.idle()
    expect(sent).toHaveLength(1)
    await foyer.close()
  })
})
