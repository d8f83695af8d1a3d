// Hands a file that Foyer answered with to the browser's downloads.

import type { FoyerFile } from '@foyer/sdk'

export const saveFile = async ({ name, type, bytes }: FoyerFile): Promise<void> => {
  const address = URL.createObjectURL(new Blob([new Uint8Array(await bytes())], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
