import * as v from 'valibot'
import { DuplicateParams, type DuplicateReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  addDuplicates,
  countUnhashed,
  forgetDuplicates,
  pageHashes,
  pageUnhashed,
  putImageHashes
} from '../../store/images/duplicates'
import type { EmbeddingModel } from '../../store/embeddings/embedding-sets'
import { readEmbeddings } from '../../store/embeddings/embeddings'
import type { Library } from '../../store/core/library'
import { Yielder } from '../../base/yielder'
import type { JobContext, JobHandler } from '../jobs/job-handler'
import { seenAsEmbedded } from '../models/image-orientation'
import { modelOfKind } from '../models/models'
import { Groups } from './groups'
import { joinNearHashes } from './near-hashes'
import { joinNearVectors } from './near-vectors'

/** Images read side by side, and rows read or written together. */
const CONCURRENCY = 4
const PAGE = 500

/**
 * Finds images that look nearly the same: by their perceptual hashes, which are kept, and where a
 * CLIP model is named by its kept embeddings. The result is a `DuplicateReport`.
 */
export const duplicatesJob: JobHandler = {
  kind: 'duplicates',
  async run(context, input): Promise<DuplicateReport> {
    const params = v.parse(DuplicateParams, input)
    const { library, signal, report } = context
    const yielder = new Yielder(signal)
    const failed = await hashImages(context, yielder)
    const images = await readHashes(library, yielder)
    report({ phase: 'comparing', done: 0, total: null })
    const groups = new Groups(images.length)
    await joinNearHashes(
      groups,
      images.map(({ hash }) => hash),
      params.distance,
      yielder
    )
    if (params.clipModelId !== null) {
      const model = seenAsEmbedded(library, modelOfKind(library, params.clipModelId, 'clip'))
      const vectors = await readVectors(library, model, images, yielder)
      await joinNearVectors(groups, vectors, params.similarity, yielder)
    }
    return { ...(await keepClusters(library, groups, images, yielder)), failed }
  }
}

interface HashedImage {
  id: number
  hash: string
}

/** Works out and keeps what images look like that were not looked at yet; gives how many failed. */
async function hashImages(
  { library, images, report }: Pick<JobContext, 'library' | 'images' | 'report'>,
  yielder: Yielder
): Promise<number> {
  const total = countUnhashed(library.read)
  let failed = 0
  let done = 0
  let after = 0
  for (;;) {
    const page = pageUnhashed(library.read, after, CONCURRENCY * 8)
    const last = page.at(-1)
    if (!last) return failed
    after = last.id
    for (let at = 0; at < page.length; at += CONCURRENCY) {
      const some = page.slice(at, at + CONCURRENCY)
      const hashes = await Promise.allSettled(
        some.map(({ path }) => images.run('perceptualHash', path))
      )
      requireProcess(hashes)
      const known = hashes.flatMap((result, i) => {
        const contentHash = some[i]?.contentHash
        if (result.status === 'rejected' || contentHash === undefined) return []
        return [{ contentHash, hash: result.value }]
      })
      failed += some.length - known.length
      putImageHashes(library.write, known)
      report({ phase: 'looking', done: (done += some.length), total })
      await yielder.yieldNow()
    }
  }
}

/** Throws `image.no-process`, which says nothing of an image. */
function requireProcess(results: readonly PromiseSettledResult<string>[]): void {
  for (const result of results) {
    if (result.status === 'fulfilled') continue
    const reason: unknown = result.reason
    if (reason instanceof AppError && reason.code === 'image.no-process') throw reason
  }
}

async function readHashes({ read }: Library, yielder: Yielder): Promise<HashedImage[]> {
  const images: HashedImage[] = []
  for (;;) {
    const page = pageHashes(read, images.at(-1)?.id ?? 0, PAGE)
    if (page.length === 0) return images
    images.push(...page)
    if (yielder.due) await yielder.yieldNow()
  }
}

async function readVectors(
  library: Library,
  model: EmbeddingModel,
  images: readonly HashedImage[],
  yielder: Yielder
) {
  const places = new Map(images.map(({ id }, i) => [id, i]))
  const parts: Float32Array[] = []
  const members: number[] = []
  let dim = 1
  for (let at = 0; at < images.length; at += PAGE) {
    const ids = images.slice(at, at + PAGE).map(({ id }) => id)
    const kept = readEmbeddings(library, model, 'image', ids)
    if (kept.dim > 0) dim = kept.dim
    parts.push(kept.values)
    members.push(...kept.found.map((id) => places.get(id) ?? 0))
    await yielder.yieldNow()
  }
  const values = new Float32Array(members.length * dim)
  let start = 0
  for (const part of parts) {
    values.set(part, start)
    start += part.length
  }
  return { values, dim, members }
}

async function keepClusters(
  { write }: Library,
  groups: Groups,
  images: readonly HashedImage[],
  yielder: Yielder
): Promise<Omit<DuplicateReport, 'failed'>> {
  const sizes = new Map<number, number>()
  for (const i of images.keys()) {
    const root = groups.rootOf(i)
    sizes.set(root, (sizes.get(root) ?? 0) + 1)
  }
  const rows = images.flatMap(({ id }, i) => {
    const root = groups.rootOf(i)
    return (sizes.get(root) ?? 0) > 1 ? [{ imageId: id, cluster: images[root]?.id ?? id }] : []
  })
  await yielder.yieldNow()
  forgetDuplicates(write)
  for (let at = 0; at < rows.length; at += PAGE) {
    addDuplicates(write, rows.slice(at, at + PAGE))
    await yielder.yieldNow()
  }
  return { clusters: new Set(rows.map(({ cluster }) => cluster)).size, images: rows.length }
}
