import type { Upload, UploadFile } from '../../../shared/domain'
import type { PickedFile } from './picked-files'

/** Files that are on their way at the same time: small ones wait for the answer more than for the line. */
const AT_ONCE = 3
/** Waits after failures one after the other, in milliseconds; the last one repeats. */
const WAITS = [500, 1000, 2000, 5000, 10_000, 30_000]
/** Failures one after the other after which it is given up: a quarter of an hour. */
const MOST_FAILURES = 30

export interface SendingFiles {
  begin(files: UploadFile[]): Promise<Upload>
  /**
   * Sends a part of a file, and gives how many bytes of the file have arrived; null where no answer
   * came or the part did not fit. Throws for what trying again does not help.
   */
  send(place: { id: string; file: number; offset: number }, part: Blob): Promise<number | null>
  /** Resolves after a while, or rejects once it is cancelled. */
  wait(milliseconds: number): Promise<void>
  /** @param broken Whether the connection is broken for now. */
  onProgress(progress: { files: number; bytes: number; broken: boolean }): void
  signal: AbortSignal
}

/**
 * Uploads files in parts, and gives the upload's id. After a failure it asks the server what has
 * arrived and goes on from there. Throws as `uploads.begin`, and once it is cancelled.
 */
export async function sendFiles(
  picked: readonly PickedFile[],
  sending: SendingFiles
): Promise<string> {
  const files = picked.map(({ name, file }) => ({
    name,
    size: file.size,
    modified: file.lastModified
  }))
  let failures = 0
  for (;;) {
    const upload = await sending.begin(files)
    const before = sum(upload.received)
    const received = [...upload.received]
    const isWhole = await sendRest(picked, { ...upload, received }, sending)
    if (isWhole) return upload.id
    failures = sum(received) > before ? 0 : failures + 1
    if (failures > MOST_FAILURES) throw new Error('the server cannot be reached')
    tell(picked, received, sending, true)
    await sending.wait(WAITS[Math.min(failures, WAITS.length - 1)] ?? 0)
  }
}

/** Whether everything has arrived; `received` is brought up to date. */
async function sendRest(
  picked: readonly PickedFile[],
  { id, received, chunk }: Upload,
  sending: SendingFiles
): Promise<boolean> {
  let next = 0
  const line = { isBroken: false }
  const goesOn = () => !line.isBroken
  const worker = async () => {
    for (let index = next++; index < picked.length && goesOn(); index = next++) {
      const file = picked[index]?.file
      for (let offset = received[index] ?? 0; file && offset < file.size;) {
        if (!goesOn()) return
        const part = file.slice(offset, offset + chunk)
        const arrived = await sending.send({ id, file: index, offset }, part)
        sending.signal.throwIfAborted()
        if (arrived === null || arrived <= offset) {
          line.isBroken = true
          return
        }
        received[index] = offset = arrived
        tell(picked, received, sending, false)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return goesOn()
}

function tell(
  picked: readonly PickedFile[],
  received: readonly number[],
  { onProgress }: SendingFiles,
  broken: boolean
): void {
  const files = picked.filter(({ file }, index) => received[index] === file.size).length
  onProgress({ files, bytes: sum(received), broken })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
