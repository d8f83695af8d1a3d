// PGlite's file system over a real directory, with an fsync that reaches the disk.
import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** PGlite mounts the directory without fsync, so that a commit survives a killed process but not a power cut. */
export function createDurableNodeFs(directory) {
  const fs = new NodeFS(directory)
  const init = fs.init.bind(fs)
  fs.init = (pg, options) =>
    init(pg, {
      ...options,
      preRun: [
        ...(options.preRun ?? []),
        // Emscripten's own file system, which the package does not type.
        ({ NODEFS }) => {
          NODEFS.stream_ops.fsync = ({ nfd }) => {
            if (nfd !== undefined) NODEFS.tryFSOperation(() => fsyncSync(nfd))
            return 0
          }
        },
      ],
    })
  return fs
}
