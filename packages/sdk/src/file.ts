// A file that Foyer answers with.

export interface FoyerFile {
  /** As Foyer names it. */
  name: string
  /** Its media type. */
  type: string
  /** Can be read once. */
  body: ReadableStream<Uint8Array>
  /** All of it. */
  bytes(): Promise<Uint8Array>
}

export function fileOf(response: Response): FoyerFile {
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  return {
    name,
    type: response.headers.get('content-type') ?? 'application/octet-stream',
    body: response.body ?? new ReadableStream({ start: (controller) => controller.close() }),
    bytes: async () => new Uint8Array(await response.arrayBuffer()),
  }
}
