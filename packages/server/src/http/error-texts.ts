// What each error says, in each language: what happened and what to do. A code without words does not compile.

import type { ErrorCode } from '@foyer/contract'
import type { Locale } from '../text.ts'

export const errorTexts: Record<ErrorCode, Record<Locale, string>> = {
  invalid_input: { de: 'Bitte prüfen Sie die markierten Angaben.', en: 'Please check the marked details.' },
  malformed_body: { de: 'Die Anfrage ist kein gültiges JSON.', en: 'The request is not valid JSON.' },
  unsupported_media_type: { de: 'Die Anfrage muss als application/json gesendet werden.', en: 'Send the request as application/json.' },
  body_too_large: { de: 'Die Anfrage ist zu groß.', en: 'The request is too large.' },
  request_timeout: {
    de: 'Die Anfrage kam nicht rechtzeitig an. Bitte senden Sie sie noch einmal.',
    en: 'The request did not arrive in time. Please send it again.',
  },
  not_found: { de: 'Diese Adresse gibt es hier nicht.', en: 'There is nothing at this address.' },
  method_not_allowed: { de: 'Diese Methode ist hier nicht vorgesehen.', en: 'This method is not available here.' },
  origin_not_allowed: {
    de: 'Diese Seite darf die Anmeldung nicht einbetten: Ihr Ursprung ist für die Anwendung nicht eingetragen.',
    en: 'This page may not embed the sign-in: its origin is not listed for the application.',
  },
  cross_site: {
    de: 'Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt.',
    en: 'This request came from another site and was not carried out.',
  },
  https_required: { de: 'Bitte verwenden Sie https.', en: 'Please use https.' },
  unauthenticated: {
    de: 'Bitte melden Sie sich an, oder senden Sie einen gültigen API-Schlüssel.',
    en: 'Please sign in, or send a valid API key.',
  },
  forbidden: { de: 'Dazu fehlt die Berechtigung.', en: 'You do not have the right to do this.' },
  scope_missing: { de: 'Dieser Schlüssel darf das nicht.', en: 'This key may not do this.' },
  key_not_found: { de: 'Diesen API-Schlüssel gibt es nicht.', en: 'There is no such API key.' },
  role_too_low: { de: 'Dafür reicht Ihre Rolle nicht aus.', en: 'Your role does not reach this far.' },
  own_account: { de: 'Das geht nicht mit dem eigenen Konto.', en: 'This cannot be done to your own account.' },
  application_unknown: { de: 'Diese Anwendung ist nicht eingerichtet.', en: 'This application is not configured.' },
  role_not_applicable: { de: 'Rollen gibt es nur in verwaltenden Anwendungen.', en: 'Only managing applications have roles.' },
  user_not_found: { de: 'Diese Person gibt es hier nicht.', en: 'There is no such person here.' },
  user_deactivated: { de: 'Diese Person ist deaktiviert.', en: 'This person is deactivated.' },
  not_deactivated: { de: 'Diese Person ist nicht deaktiviert.', en: 'This person is not deactivated.' },
  changed_meanwhile: {
    de: 'Inzwischen hat sich hier etwas geändert. Bitte laden Sie neu.',
    en: 'Something changed here meanwhile. Please load again.',
  },
  external_id_taken: {
    de: 'Diese Identifikation gehört schon zu einer anderen Person.',
    en: 'This external id belongs to somebody else already.',
  },
  last_owner: {
    de: 'Das ist die letzte Person mit der Rolle Inhaber. Ernennen Sie zuerst eine weitere.',
    en: 'This is the last owner. Appoint another one first.',
  },
  email_taken: {
    de: 'Diese E-Mail-Adresse gehört schon zu einer anderen Person.',
    en: 'This email address belongs to somebody else already.',
  },
  email_missing: { de: 'Es ist keine E-Mail-Adresse hinterlegt.', en: 'There is no email address on file.' },
  email_confirmed: {
    de: 'Diese E-Mail-Adresse ist bestätigt. Nur die Person selbst kann sie ändern.',
    en: 'This email address is confirmed. Only the person can change it.',
  },
  email_unsupported: {
    de: 'Adressen mit Umlauten oder Sonderzeichen vor dem @ werden nicht unterstützt.',
    en: 'Addresses with letters beyond a–z before the @ are not supported.',
  },
  email_bounced: {
    de: 'An diese Adresse konnte nicht zugestellt werden. Bitte prüfen Sie sie.',
    en: 'Mail to this address came back. Please check it.',
  },
  email_complained: {
    de: 'Unter dieser Adresse hat jemand eine Mail als unerwünscht gemeldet. Bitte prüfen Sie sie.',
    en: 'Somebody at this address reported a mail as unwanted. Please check it.',
  },
  email_refused: {
    de: 'Unter dieser Adresse hat jemand angegeben, nicht gemeint zu sein. Bitte prüfen Sie sie.',
    en: 'Somebody at this address said that they are not meant. Please check it.',
  },
  email_unchanged: { de: 'Das ist die hinterlegte Adresse.', en: 'This is the address on file.' },
  already_online: { de: 'Diese Person hat ihr Konto schon aktiviert.', en: 'This person has activated their account already.' },
  not_online: { de: 'Diese Person hat ihr Konto noch nicht aktiviert.', en: 'This person has not activated their account yet.' },
  not_invited: { de: 'Für diese Person ist keine Einladung offen.', en: 'There is no open invitation for this person.' },
  access_exists: { de: 'Diesen Zugang hat die Person schon.', en: 'The person has this access already.' },
  access_missing: { de: 'Diesen Zugang hat die Person nicht.', en: 'The person does not have this access.' },
  handover_owner_only: {
    de: 'Einladungen zur Verwaltung übergibt nur ein Inhaber persönlich. Senden Sie sie per E-Mail.',
    en: 'Only an owner hands over invitations to a managing application. Send it by mail.',
  },
  invited_lately: {
    de: 'Diese Person hat erst vor Kurzem eine Einladung bekommen.',
    en: 'This person got an invitation only lately.',
  },
  managing_by_mail_only: {
    de: 'Bei Zugängen zur Verwaltung lässt sich die Adresse hier nicht ändern. Bitte wenden Sie sich an Ihre Verwaltung.',
    en: 'The address cannot be changed here for managing access. Please ask your administrator.',
  },
  handover_answer_missing: {
    de: 'Zur Übergabe wird eine Angabe abgefragt, die bei dieser Person fehlt. Tragen Sie sie ein, oder senden Sie die Einladung per E-Mail.',
    en: 'Handing over asks for a detail that this person has none of on file. Enter it, or send the invitation by mail.',
  },
  import_not_found: { de: 'Diesen Import gibt es hier nicht.', en: 'There is no such import here.' },
  import_not_open: {
    de: 'Das ist beim jetzigen Stand des Imports nicht möglich.',
    en: 'This is not possible at the present state of the import.',
  },
  upload_out_of_place: {
    de: 'Dieses Stück der Datei ist nicht das nächste. Senden Sie ab der Stelle, die schon angekommen ist.',
    en: 'This piece of the file is not the next one. Send from where the file has arrived.',
  },
  file_refused: { de: 'Diese Datei lässt sich nicht lesen.', en: 'This file cannot be read.' },
  plan_changed: { de: 'Die Vorschau ist nicht mehr die angesehene.', en: 'The preview is not the one that was looked at.' },
  leavers_unconfirmed: {
    de: 'Mehr als ein Zehntel der Personen würde gehen. Bitte bestätigen Sie ihre Zahl.',
    en: 'More than a tenth of the people would leave. Please confirm their number.',
  },
  sheets_not_found: {
    de: 'Diese Infoblätter gibt es hier nicht mehr. Drucken Sie sie neu.',
    en: 'These info sheets are not here any more. Print them anew.',
  },
  sheets_not_ready: { de: 'Die Infoblätter werden noch vorbereitet.', en: 'The info sheets are still being prepared.' },
  too_many_people: {
    de: 'Das sind zu viele Infoblätter auf einmal. Bitte wählen Sie weniger Personen aus.',
    en: 'These are too many info sheets at once. Please select fewer people.',
  },
  idempotency_key_reused: {
    de: 'Dieser Idempotency-Key wurde schon für eine andere Anfrage verwendet.',
    en: 'This idempotency key was used for another request.',
  },
  already_created: { de: 'Das wurde schon angelegt.', en: 'This was created already.' },
  in_progress: {
    de: 'Dieselbe Anfrage wird gerade bearbeitet. Bitte versuchen Sie es gleich noch einmal.',
    en: 'The same request is being handled. Please try again in a moment.',
  },
  credentials_wrong: { de: 'E-Mail-Adresse oder Passwort stimmt nicht.', en: 'The email address or password is not right.' },
  no_access: {
    de: 'Ihr Konto hat keinen Zugang zu dieser Anwendung. Bitte wenden Sie sich an Ihre Verwaltung.',
    en: 'Your account has no access to this application. Please ask your administrator.',
  },
  flow_expired: {
    de: 'Das hat etwas zu lange gedauert. Bitte beginnen Sie noch einmal.',
    en: 'This took a little too long. Please begin again.',
  },
  action_not_open: { de: 'Dieser Schritt ist gerade nicht an der Reihe.', en: 'This step is not due now.' },
  already_active: { de: 'Ihr Konto ist bereits aktiv. Melden Sie sich an.', en: 'Your account is active already. Please sign in.' },
  link_invalid: { de: 'Dieser Link ist nicht gültig.', en: 'This link is not valid.' },
  link_expired: { de: 'Dieser Link ist abgelaufen.', en: 'This link has expired.' },
  code_wrong: { de: 'Der Code stimmt nicht. Bitte prüfen Sie ihn.', en: 'The code is not right. Please check it.' },
  code_exhausted: {
    de: 'Dieser Code wurde zu oft falsch eingegeben und gilt nicht mehr. Der Link in Ihrer E-Mail oder der QR-Code gilt weiter.',
    en: 'This code was mistyped too often and is not valid any more. The link in your mail or the QR code still is.',
  },
  answer_wrong: {
    de: 'Diese Angabe stimmt nicht mit dem überein, was Ihre Organisation hinterlegt hat.',
    en: 'This is not what your organisation has on file.',
  },
  handover_stopped: {
    de: 'Die Frage wurde zu oft falsch beantwortet. Dieses Blatt gilt nicht mehr. Bitte lassen Sie sich ein neues geben.',
    en: 'The question was answered wrongly too often. This sheet is no longer valid. Please ask for a new one.',
  },
  document_not_found: { de: 'Dieses Dokument gibt es nicht.', en: 'There is no such document.' },
  legal_required: { de: 'Bitte stimmen Sie den aktuellen Dokumenten zu.', en: 'Please accept the current documents.' },
  password_too_short: { de: 'Bitte wählen Sie ein längeres Passwort.', en: 'Please choose a longer password.' },
  password_too_long: { de: 'Bitte wählen Sie ein kürzeres Passwort.', en: 'Please choose a shorter password.' },
  password_common: {
    de: 'Dieses Passwort ist leicht zu erraten. Gut sind mehrere Wörter, die nicht zusammengehören.',
    en: 'This password is easy to guess. Several unrelated words are good.',
  },
  password_personal: {
    de: 'Dieses Passwort enthält zu viel von Ihrem Namen oder Ihrer Organisation. Bitte wählen Sie ein anderes.',
    en: 'This password holds too much of your name or organisation. Please choose another.',
  },
  password_is_initial: {
    de: 'Bitte wählen Sie ein eigenes Passwort, nicht das Initial-Passwort.',
    en: 'Please choose a password of your own, not the initial password.',
  },
  passkey_refused: {
    de: 'Dieser Passkey wurde hier nicht angenommen. Versuchen Sie es noch einmal, oder melden Sie sich auf anderem Weg an.',
    en: 'This passkey was not accepted here. Try again, or sign in another way.',
  },
  passkey_unknown: { de: 'Diesen Passkey gibt es hier nicht mehr.', en: 'This passkey is not here any more.' },
  passkey_exists: { de: 'Dieser Passkey ist schon eingerichtet.', en: 'This passkey is set up already.' },
  passkeys_off: { de: 'Passkeys sind hier nicht vorgesehen.', en: 'Passkeys are not available here.' },
  too_many_passkeys: {
    de: 'Es sind schon sehr viele Passkeys eingerichtet. Entfernen Sie zuerst einen.',
    en: 'There are a great many passkeys already. Remove one first.',
  },
  last_credential: {
    de: 'Das ist der letzte Weg in Ihr Konto. Richten Sie zuerst einen anderen ein.',
    en: 'This is the last way into your account. Set up another one first.',
  },
  totp_exists: { de: 'Eine Authenticator-App ist schon eingerichtet.', en: 'An authenticator app is set up already.' },
  totp_missing: { de: 'Es ist keine Authenticator-App eingerichtet.', en: 'No authenticator app is set up.' },
  mfa_off: { de: 'Eine zweite Bestätigung ist hier nicht vorgesehen.', en: 'A second step is not available here.' },
  mfa_required: {
    de: 'Eine Ihrer Anwendungen verlangt die zweite Bestätigung. Sie kann nicht entfernt werden.',
    en: 'One of your applications requires the second step. It cannot be removed.',
  },
  erasure_off: {
    de: 'Konten werden hier nur von der Verwaltung gelöscht. Bitte wenden Sie sich an sie.',
    en: 'Accounts are erased by your administrator only. Please ask them.',
  },
  erasure_asked: { de: 'Dieses Konto ist schon zum Löschen angemeldet.', en: 'This account is to be erased already.' },
  reauthentication_required: {
    de: 'Bitte bestätigen Sie zuerst, dass Sie es sind.',
    en: 'Please confirm first that it is you.',
  },
  too_many_addresses: {
    de: 'Es wurden schon Codes an mehrere Adressen gesendet. Bitte wenden Sie sich an Ihre Verwaltung.',
    en: 'Codes were sent to several addresses already. Please ask your administrator.',
  },
  sign_in_code_invalid: {
    de: 'Diese Anmeldung lässt sich nicht übernehmen. Bitte melden Sie sich noch einmal an.',
    en: 'This sign-in cannot be taken over. Please sign in again.',
  },
  sign_in_request_invalid: {
    de: 'Diese Anmeldung wurde nicht richtig begonnen. Bitte gehen Sie zurück zur Anwendung und versuchen Sie es noch einmal.',
    en: 'This sign-in was not begun properly. Please go back to the application and try again.',
  },
  session_ended: { de: 'Sie sind nicht mehr angemeldet. Bitte melden Sie sich an.', en: 'You are signed out. Please sign in.' },
  signature_invalid: { de: 'Diese Meldung ist nicht richtig unterschrieben.', en: 'This message is not signed rightly.' },
  webhook_spent: {
    de: 'Diese Meldung ist zu alt oder wurde schon angenommen.',
    en: 'This message is too old, or was taken before.',
  },
  rate_limited: { de: 'Zu viele Versuche. Bitte warten Sie einen Moment.', en: 'Too many tries. Please wait a moment.' },
  busy: {
    de: 'Gerade ist viel los. Bitte versuchen Sie es gleich noch einmal.',
    en: 'It is busy right now. Please try again in a moment.',
  },
  unavailable: {
    de: 'Der Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
    en: 'The service is not available right now. Please try again in a moment.',
  },
  internal: { de: 'Da ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.', en: 'Something went wrong. Please try again.' },
  config_missing: { de: 'Es fehlt eine Einstellung.', en: 'A setting is missing.' },
  unreachable: { de: 'Der Server ist nicht erreichbar.', en: 'The server cannot be reached.' },
  timed_out: { de: 'Der Server hat nicht rechtzeitig geantwortet.', en: 'The server did not answer in time.' },
  cancelled: { de: 'Abgebrochen.', en: 'Cancelled.' },
}

/** Words for single faults of an input, by their code. */
export const issueTexts: Record<string, Record<Locale, string>> = {
  invalid: { de: 'Diese Angabe hat nicht die richtige Form.', en: 'This detail does not have the right form.' },
  invalid_type: { de: 'Diese Angabe hat nicht den richtigen Typ.', en: 'This detail is not of the right type.' },
  wrong_type: { de: 'Diese Angabe hat nicht den richtigen Typ.', en: 'This detail is not of the right type.' },
  managing_application: {
    de: 'Ein Import gibt keinen Zugang zu einer Verwaltung.',
    en: 'No import gives access to a managing application.',
  },
  unknown_field: { de: 'Dieses Feld gibt es nicht.', en: 'There is no such field.' },
  required: { de: 'Bitte füllen Sie dieses Feld aus.', en: 'Please fill in this field.' },
  too_long: { de: 'Diese Angabe ist zu lang.', en: 'This detail is too long.' },
  too_small: { de: 'Diese Angabe ist zu kurz oder zu klein.', en: 'This detail is too short or too small.' },
  too_big: { de: 'Diese Angabe ist zu lang oder zu groß.', en: 'This detail is too long or too big.' },
  control_characters: { de: 'Bitte ohne Zeilenumbrüche und Steuerzeichen.', en: 'Please leave out line breaks and control characters.' },
  in_the_past: { de: 'Dieser Zeitpunkt ist schon vorbei.', en: 'This has passed already.' },
  not_for_one_application: {
    de: 'Ein Schlüssel für eine einzelne Anwendung darf nur users:read und sessions:check.',
    en: 'A key for one application may do users:read and sessions:check only.',
  },
  not_editable: { de: 'Dieses Feld lässt sich hier nicht ändern.', en: 'This field cannot be changed here.' },
  not_an_option: { de: 'Bitte wählen Sie eine der Möglichkeiten.', en: 'Please choose one of the options.' },
  out_of_range: { de: 'Dieser Wert liegt außerhalb des Möglichen.', en: 'This value is out of range.' },
  invalid_date: { de: 'Bitte geben Sie ein gültiges Datum an.', en: 'Please give a valid date.' },
  invalid_phone: {
    de: 'Bitte geben Sie eine gültige Telefonnummer an, etwa +49 221 123456.',
    en: 'Please give a valid phone number, such as +49 221 123456.',
  },
  invalid_url: {
    de: 'Bitte geben Sie eine vollständige Adresse an, etwa https://beispiel.example.',
    en: 'Please give a full address, such as https://example.com.',
  },
  invalid_email: {
    de: 'Bitte geben Sie eine gültige E-Mail-Adresse an, etwa name@beispiel.example.',
    en: 'Please give a valid email address, such as name@example.com.',
  },
  email_invalid: {
    de: 'Bitte geben Sie eine gültige E-Mail-Adresse an, etwa name@beispiel.example.',
    en: 'Please give a valid email address, such as name@example.com.',
  },
}
