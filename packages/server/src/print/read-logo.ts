// The organisation's logo as a PDF can hold it.

import { readFile } from 'node:fs/promises'

const PNG = [0x89, 0x50, 0x4e, 0x47]

/** `null` without one, and for formats other than PNG and JPEG: then the name stands alone. */
export const readLogo = async (path: string | null): Promise<Uint8Array | null> => {
  if (path === null) return null
  const bytes = await readFile(path)
  const isPng = PNG.every((byte, at) => bytes[at] === byte)
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8
  return isPng || isJpeg ? bytes : null
}
