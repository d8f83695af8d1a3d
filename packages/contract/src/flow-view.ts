// What the widget is told about fields, organisation and application.

export type LocalText = Readonly<Record<string, string>>

/** A field of the profile as a screen needs it; texts are in the flow's language already. */
export interface ProfileFieldView {
  key: string
  type: 'text' | 'number' | 'date' | 'choice' | 'choices' | 'yes-no' | 'phone' | 'url' | 'email'
  label: string
  hint: string | null
  required: boolean
  options: { value: string; label: string }[]
}

export interface OrganisationView {
  name: string
  /** URL of the logo on Foyer's own host, or `null`. */
  logo: string | null
  /** `#rrggbb`: fills and the text on them, and links, all corrected to AA contrast for light and dark surfaces. */
  accent: { light: string; dark: string; onLight: string; onDark: string; linkLight: string; linkDark: string }
  /** IANA name: deadlines are told in it, as mails and sheets do. */
  timeZone: string
  contact: string | null
}
