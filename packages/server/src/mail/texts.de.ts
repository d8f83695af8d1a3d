// German words in mails: Sie, calm, short.

import { toApplicationDe } from './german-application.ts'
import type { MailNames, MailTexts } from './texts.ts'

const from = (names: MailNames, what: string) => `${names.organisation}: ${what}`
const accessTo = (names: MailNames) => (names.application === null ? 'Ihr Konto' : `Ihr Zugang ${toApplicationDe(names.application)}`)
const accountFor = (names: MailNames) =>
  names.application === null
    ? `${names.organisation} hat ein Konto für Sie angelegt.`
    : `${names.organisation} hat ein Konto für Sie angelegt. Damit erhalten Sie Zugang ${toApplicationDe(names.application)}.`

export const textsDe: MailTexts = {
  common: {
    greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
    validUntil: (moment) => `Gültig bis ${moment}`,
    linkOtherwise: 'Wenn die Schaltfläche nicht funktioniert, kopieren Sie diesen Link in Ihren Browser:',
    sample: 'Muster: Link und Code in dieser E-Mail öffnen nichts.',
    sampleSubject: (subject) => `Muster – ${subject}`,
    questions: (names) => `Bei Fragen wenden Sie sich bitte an ${names.contact}.`,
    automatic: (names) => `Diese E-Mail wurde automatisch im Auftrag von ${names.organisation} verschickt.`,
    refuseLabel: 'Nicht für Sie?',
    refuseEffect: 'Hier beenden Sie weitere E-Mails an diese Adresse.',
    neverShare: (names) => `Geben Sie den Code niemandem weiter. Auch ${names.organisation} fragt Sie nicht danach.`,
    messageLabel: (names) => `Nachricht von ${names.organisation}`,
    openApplication: (names) => (names.application === null ? 'Zur Anmeldung' : `${names.application} öffnen`),
    resetPassword: 'Neues Passwort festlegen',
    notYou: (names) => `Waren Sie das nicht? Dann legen Sie gleich ein neues Passwort fest und wenden Sie sich an ${names.contact}.`,
    labels: {
      signIn: 'Anmelden mit',
      initialPassword: 'Initial-Passwort',
      when: 'Zeitpunkt',
      device: 'Gerät',
      newAddress: 'Neue E-Mail-Adresse',
      person: 'Ausgegeben für',
      erasedOn: 'Wird gelöscht am',
      holder: 'Person',
    },
    stores: { label: 'Die App zum Herunterladen:', apple: 'App Store', google: 'Google Play' },
  },
  kinds: {
    invitation: {
      subject: (names) => from(names, accessTo(names)),
      preheader: () => 'Ihr Konto ist vorbereitet. Sie können es jetzt aktivieren.',
      title: accessTo,
      byLink: (names) => `${accountFor(names)} Aktivieren Sie es und legen Sie fest, wie Sie sich künftig anmelden.`,
      button: 'Konto aktivieren',
      codeLabel: 'Aktivierungscode',
      codeHint: 'Ohne den Link: Geben Sie diesen Code auf der Anmeldeseite unter „Zum ersten Mal hier?“ ein.',
      byGeneratedPassword: (names) =>
        `${accountFor(names)} Melden Sie sich zum ersten Mal mit diesen Angaben an und legen Sie dabei Ihr eigenes Passwort fest.`,
      passwordNote: 'Das Initial-Passwort gilt nur, bis Ihr Konto aktiviert ist.',
      byChosenPassword: (names) =>
        `${accountFor(names)} Melden Sie sich zum ersten Mal mit Ihrem Initial-Passwort an und legen Sie dabei Ihr eigenes Passwort fest.`,
      chosenFrom: (person) => `Ihr Initial-Passwort erhalten Sie von ${person}. Es steht in keiner E-Mail.`,
    },
    reminder: {
      subject: (names) => from(names, `Erinnerung: ${accessTo(names)}`),
      preheader: () => 'Ihr Konto ist noch nicht aktiviert.',
      title: () => 'Ihr Konto wartet noch auf Sie',
      text: (names) =>
        `${names.organisation} hat Sie vor einiger Zeit eingeladen. Ihr Konto ist noch nicht aktiviert, und die Einladung läuft bald ab. Haben Sie die erste E-Mail noch, gilt auch sie weiter.`,
      button: 'Konto aktivieren',
      codeLabel: 'Aktivierungscode',
      codeHint: 'Ohne den Link: Geben Sie diesen Code auf der Anmeldeseite unter „Zum ersten Mal hier?“ ein.',
      passwordNote: 'Das Initial-Passwort gilt nur, bis Ihr Konto aktiviert ist.',
      chosenFrom: (person) => `Ihr Initial-Passwort haben Sie von ${person} erhalten. Es steht in keiner E-Mail.`,
    },
    access_granted: {
      subject: (names) =>
        from(names, names.application === null ? 'Ihr neuer Zugang' : `Neuer Zugang ${toApplicationDe(names.application)}`),
      preheader: () => 'Sie melden sich an wie bisher.',
      title: (names) =>
        names.application === null ? 'Sie haben einen neuen Zugang' : `Sie haben jetzt Zugang ${toApplicationDe(names.application)}`,
      text: (names) => `${names.organisation} hat Ihnen den Zugang gegeben. Er gilt ab sofort, und Sie melden sich an wie bisher.`,
    },
    welcome: {
      subject: (names) => from(names, 'Ihr Konto ist aktiv'),
      preheader: () => 'So melden Sie sich künftig an.',
      title: () => 'Ihr Konto ist aktiv',
      text: (names) =>
        names.application === null
          ? 'Sie haben Ihr Konto aktiviert. So melden Sie sich künftig an:'
          : `Sie haben Ihr Konto aktiviert und damit Zugang ${toApplicationDe(names.application)}. So melden Sie sich künftig an:`,
      forgotten: 'Sollten Sie Ihr Passwort einmal nicht mehr wissen, wählen Sie bei der Anmeldung „Passwort vergessen?“.',
    },
    email_code: {
      subject: (names) => from(names, 'Code für Ihre E-Mail-Adresse'),
      preheader: () => 'Damit bestätigen Sie, dass diese Adresse Ihnen gehört.',
      title: () => 'Ihre E-Mail-Adresse bestätigen',
      text: 'Geben Sie diesen Code dort ein, wo Sie Ihr Konto aktivieren. Damit bestätigen Sie, dass diese Adresse Ihnen gehört.',
      codeLabel: 'Code',
    },
    email_in_use: {
      subject: (names) => from(names, 'Ihre E-Mail-Adresse gehört schon zu einem Konto'),
      preheader: () => 'Eine Adresse kann nur zu einem Konto gehören.',
      title: () => 'Diese E-Mail-Adresse gehört schon zu einem Konto',
      text: 'Beim Aktivieren eines Kontos wurde diese E-Mail-Adresse angegeben. Sie gehört schon zu einem anderen Konto, und eine Adresse kann nur zu einem gehören.',
      ifYou: (names) =>
        `Waren Sie das selbst? Dann geben Sie beim Aktivieren eine andere Adresse an oder wenden Sie sich an ${names.contact}.`,
      ifNotYou: 'Waren Sie das nicht? Dann müssen Sie nichts tun. An Ihrem Konto hat sich nichts geändert.',
    },
    confirmation: {
      subject: (names) => from(names, 'Bitte bestätigen Sie Ihre E-Mail-Adresse'),
      preheader: () => 'Ein Klick genügt.',
      title: () => 'Ihre E-Mail-Adresse bestätigen',
      text: (names) =>
        `${names.organisation} hat diese E-Mail-Adresse für Ihr Konto hinterlegt. Bitte bestätigen Sie, dass sie Ihnen gehört.`,
      button: 'E-Mail-Adresse bestätigen',
    },
    recovery: {
      subject: (names) => from(names, 'Neues Passwort festlegen'),
      preheader: () => 'So erhalten Sie wieder Zugang zu Ihrem Konto.',
      title: () => 'Neues Passwort festlegen',
      text: 'Für Ihr Konto wurde ein neues Passwort angefordert. Legen Sie es hier fest:',
      button: 'Neues Passwort festlegen',
      codeLabel: 'Wiederherstellungscode',
      codeHint: 'Ohne den Link: Geben Sie diesen Code dort ein, wo Sie „Passwort vergessen?“ gewählt haben.',
      ifNotYou: 'Haben Sie das nicht angefordert? Dann müssen Sie nichts tun. Ihr bisheriges Passwort gilt weiter.',
    },
    recovery_done: {
      subject: (names) => from(names, 'Ihr Passwort wurde neu festgelegt'),
      preheader: () => 'Alle Geräte wurden dabei abgemeldet.',
      title: () => 'Ihr Passwort wurde neu festgelegt',
      text: 'Ihr Konto hat ein neues Passwort. Alle Geräte wurden dabei abgemeldet. Waren Sie das, müssen Sie nichts weiter tun.',
    },
    password_changed: {
      subject: (names) => from(names, 'Ihr Passwort wurde geändert'),
      preheader: () => 'Waren Sie das, müssen Sie nichts weiter tun.',
      title: () => 'Ihr Passwort wurde geändert',
      text: 'Das Passwort Ihres Kontos wurde geändert. Waren Sie das, müssen Sie nichts weiter tun.',
    },
    password_disabled: {
      subject: (names) => from(names, 'Ihr Passwort ist gesperrt'),
      preheader: () => 'Mit einem neuen Passwort heben Sie die Sperre auf.',
      title: () => 'Ihr Passwort ist gesperrt',
      text: 'Bei Ihrem Konto wurde sehr oft hintereinander ein falsches Passwort eingegeben. Zum Schutz Ihres Kontos gilt Ihr Passwort vorerst nicht mehr.',
      still:
        'Mit einem Passkey und auf Geräten, auf denen Sie sich schon angemeldet haben, kommen Sie weiter wie gewohnt in Ihr Konto. Sonst legen Sie ein neues Passwort fest. Damit ist die Sperre aufgehoben.',
      button: 'Neues Passwort festlegen',
    },
    email_change_confirm: {
      subject: (names) => from(names, 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse'),
      preheader: () => 'Bis dahin bleibt Ihre bisherige Adresse gültig.',
      title: () => 'Ihre neue E-Mail-Adresse bestätigen',
      text: 'Für Ihr Konto soll künftig diese E-Mail-Adresse gelten. Bitte bestätigen Sie, dass sie Ihnen gehört. Bis dahin bleibt Ihre bisherige Adresse gültig.',
      button: 'Neue Adresse bestätigen',
      codeLabel: 'Code',
      codeHint: 'Ohne den Link: Geben Sie diesen Code dort ein, wo Sie die Adresse geändert haben.',
    },
    email_change_notice: {
      subject: (names) => from(names, 'Ihre E-Mail-Adresse wurde geändert'),
      preheader: () => 'Sie können die Änderung rückgängig machen.',
      title: () => 'Ihre E-Mail-Adresse wurde geändert',
      text: 'Für Ihr Konto gilt jetzt eine andere E-Mail-Adresse. Waren Sie das, müssen Sie nichts weiter tun.',
      ifNotYou:
        'Waren Sie das nicht? Dann machen Sie die Änderung rückgängig. Alle Geräte werden dabei abgemeldet, und Sie legen ein neues Passwort fest.',
      button: 'Änderung rückgängig machen',
    },
    access_reset: {
      subject: (names) => from(names, 'Ihr Zugang wurde zurückgesetzt'),
      preheader: () => 'Die bisherige Anmeldung gilt nicht mehr.',
      title: () => 'Ihr Zugang wurde zurückgesetzt',
      text: (names) =>
        `${names.organisation} hat den Zugang zurückgesetzt, der mit dieser E-Mail-Adresse verbunden war. Passwort, Passkeys und alle Anmeldungen gelten nicht mehr.`,
      unexpected: (names) => `Haben Sie das nicht erwartet? Dann wenden Sie sich bitte an ${names.contact}.`,
    },
    sheet_opened: {
      subject: (names) => from(names, 'Ihr Konto wurde mit einem Infoblatt geöffnet'),
      preheader: () => 'Waren Sie das, müssen Sie nichts weiter tun.',
      title: () => 'Ihr Konto wurde mit einem Infoblatt geöffnet',
      text: 'Ihr Konto wurde mit einem QR-Code, einem Infoblatt oder einem Code daraus aktiviert.',
      ifYou: 'Waren Sie das, müssen Sie nichts weiter tun.',
      ifNotYou: (names) =>
        `Waren Sie das nicht? Dann geben Sie keinen Code weiter, den Sie per E-Mail erhalten, und wenden Sie sich an ${names.contact}.`,
    },
    handover_stopped: {
      subject: (names) => from(names, 'Ein Infoblatt wurde gesperrt'),
      preheader: () => 'Die Frage darauf wurde fünfmal falsch beantwortet.',
      title: () => 'Ein Infoblatt wurde gesperrt',
      text: 'Die Frage, die vor dem Aktivieren gestellt wird, wurde fünfmal falsch beantwortet. QR-Code, Infoblatt, Link und Code, die Sie ausgegeben haben, gelten nicht mehr.',
      next: 'Fragen Sie bei der Person nach, und geben Sie ihr ein neues Infoblatt. Hat sie ihres nicht mehr, wählen Sie „Infoblatt verloren“.',
    },
    factor_changed: {
      subject: (names) => from(names, 'Ihre Anmeldung wurde geändert'),
      preheader: () => 'Waren Sie das, müssen Sie nichts weiter tun.',
      title: () => 'Ihre Anmeldung wurde geändert',
      change: {
        passkey_added: 'Für Ihr Konto wurde ein Passkey eingerichtet. Waren Sie das, müssen Sie nichts weiter tun.',
        passkey_removed: 'Ein Passkey Ihres Kontos wurde entfernt. Waren Sie das, müssen Sie nichts weiter tun.',
        totp_added: 'Für Ihr Konto wurde die Bestätigung per Authenticator-App eingerichtet. Waren Sie das, müssen Sie nichts weiter tun.',
        totp_removed: 'Die Bestätigung per Authenticator-App wurde für Ihr Konto entfernt. Waren Sie das, müssen Sie nichts weiter tun.',
        backup_codes_made:
          'Für Ihr Konto wurden neue Backup-Codes erstellt. Die bisherigen gelten nicht mehr. Waren Sie das, müssen Sie nichts weiter tun.',
      },
    },
    new_sign_in: {
      subject: (names) => from(names, 'Anmeldung auf einem neuen Gerät'),
      preheader: () => 'Waren Sie das, müssen Sie nichts weiter tun.',
      title: () => 'Anmeldung auf einem neuen Gerät',
      text: 'Jemand hat sich auf einem Gerät, das wir noch nicht kennen, bei Ihrem Konto angemeldet.',
      ifYou: 'Waren Sie das, müssen Sie nichts weiter tun.',
    },
    erasure_planned: {
      subject: (names) => from(names, 'Ihr Konto wird gelöscht'),
      preheader: () => 'Bis dahin können Sie es behalten.',
      title: () => 'Ihr Konto wird gelöscht',
      text: 'Sie haben Ihr Konto zum Löschen angemeldet. Alle Geräte sind abgemeldet. Zum genannten Zeitpunkt werden Ihre Daten gelöscht.',
      until: 'Möchten Sie es doch behalten? Dann melden Sie sich bis dahin an, oder wählen Sie hier:',
      button: 'Konto behalten',
    },
    erasure_notice: {
      subject: (names) => from(names, 'Jemand löscht das eigene Konto'),
      preheader: () => 'Sie müssen nichts tun.',
      title: () => 'Jemand löscht das eigene Konto',
      text: 'Diese Person hat ihr Konto zum Löschen angemeldet. Bis zum genannten Zeitpunkt kann sie es behalten, indem sie sich anmeldet.',
      next: 'Sie müssen nichts tun. Brauchen Sie noch etwas von der Person, sprechen Sie sie vorher an.',
    },
  },
}
