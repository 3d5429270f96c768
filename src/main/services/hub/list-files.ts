import { listFiles, modelInfo } from '@huggingface/hub'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors'
import { describeHubModel, type HubModel } from '../../../shared/hub-models'
import { askHub, describeFailure } from './ask-hub'
import type { Hub } from './hub'
import { PassingFailure } from './retries'
import { Silence } from './silence'

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const GitHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/))
const Size = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** A file of a model on the hub: large ones are known by SHA-256, small ones as git knows them. */
export const HubFile = v.object({
  path: v.string(),
  /** Bytes. */
  size: Size,
  hash: v.variant('kind', [
    v.object({ kind: v.literal('sha256'), value: Sha256 }),
    v.object({ kind: v.literal('git'), value: GitHash })
  ])
})
export type HubFile = v.InferOutput<typeof HubFile>

const Entry = v.object({
  type: v.string(),
  path: v.string(),
  size: Size,
  oid: v.optional(v.string()),
  lfs: v.optional(v.object({ oid: Sha256, size: Size }))
})

/** No model has more files in its folder, and no page of a listing more bytes. */
const maxFiles = 10_000
const maxAnswerBytes = 2 ** 24

/**
 * The commit that a model's revision names, and the files at the top of its folder. Throws
 * `hub.bad-listing`, `hub.unsafe-name`, or as `askHub` does.
 */
export async function listHubFiles(
  hub: Hub,
  model: HubModel,
  signal: AbortSignal
): Promise<{ commit: string; files: HubFile[] }> {
  const name = `${model.owner}/${model.name}`
  const about = describeHubModel(model)
  const client = { hubUrl: hub.endpoint, fetch: answeringFetch(hub, about, signal) }
  try {
    const { sha } = await modelInfo({
      ...client,
      name,
      revision: model.revision,
      additionalFields: ['sha']
    })
    const commit = v.parse(GitHash, sha)
    const files: HubFile[] = []
    for await (const found of listFiles({ ...client, repo: name, revision: commit })) {
      const entry = v.parse(Entry, found)
      if (isUnsafe(entry.path))
        throw new AppError('hub.unsafe-name', { name: about, file: entry.path })
      if (files.length === maxFiles) throw new Error(`more than ${maxFiles} files`)
      if (entry.type === 'file') files.push(fileOf(entry))
    }
    return { commit, files }
  } catch (error) {
    if (error instanceof AppError || error instanceof PassingFailure) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('hub.bad-listing', { host: hub.host, name: about, detail }, { cause: error })
  }
}

const fileOf = ({ path, size, oid, lfs }: v.InferOutput<typeof Entry>): HubFile =>
  lfs
    ? { path, size: lfs.size, hash: { kind: 'sha256', value: lfs.oid } }
    : { path, size, hash: { kind: 'git', value: v.parse(GitHash, oid) } }

/** Whether a path could lead out of the folder it is put in, on any system. */
const isUnsafe = (path: string): boolean =>
  path === '' ||
  /[\\:\0]/.test(path) ||
  path.split('/').some((step) => step === '' || step === '.' || step === '..')

/** A `fetch` for the hub's client: its answers are good ones, complete, and of a sane size. */
function answeringFetch(hub: Hub, about: string, whole: AbortSignal): typeof fetch {
  return async (input) => {
    const url = input instanceof Request ? input.url : String(input)
    const silence = new Silence(hub.silenceMs, whole)
    try {
      const response = await askHub(hub, { url, about, signal: silence.signal })
      const { status, headers } = response
      return new Response(await readAnswer(hub, response, silence), { status, headers })
    } finally {
      silence.end()
    }
  }
}

async function readAnswer(hub: Hub, { body }: Response, silence: Silence): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  try {
    for await (const piece of body ?? []) {
      silence.broken()
      bytes += piece.length
      if (bytes > maxAnswerBytes) break
      pieces.push(piece)
    }
  } catch (error) {
    const params = { host: hub.host, detail: describeFailure(error, silence.signal) }
    throw new PassingFailure(new AppError('hub.unreachable', params, { cause: error }))
  }
  if (bytes > maxAnswerBytes) throw new Error(`it has more than ${maxAnswerBytes} bytes`)
  return new Blob(pieces)
}
