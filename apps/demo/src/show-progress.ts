// One line that counts along on a terminal; elsewhere the first and the last state only.

export type Progress = (done: number, total: number) => void

export function showProgress(label: string, stream: NodeJS.WriteStream = process.stdout): Progress {
  return (done, total) => {
    const last = done === total
    if (stream.isTTY) stream.write(`\r  ${label} ${done}/${total}${last ? '\n' : ''}`)
    else if (last) stream.write(`  ${label} ${done}/${total}\n`)
  }
}
