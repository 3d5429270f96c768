import * as v from 'valibot'
import { ref, shallowRef } from 'vue'
import { ErrorInfo, placeText, UPLOAD_OFFSET, uploadPath } from '../../../shared/domain'
import { AppError, isErrorCode } from '../../../shared/errors'
import { sessionPath } from '../../../shared/session-key'
import { api } from '../../api/client'
import { ConnectionLostError } from '../../api/connection'
import { toProblem, type Problem } from '../../api/problem'
import { sessionKey } from '../../api/session-key'
import { meantFiles, mainPath, type PickedFile } from './picked-files'
import { sendFiles, type SendingFiles } from './send-files'

export interface UploadProgress {
  files: number
  allFiles: number
  bytes: number
  allBytes: number
  broken: boolean
}

/** An upload of what a person chose: how far it is, what went wrong, and how to go on or leave it. */
export function useUpload() {
  const progress = shallowRef<UploadProgress | null>(null)
  const problem = shallowRef<Problem | null>(null)
  /** Chosen files that are empty, which no server takes. */
  const empty = ref(0)
  let controller = new AbortController()
  let id = ''

  /** The text that names the upload in inputs; null where it failed, or was left. */
  async function run(picked: readonly PickedFile[]): Promise<string | null> {
    cancel()
    const { signal } = (controller = new AbortController())
    problem.value = null
    const meant = meantFiles(picked)
    empty.value = meant.empty
    const { files } = meant
    const allBytes = files.reduce((bytes, { file }) => bytes + file.size, 0)
    const all = { allFiles: files.length, allBytes }
    progress.value = { files: 0, bytes: 0, broken: false, ...all }
    try {
      if (files.length === 0) return null
      id = await sendFiles(files, {
        ...overHttp(signal),
        onProgress: (now) => {
          if (!signal.aborted) progress.value = { ...now, ...all }
        }
      })
      return placeText({ kind: 'upload', id, name: mainPath(files.map(({ name }) => name)) })
    } catch (error) {
      if (!signal.aborted) problem.value = toProblem(error)
      return null
    } finally {
      if (!signal.aborted) progress.value = null
    }
  }

  /** Stops the upload; what has arrived is kept for a day, and is there if the same files are chosen again. */
  function cancel(): void {
    controller.abort()
    progress.value = null
    problem.value = null
  }

  /** Removes a finished one from the server. */
  async function discard(): Promise<void> {
    await api.uploads.discard({ id }).catch(() => undefined)
  }
  return { progress, problem, empty, run, cancel, discard }
}

function overHttp(signal: AbortSignal): Omit<SendingFiles, 'onProgress'> {
  return {
    signal,
    async begin(files) {
      for (;;) {
        try {
          return await api.uploads.begin({ files }, { signal })
        } catch (error) {
          // The connection makes itself anew.
          if (!(error instanceof ConnectionLostError) || signal.aborted) throw error
          await wait(1000, signal)
        }
      }
    },
    async send({ id, file, offset }, part) {
      const response = await fetch(sessionPath(sessionKey(), uploadPath(id, file)), {
        method: 'PATCH',
        headers: { [UPLOAD_OFFSET]: String(offset) },
        body: part,
        signal
      }).catch(() => null)
      if (response?.ok) return Number(response.headers.get(UPLOAD_OFFSET))
      const refusal = v.safeParse(ErrorInfo, await response?.json().catch(() => null))
      if (!refusal.success || !HOPELESS.has(refusal.output.code)) return null
      const { code, params } = refusal.output
      throw new AppError(isErrorCode(code) ? code : 'unexpected', params)
    },
    wait: (milliseconds) => wait(milliseconds, signal)
  }
}

/** Refusals that another try meets again. */
const HOPELESS: ReadonlySet<string> = new Set([
  'upload.unknown',
  'upload.no-space',
  'people.signed-out'
])

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new Error('cancelled'))
    })
  })
}
