const kept = 4096

/** Reads `stream` to its end and keeps its last lines, to say why a process ended. */
export function lastWords(stream: NodeJS.ReadableStream | null): { tail(): string } {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string | Buffer) => {
    text = (text + String(chunk)).slice(-kept)
  })
  return {
    /** `: ` and the last line that names an error (else the last line), or nothing. */
    tail() {
      const lines = text.split('\n').filter((line) => line.trim() !== '')
      const line = lines.findLast((candidate) => /error/i.test(candidate)) ?? lines.at(-1)
      return line === undefined ? '' : `: ${line.trim().slice(0, 300)}`
    }
  }
}
