/** How a command speaks: sentences for people, or with `--json` one JSON value on standard output. */
export interface Output {
  /** What is being done; goes to standard error and is silent with `--json`. */
  progress(text: string): void
  /** The command's answer. */
  result(value: unknown, text: string): void
}

export const createOutput = (json: boolean): Output => {
  const live = process.stderr.isTTY
  let width = 0
  const clear = () => {
    if (live && width > 0) process.stderr.write(`\r${' '.repeat(width)}\r`)
    width = 0
  }
  return {
    progress(text) {
      if (json) return
      if (!live) return void process.stderr.write(`${text}\n`)
      clear()
      process.stderr.write(text)
      width = text.length
    },
    result(value, text) {
      clear()
      process.stdout.write(`${json ? JSON.stringify(value) : text}\n`)
    },
  }
}
