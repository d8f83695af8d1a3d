// Types of what a page asks its reader to do.
export type WalkStep = { kind: 'run' | 'start'; command: string } | { kind: 'write'; name: string; text: string }
export function readWalk(markdown: string): WalkStep[]
