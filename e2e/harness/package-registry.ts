// A package registry that has this workspace's packages, packed as they would be published.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename } from 'node:path'
import { packPackages } from '../../tools/pack-packages.mjs'

export interface PackageRegistry {
  url: string
  close(): Promise<void>
}

interface Manifest {
  name: string
  version: string
}

/** Serves the scope `@foyer` alone: point `@foyer:registry` to it. `folder` keeps the tarballs. */
export async function startPackageRegistry(folder: string): Promise<PackageRegistry> {
  const packed = await packPackages(folder)
  const byName = new Map(packed.map(({ name, file }) => [name, file]))
  const byFile = new Map(packed.map(({ file }) => [basename(file), file]))
  const server = createServer((req, res) => {
    const base = `http://${req.headers.host}`
    const path = decodeURIComponent(new URL(req.url ?? '/', base).pathname.slice(1))
    const tarball = byFile.get(path)
    if (tarball !== undefined) return res.setHeader('content-type', 'application/octet-stream').end(readFileSync(tarball))
    const file = byName.get(path)
    if (file === undefined) return res.writeHead(404).end('{}')
    const manifest = readManifest(file)
    const dist = { tarball: `${base}/${basename(file)}` }
    const answer = { name: path, 'dist-tags': { latest: manifest.version }, versions: { [manifest.version]: { ...manifest, dist } } }
    return res.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const readManifest = (file: string): Manifest =>
  JSON.parse(execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' }))
