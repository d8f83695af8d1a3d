import { type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
export type ScriptProcess = ChildProcessByStdio<Writable, Readable, null>
/**
 * Node 20 runs no TypeScript, so the script is bundled first, into dist, where it finds the shipped database as the built server does.
 * @param name of the file in this folder, without `.ts`
 * @param maxFileBytes size beyond which no file of the process may grow: as a full disk would, without one
 */
export declare function runScript(name: string, args: readonly string[], maxFileBytes?: number): Promise<ScriptProcess>
/** The first line that the process prints which starts with `prefix`, without it. Rejects when the process ends before. */
export declare function lineFrom({ stdout }: ScriptProcess, prefix: string): Promise<string>
//# sourceMappingURL=run-script.d.ts.map
