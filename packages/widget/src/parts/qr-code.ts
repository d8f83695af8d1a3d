// A QR code as a picture: dark on white in every theme, with the quiet zone that readers need.

import type { TotpSetup } from '@foyer/contract'
import type { Kit } from './kit.ts'

/** Modules of white around it (ISO/IEC 18004). */
const QUIET = 4

export const qrCode = ({ html }: Pick<Kit, 'html'>, { size, path }: TotpSetup['qr'], label: string) =>
  html`<svg class="foyer-qr" viewBox="-${QUIET} -${QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}" role="img" aria-label=${label}><path d=${path} /></svg>`
