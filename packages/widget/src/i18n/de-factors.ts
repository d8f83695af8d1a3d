// German words of the second factor's screens. The model for the other languages.

export const deFactors = {
  factorTitle: 'Code eingeben',
  factorLead: 'Den Code zeigt Ihre Authenticator-App. Ein Backup-Code geht auch.',
  factorCode: 'Code oder Backup-Code',
  totpTitle: 'Authenticator-App einrichten',
  totpLead: '{application} verlangt nach dem Passwort einen Code. Scannen Sie das Bild mit Ihrer Authenticator-App.',
  totpQr: 'QR-Code für die Authenticator-App',
  totpKey: 'Oder tippen Sie diesen Schlüssel ein:',
  totpCode: 'Code aus der App',
  codesTitle: 'Ihre Backup-Codes',
  codesLead: 'Jeder gilt einmal, falls Ihre App nicht da ist. Bewahren Sie sie auf: Sie werden nur jetzt gezeigt.',
  print: 'Drucken',
  factorConfirm: 'Bestätigen',
} as const
