// PGlite's file system over a real directory, with an fsync that reaches the disk.
import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

interface Stream {
  readonly nfd?: number
}

/** What Emscripten's file system offers here, which the package does not type. */
interface NodeFileSystem {
  tryFSOperation<T>(operation: () => T): T
  readonly stream_ops: { fsync?: (stream: Stream) => number }
}

/** PGlite mounts the directory without fsync, so that a commit survives a killed process but not a power cut. */
export function createDurableNodeFs(directory: string): NodeFS {
  const fs = new NodeFS(directory)
  const init = fs.init.bind(fs)
  fs.init = (pg, options) =>
    init(pg, {
      ...options,
      preRun: [
        ...(options.preRun ?? []),
        (module: object) => {
          const { NODEFS } = module as { NODEFS: NodeFileSystem }
          NODEFS.stream_ops.fsync = ({ nfd }) => {
            if (nfd !== undefined) NODEFS.tryFSOperation(() => fsyncSync(nfd))
            return 0
          }
        },
      ],
    })
  return fs
}
