// Every event of the trail in words.

import type { EventType } from '@foyer/sdk'
import type { Locale } from '../app/admin.ts'

type Sentence = Readonly<Record<Locale, string>>
const say = (de: string, en: string): Sentence => ({ de, en })

/** A type without words does not compile. */
const sentences: Readonly<Record<EventType, Sentence>> = {
  'user.created': say('Eingetragen', 'Entered'),
  'user.updated': say('Angaben geändert', 'Details changed'),
  'user.deactivated': say('Deaktiviert', 'Deactivated'),
  'user.reactivated': say('Reaktiviert', 'Reactivated'),
  'user.access_reset': say('Zugang zurückgesetzt', 'Access reset'),
  'user.deleted': say('Gelöscht', 'Deleted'),
  'user.erasure_requested': say('Löschung des eigenen Kontos gewünscht', 'Asked to be erased'),
  'user.erasure_undone': say('Konto behalten', 'Account kept after all'),
  'user.notices_chosen': say('Benachrichtigungen gewählt', 'Notices chosen'),
  'email.changed': say('Adresse geändert', 'Address changed'),
  'email.confirmed': say('Adresse bestätigt', 'Address confirmed'),
  'email.bounced': say('Adresse nimmt keine Mails an', 'Address takes no mail'),
  'email.complained': say('Adresse will keine Mails', 'Address wants no mail'),
  'email.bounce_cleared': say('Mails wieder zugelassen', 'Mails allowed again'),
  'email.refused': say('„Nicht für mich“ gemeldet', '“Not for me” reported'),
  'email.change_requested': say('Andere Adresse gewünscht', 'Another address asked for'),
  'email.change_undone': say('Adressänderung rückgängig gemacht', 'Change of address undone'),
  'invitation.sent': say('Einladung gesendet', 'Invitation sent'),
  'invitation.handed_over': say('Einladung ausgehändigt', 'Invitation handed over'),
  'invitation.renewed': say('Einladung erneuert', 'Invitation renewed'),
  'invitation.revoked': say('Einladung zurückgenommen', 'Invitation revoked'),
  'invitation.begun': say('Einladung geöffnet', 'Invitation opened'),
  'invitation.code_exhausted': say('Zu viele falsche Codes', 'Too many wrong codes'),
  'invitation.self_renewed': say('Einladung selbst noch einmal angefordert', 'Invitation asked for again'),
  'invitation.printed': say('Infoblatt gedruckt', 'Info sheet printed'),
  'invitation.handover_stopped': say(
    'Ausgehändigtes nach vielen falschen Antworten beendet',
    'What was handed over ended after wrong answers',
  ),
  'confirmation.sent': say('Bestätigungslink gesendet', 'Confirmation link sent'),
  'recovery.requested': say('Neues Passwort angefordert', 'New password asked for'),
  'recovery.completed': say('Neues Passwort gesetzt', 'New password set'),
  'access.granted': say('Zugang gegeben', 'Access given'),
  'access.withdrawn': say('Zugang entzogen', 'Access withdrawn'),
  'legal.accepted': say('Dokument akzeptiert', 'Document accepted'),
  'legal.declined': say('Dokument abgelehnt, nicht angemeldet', 'Document declined, not signed in'),
  'legal.withdrawn': say('Einwilligung widerrufen', 'Consent taken back'),
  'activation.completed': say('Konto aktiviert', 'Account activated'),
  'profile.completed': say('Profil vervollständigt', 'Profile completed'),
  'password.changed': say('Passwort geändert', 'Password changed'),
  'password.disabled': say('Passwort nach vielen Fehlversuchen gesperrt', 'Password disabled after many failures'),
  'passkey.added': say('Passkey angelegt', 'Passkey made'),
  'passkey.renamed': say('Passkey umbenannt', 'Passkey renamed'),
  'passkey.removed': say('Passkey entfernt', 'Passkey removed'),
  'totp.added': say('Authenticator-App eingerichtet', 'Authenticator app set up'),
  'totp.removed': say('Authenticator-App entfernt', 'Authenticator app removed'),
  'backup_codes.made': say('Neue Ersatzcodes erstellt', 'New backup codes made'),
  'backup_code.used': say('Ersatzcode verwendet', 'Backup code used'),
  'session.started': say('Angemeldet', 'Signed in'),
  'session.ended': say('Abgemeldet', 'Signed out'),
  'mail.sent': say('Mail übergeben', 'Mail handed over'),
  'mail.delayed': say('Mail verzögert sich', 'Mail is delayed'),
  'mail.delivered': say('Mail zugestellt', 'Mail delivered'),
  'mail.bounced': say('Mail kam zurück', 'Mail came back'),
  'mail.complained': say('Mail wurde gemeldet', 'Mail was reported'),
  'mail.dropped': say('Mail nicht gesendet: Grund entfallen', 'Mail not sent: its reason was gone'),
  'mail.failed': say('Mail ließ sich nicht senden', 'Mail could not be sent'),
  'import.run': say('Import begonnen', 'Import begun'),
  'import.finished': say('Import abgeschlossen', 'Import finished'),
  'import.cancelled': say('Import abgebrochen', 'Import stopped'),
  'import.undone': say('Import rückgängig gemacht', 'Import undone'),
  'owner.link_made': say('Link für den ersten Inhaber erstellt', 'Link for the first owner made'),
  'api_key.created': say('API-Schlüssel erstellt', 'API key made'),
  'api_key.rotated': say('API-Schlüssel erneuert', 'API key rotated'),
  'api_key.revoked': say('API-Schlüssel widerrufen', 'API key revoked'),
}

export const eventTypes = Object.keys(sentences) as EventType[]

export const eventText = (type: string, locale: Locale): string =>
  Object.hasOwn(sentences, type) ? (sentences[type as EventType][locale] ?? type) : type
