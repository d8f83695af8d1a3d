// German words of the screens about legal documents. The model for the other languages.

export const deLegal = {
  missingConsent: 'Bitte stimmen Sie zu, um fortzufahren.',
  legalTitle: 'Bitte lesen und zustimmen',
  legalLead: 'Für {application} brauchen wir Ihre Zustimmung.',
  legalChanged: 'Für {application} gibt es eine neue Fassung. Bitte lesen Sie sie, und stimmen Sie zu, um weiterzumachen.',
  legalDocuments: 'Dokumente',
  agree: 'Ich stimme zu: {title}',
  agreeOptional: 'Freiwillig. Sie können es in Ihrem Konto jederzeit widerrufen.',
  newVersion: 'Neue Fassung: {version}',
  newTab: '(öffnet in neuem Tab)',
  accept: 'Zustimmen und weiter',
  decline: 'Ich stimme nicht zu',
  declinedTitle: 'Sie sind nicht angemeldet',
  declinedTitleActivation: 'Ihr Konto ist noch nicht aktiv',
  declinedLead:
    'Ohne Ihre Zustimmung können Sie {application} nicht nutzen. Ihr Konto bleibt, wie es ist. Zustimmen können Sie bei jeder Anmeldung. Es fehlt: {documents}.',
  declinedActivation:
    'Ohne Ihre Zustimmung wird Ihr Konto für {application} nicht aktiviert. Ihre Einladung gilt weiter: Öffnen Sie sie noch einmal, wenn Sie zustimmen möchten. Es fehlt: {documents}.',
} as const
