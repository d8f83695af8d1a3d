// Reads XML as it is unpacked, element by element: nothing of it is kept, no entity of its own is known, no document type is let in.

import sax from 'sax'
import { SpreadsheetFault } from './spreadsheet-fault.ts'

export type Attributes = Readonly<Record<string, string>>

export interface XmlHandlers {
  /** Names are without their prefixes. */
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
  /** Asked after every piece: true ends the reading. */
  isDone?(): boolean
}

/** The five entities of XML itself and no others; its own types do not know this option. */
const options: sax.SAXOptions & { strictEntities: boolean } = { strictEntities: true }
/** UTF-16 units at once. */
const PIECE = 65_536

/** Yields after every piece, so that whoever reads can take what there is and give way to others. @throws SpreadsheetFault */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = sax.parser(true, options)
  parser.onerror = (cause) => {
    throw new SpreadsheetFault('file_damaged', null, { cause })
  }
  parser.ondoctype = () => {
    throw new SpreadsheetFault('file_damaged')
  }
  parser.onopentag = ({ name, attributes }) => handlers.open?.(localName(name), attributes as Attributes)
  parser.onclosetag = (name) => handlers.close?.(localName(name))
  parser.ontext = (text) => handlers.text?.(text)
  parser.oncdata = (text) => handlers.text?.(text)
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    const text = decoder.decode(chunk, { stream: true })
    for (let at = 0; at < text.length; at += PIECE) {
      parser.write(text.slice(at, at + PIECE))
      yield
      if (handlers.isDone?.() === true) return
    }
  }
  parser.close()
  yield
}

/** Reads it to its end. */
export const readWholeXml = async (bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> => {
  for await (const _ of readXml(bytes, handlers));
}

/** `r:id`, whatever the prefix. */
export const attributeOf = (attributes: Attributes, name: string): string | undefined => {
  const key = Object.keys(attributes).find((one) => localName(one) === name)
  return key === undefined ? undefined : attributes[key]
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const encodingOf = (chunk: Uint8Array): string => {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8'
}
