// German words of the questions at the end of a sign-in. The model for the other languages.

export const deQuestions = {
  ownTitle: 'Ist das Ihr eigenes Gerät?',
  ownLead:
    'Nutzen es auch andere, melden wir Sie ab, sobald Sie den Browser schließen oder 30 Minuten nichts tun. Gemerkt wird dort nichts von Ihnen.',
  own: 'Ja, mein eigenes',
  shared: 'Nein, es nutzen auch andere',
  offerTitle: 'Nächstes Mal ohne Passwort?',
  offerLead: 'Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder Gerätesperre an. Ihr Passwort bleibt gültig.',
  offerMake: 'Passkey einrichten',
  offerSkip: 'Jetzt nicht',
  keepTitle: 'Ihr Konto wird gelöscht',
  keepLead: 'Das haben Sie gewünscht. Es geschieht am {moment}. Bis dahin können Sie Ihr Konto behalten.',
  keepButton: 'Konto behalten',
  keptTitle: 'Ihr Konto bleibt',
  keptLead: 'Es wird nicht gelöscht. Sie melden sich an wie bisher.',
  keptName: 'Es wird nicht gelöscht. Sie melden sich an wie bisher, als {name}.',
} as const
