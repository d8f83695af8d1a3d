// German words of the first screen, and of what may go wrong before any other file is there. The model for the other languages.

export const de = {
  email: 'E-Mail-Adresse',
  emailOrNumber: 'E-Mail-Adresse oder Nummer',
  password: 'Passwort',
  show: 'Zeichen anzeigen',
  hide: 'Zeichen verbergen',
  missing: 'Bitte füllen Sie dieses Feld aus.',
  signInTitle: 'Bei {application} anmelden',
  signInLead: 'Mit Ihrem Konto bei {organisation}.',
  signIn: 'Anmelden',
  usePasskey: 'Mit Passkey anmelden',
  forgot: 'Passwort vergessen?',
  firstTime: 'Zum ersten Mal hier?',
  offlineTitle: 'Keine Verbindung',
  offline: 'Keine Verbindung. Ihre Eingaben sind noch da. Prüfen Sie das Internet, und versuchen Sie es noch einmal.',
  busy: 'Die Anmeldung antwortet gerade nicht. Bitte versuchen Sie es gleich noch einmal.',
  wait: 'Zu viele Versuche. Weiter geht es in {time}.',
  retry: 'Erneut versuchen',
} as const
