// English words in mails: plain, calm, short.

import type { MailNames, MailTexts } from './texts.ts'

const from = (names: MailNames, what: string) => `${names.organisation}: ${what}`
const accessTo = (names: MailNames) => (names.application === null ? 'Your account' : `Your access to ${names.application}`)
const accountFor = (names: MailNames) =>
  names.application === null
    ? `${names.organisation} has set up an account for you.`
    : `${names.organisation} has set up an account for you. It gives you access to ${names.application}.`

export const textsEn: MailTexts = {
  common: {
    greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    validUntil: (moment) => `Valid until ${moment}`,
    linkOtherwise: 'If the button does not work, copy this link into your browser:',
    sample: 'Sample: the link and the code in this email open nothing.',
    sampleSubject: (subject) => `Sample – ${subject}`,
    questions: (names) => `If you have questions, please contact ${names.contact}.`,
    automatic: (names) => `This email was sent automatically on behalf of ${names.organisation}.`,
    refuseLabel: 'Not for you?',
    refuseEffect: 'Here you can stop further emails to this address.',
    neverShare: (names) => `Do not pass this code on to anyone. ${names.organisation} will not ask you for it either.`,
    messageLabel: (names) => `Message from ${names.organisation}`,
    openApplication: (names) => (names.application === null ? 'Sign in' : `Open ${names.application}`),
    resetPassword: 'Set a new password',
    notYou: (names) => `Was this not you? Then set a new password now and contact ${names.contact}.`,
    labels: {
      signIn: 'Sign in with',
      initialPassword: 'Initial password',
      when: 'Time',
      device: 'Device',
      newAddress: 'New email address',
      person: 'Given out for',
      erasedOn: 'Will be erased on',
      holder: 'Person',
    },
    stores: { label: 'Download the app:', apple: 'App Store', google: 'Google Play' },
  },
  kinds: {
    invitation: {
      subject: (names) => from(names, accessTo(names)),
      preheader: () => 'Your account is ready. You can activate it now.',
      title: accessTo,
      byLink: (names) => `${accountFor(names)} Activate it and choose how you will sign in from now on.`,
      button: 'Activate account',
      codeLabel: 'Activation code',
      codeHint: 'Without the link: enter this code on the sign-in page under “First time here?”.',
      byGeneratedPassword: (names) =>
        `${accountFor(names)} Sign in for the first time with these details and set your own password as you go.`,
      passwordNote: 'The initial password works only until your account is activated.',
      byChosenPassword: (names) =>
        `${accountFor(names)} Sign in for the first time with your initial password and set your own password as you go.`,
      chosenFrom: (person) => `You will get your initial password from ${person}. It is not in any email.`,
    },
    reminder: {
      subject: (names) => from(names, `Reminder: ${names.application === null ? 'your account' : `your access to ${names.application}`}`),
      preheader: () => 'Your account is not active yet.',
      title: () => 'Your account is still waiting for you',
      text: (names) =>
        `${names.organisation} invited you a while ago. Your account is not active yet, and the invitation ends soon. If you still have the first email, it works as well.`,
      button: 'Activate account',
      codeLabel: 'Activation code',
      codeHint: 'Without the link: enter this code on the sign-in page under “First time here?”.',
      passwordNote: 'The initial password works only until your account is active.',
      chosenFrom: (person) => `You got your initial password from ${person}. It stands in no email.`,
    },
    access_granted: {
      subject: (names) => from(names, names.application === null ? 'Your new access' : `New access to ${names.application}`),
      preheader: () => 'You sign in as before.',
      title: (names) => (names.application === null ? 'You have new access' : `You now have access to ${names.application}`),
      text: (names) => `${names.organisation} has given you access. It works right away, and you sign in as before.`,
    },
    welcome: {
      subject: (names) => from(names, 'Your account is active'),
      preheader: () => 'How you sign in from now on.',
      title: () => 'Your account is active',
      text: (names) =>
        names.application === null
          ? 'You have activated your account. From now on, sign in like this:'
          : `You have activated your account and can use ${names.application}. From now on, sign in like this:`,
      forgotten: 'If you ever forget your password, choose “Forgot password?” when you sign in.',
    },
    email_code: {
      subject: (names) => from(names, 'Code for your email address'),
      preheader: () => 'It confirms that this address belongs to you.',
      title: () => 'Confirm your email address',
      text: 'Enter this code where you are activating your account. It confirms that this address belongs to you.',
      codeLabel: 'Code',
    },
    email_in_use: {
      subject: (names) => from(names, 'Your email address already belongs to an account'),
      preheader: () => 'An address can belong to one account only.',
      title: () => 'This email address already belongs to an account',
      text: 'This email address was entered while activating an account. It already belongs to another account, and an address can belong to one only.',
      ifYou: (names) => `Was this you? Then enter a different address when you activate, or contact ${names.contact}.`,
      ifNotYou: 'Was this not you? Then there is nothing to do. Nothing has changed in your account.',
    },
    confirmation: {
      subject: (names) => from(names, 'Please confirm your email address'),
      preheader: () => 'It takes one click.',
      title: () => 'Confirm your email address',
      text: (names) => `${names.organisation} has entered this email address for your account. Please confirm that it belongs to you.`,
      button: 'Confirm email address',
    },
    recovery: {
      subject: (names) => from(names, 'Set a new password'),
      preheader: () => 'How to get back into your account.',
      title: () => 'Set a new password',
      text: 'A new password was requested for your account. Set it here:',
      button: 'Set a new password',
      codeLabel: 'Recovery code',
      codeHint: 'Without the link: enter this code where you chose “Forgot password?”.',
      ifNotYou: 'Did you not request this? Then there is nothing to do. Your current password still works.',
    },
    recovery_done: {
      subject: (names) => from(names, 'A new password was set'),
      preheader: () => 'All devices were signed out.',
      title: () => 'A new password was set',
      text: 'Your account has a new password. All devices were signed out. If this was you, there is nothing more to do.',
    },
    password_changed: {
      subject: (names) => from(names, 'Your password was changed'),
      preheader: () => 'If this was you, there is nothing more to do.',
      title: () => 'Your password was changed',
      text: 'The password of your account was changed. If this was you, there is nothing more to do.',
    },
    password_disabled: {
      subject: (names) => from(names, 'Your password is blocked'),
      preheader: () => 'A new password lifts the block.',
      title: () => 'Your password is blocked',
      text: 'A wrong password was entered for your account many times in a row. To protect your account, your password does not work for now.',
      still:
        'With a passkey, and on devices where you have signed in before, you still get into your account as usual. Otherwise, set a new password. That lifts the block.',
      button: 'Set a new password',
    },
    email_change_confirm: {
      subject: (names) => from(names, 'Please confirm your new email address'),
      preheader: () => 'Until then your current address stays in force.',
      title: () => 'Confirm your new email address',
      text: 'Your account is to use this email address from now on. Please confirm that it belongs to you. Until then your current address stays in force.',
      button: 'Confirm new address',
      codeLabel: 'Code',
      codeHint: 'Without the link: enter this code where you changed the address.',
    },
    email_change_notice: {
      subject: (names) => from(names, 'Your email address was changed'),
      preheader: () => 'You can undo the change.',
      title: () => 'Your email address was changed',
      text: 'Your account now uses a different email address. If this was you, there is nothing more to do.',
      ifNotYou: 'Was this not you? Then undo the change. All devices are signed out, and you set a new password.',
      button: 'Undo the change',
    },
    access_reset: {
      subject: (names) => from(names, 'Your access was reset'),
      preheader: () => 'The way you signed in no longer works.',
      title: () => 'Your access was reset',
      text: (names) =>
        `${names.organisation} has reset the access that was tied to this email address. Password, passkeys and all sessions have ended.`,
      unexpected: (names) => `Did you not expect this? Then please contact ${names.contact}.`,
    },
    sheet_opened: {
      subject: (names) => from(names, 'Your account was opened with an info sheet'),
      preheader: () => 'If this was you, there is nothing more to do.',
      title: () => 'Your account was opened with an info sheet',
      text: 'Your account was activated with a QR code, an info sheet or a code from it.',
      ifYou: 'If this was you, there is nothing more to do.',
      ifNotYou: (names) => `Was this not you? Then pass on no code that you get by email, and contact ${names.contact}.`,
    },
    handover_stopped: {
      subject: (names) => from(names, 'An info sheet was stopped'),
      preheader: () => 'Its question was answered wrongly five times.',
      title: () => 'An info sheet was stopped',
      text: 'The question that comes before the activation was answered wrongly five times. The QR code, info sheet, link and code that you gave out are no longer valid.',
      next: 'Ask the person, and give them a new info sheet. If theirs is gone, choose “Info sheet lost”.',
    },
    factor_changed: {
      subject: (names) => from(names, 'How you sign in was changed'),
      preheader: () => 'If this was you, there is nothing more to do.',
      title: () => 'How you sign in was changed',
      change: {
        passkey_added: 'A passkey was added to your account. If this was you, there is nothing more to do.',
        passkey_removed: 'A passkey was removed from your account. If this was you, there is nothing more to do.',
        totp_added: 'An authenticator app was added to your account. If this was you, there is nothing more to do.',
        totp_removed: 'The authenticator app was removed from your account. If this was you, there is nothing more to do.',
        backup_codes_made:
          'New backup codes were made for your account. Earlier ones no longer work. If this was you, there is nothing more to do.',
      },
    },
    erasure_planned: {
      subject: (names) => from(names, 'Your account will be erased'),
      preheader: () => 'Until then you can keep it.',
      title: () => 'Your account will be erased',
      text: 'You asked to have your account erased. All devices are signed out. At the time below your data will be erased.',
      until: 'Would you like to keep it after all? Sign in before then, or choose here:',
      button: 'Keep the account',
    },
    erasure_notice: {
      subject: (names) => from(names, 'Somebody is erasing their own account'),
      preheader: () => 'There is nothing you need to do.',
      title: () => 'Somebody is erasing their own account',
      text: 'This person asked to have their account erased. Until the time below they can keep it by signing in.',
      next: 'There is nothing you need to do. If you still need something from them, talk to them before then.',
    },
    new_sign_in: {
      subject: (names) => from(names, 'Sign-in on a new device'),
      preheader: () => 'If this was you, there is nothing more to do.',
      title: () => 'Sign-in on a new device',
      text: 'Someone signed in to your account on a device that we have not seen before.',
      ifYou: 'If this was you, there is nothing more to do.',
    },
  },
}
