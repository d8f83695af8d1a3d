// What each operation does, in German; the English sentence stands in the contract.

import type { RouteName } from '@foyer/contract'

export const germanSummaries: Record<RouteName, string> = {
  'users.list': 'Personen nach Filter auflisten, seitenweise.',
  'users.count': 'Personen nach Filter zählen; genau bis 10.000.',
  'users.create': 'Eine Person eintragen und auf Wunsch im selben Schritt einladen.',
  'users.get': 'Eine Person nach id, Identifikation oder Adresse lesen.',
  'users.update': 'Angaben ändern; was nicht genannt ist, bleibt, `null` leert.',
  'users.delete': 'Eine Person löschen; es bleibt ein Eintrag ohne personenbezogene Daten.',
  'users.upsert': 'Eine Person nach Identifikation anlegen oder ändern.',
  'users.changeEmail': 'Eine Adresse ändern, die noch niemand bestätigt hat.',
  'users.sendConfirmation': 'Einen Bestätigungslink an die hinterlegte Adresse senden.',
  'users.sendRecovery': 'Den Weg zu einem neuen Passwort per E-Mail senden.',
  'users.clearBounce': 'Mails an diese Adresse wieder zulassen.',
  'users.grantAccess': 'Zugang zu einer Anwendung geben.',
  'users.withdrawAccess': 'Zugang zu einer Anwendung und ihre Sitzungen beenden.',
  'users.deactivate': 'Die Anmeldung sperren, jetzt oder zu einem Zeitpunkt.',
  'users.reactivate': 'Die Sperre aufheben.',
  'users.resetAccess': 'Zugangsdaten und Bestätigung beenden; nur Inhaber.',
  'invitations.send': 'Per E-Mail einladen, oder dieselbe Einladung noch einmal senden.',
  'invitations.renew': 'Alles bisher Ausgegebene beenden und neu beginnen.',
  'invitations.revoke': 'Die Einladung und ihren wartenden Zugang beenden.',
  'events.list': 'Den Verlauf in der Reihenfolge lesen, in der er gilt.',
  'sessions.exchange': 'Einen Anmeldecode gegen eine Sitzung der Anwendung tauschen.',
  'sessions.check': 'Fragen, ob die Sitzung einer Anwendung noch gilt.',
  'sessions.end': 'Die Sitzung einer Anwendung beenden.',
  'flow.start': 'Einen Ablauf beginnen; antwortet mit dem ersten Schritt.',
  'flow.act': 'In einem Schritt handeln; antwortet mit dem nächsten.',
  'session.current': 'Wer in diesem Browser angemeldet ist.',
  'session.token': 'Ein Bearer-Zugriffstoken, 5 Minuten gültig.',
  'session.signOut': 'In diesem Browser abmelden.',
}
