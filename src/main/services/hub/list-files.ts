import { datasetInfo, listFiles, modelInfo } from '@huggingface/hub'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors'
import { describeHubName, type HubKind, type HubRepository } from '../../../shared/hub-names'
import { askHub } from './ask-hub'
import type { Hub } from './hub'
import { readAnswer } from './read-answer'
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

/** A mirror may leave it out. */
const Public = v.object({ private: v.literal(false) })

const Entry = v.object({
  type: v.string(),
  path: v.string(),
  size: Size,
  oid: v.optional(v.string()),
  lfs: v.optional(v.object({ oid: Sha256, size: Size }))
})

/**
 * No repository has more files and folders, and no listing more pages or bytes: of a model the top of
 * its folder is listed, of a data set all of it, which may be an image a file.
 */
const limits = {
  model: { entries: 10_000, pages: 100, bytes: 2 ** 24 },
  dataset: { entries: 500_000, pages: 2000, bytes: 2 ** 28 }
} as const
type Limits = (typeof limits)[HubKind]

export interface HubListing {
  /** What the revision names. */
  commit: string
  /** Whether everybody can read it; false where the hub does not say. */
  isPublic: boolean
  files: HubFile[]
}

/**
 * The commit that a revision names, and its files: of a model those at the top of its folder unless
 * `recursive`, of a data set all. Throws `hub.bad-listing`, `hub.unsafe-name`, or as `askHub` does.
 */
export async function listHubFiles(
  hub: Hub,
  model: HubRepository,
  signal: AbortSignal,
  recursive = model.kind === 'dataset'
): Promise<HubListing> {
  const name = `${model.owner}/${model.name}`
  const about = describeHubName(model)
  const { kind, revision } = model
  const most = limits[kind]
  const client = { hubUrl: hub.endpoint, fetch: answeringFetch(hub, about, most, signal) }
  try {
    const asked = { ...client, name, revision, additionalFields: ['sha' as const] }
    const info = await (kind === 'dataset' ? datasetInfo(asked) : modelInfo(asked))
    const commit = v.parse(GitHash, info.sha)
    const files: HubFile[] = []
    let entries = 0
    for await (const found of listFiles({
      ...client,
      repo: { type: kind, name },
      recursive,
      revision: commit
    })) {
      const entry = v.parse(Entry, found)
      if (isUnsafe(entry.path))
        throw new AppError('hub.unsafe-name', { name: about, file: entry.path })
      entries += 1
      if (entries > most.entries) throw new Error(`it has more than ${most.entries} files`)
      if (entry.type === 'file') files.push(fileOf(entry))
    }
    return { commit, isPublic: v.is(Public, info), files }
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

/**
 * A `fetch` for the hub's client: its answers are good ones, complete, and together of a sane size
 * and number, whatever additional pages they name.
 */
function answeringFetch(hub: Hub, about: string, most: Limits, whole: AbortSignal): typeof fetch {
  let left: number = most.bytes
  let pages = 0
  return async (input) => {
    pages += 1
    if (pages > most.pages) throw new Error(`it has more than ${most.pages} pages`)
    const url = input instanceof Request ? input.url : String(input)
    const silence = new Silence(hub.silenceMs, whole)
    try {
      const response = await askHub(hub, { url, about, signal: silence.signal })
      const { status, headers } = response
      const answer = await readAnswer(hub, response, silence, left)
      left -= answer.size
      return new Response(answer, { status, headers })
    } finally {
      silence.end()
    }
  }
}
