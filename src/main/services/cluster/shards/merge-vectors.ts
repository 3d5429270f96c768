import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EmbedReport, ErrorInfo } from '../../../../shared/domain'
import { AppError, toErrorInfo } from '../../../../shared/errors'
import { markEmbeddingFailed, storeEmbeddings } from '../../../store/embeddings/embeddings'
import { readRange } from '../../../store/embeddings/embedding-file'
import { listShardTasks } from '../../../store/runs/cluster-tasks'
import type { EmbeddedBy } from './embed-on-cluster'
import { unfinished, type Merging, type ShardMerger } from './merger'
import type { ShardLine } from './shard-log'

type VectorLine = Extract<ShardLine, { type: 'vectors' }>

/** Takes vectors into the set of their encoder. Those of another encoder are refused. */
export function vectorMerger({ library, jobId, madeBy }: Merging): ShardMerger {
  const { write } = library
  const model = madeBy as EmbeddedBy
  let brought = ''
  const fail = (keys: readonly string[], error: ErrorInfo): number => {
    for (const key of keys) markEmbeddingFailed(library, model, 'image', key, error)
    return keys.length
  }
  /** Whether the vectors are kept; else their images are noted as failed. */
  const keep = ({ keys, path, dim, encoder }: VectorLine): boolean => {
    if (encoder !== model.encoders.image?.key) {
      fail(keys, toErrorInfo(new AppError('cluster.other-encoder', { path })))
      return false
    }
    const values = readRange(join(brought, path), { first: 0, count: keys.length }, dim)
    if (!values.every(Number.isFinite)) {
      fail(keys, toErrorInfo(new AppError('cluster.bad-vectors', { path })))
      return false
    }
    storeEmbeddings(library, model, 'image', keys, values, dim)
    return true
  }
  const sums = () => {
    const shards = listShardTasks(write, jobId).map(({ shard }) => shard)
    const sum = (field: 'items' | 'done' | 'failed') =>
      shards.reduce((total, shard) => total + shard[field], 0)
    return { items: sum('items'), embedded: sum('done'), failed: sum('failed') }
  }
  return {
    async bring(place, there, lines) {
      const paths = lines.flatMap((line) => (line.type === 'vectors' ? [line.path] : []))
      if (paths.length === 0) return () => Promise.resolve()
      const folder = join(library.root, 'embeddings')
      await mkdir(folder, { recursive: true })
      const here = (brought = await mkdtemp(join(folder, 'brought-')))
      const drop = () => rm(here, { recursive: true, force: true })
      try {
        await place.bring(there, here, paths)
      } catch (error) {
        await drop()
        throw error
      }
      return drop
    },

    merge(lines) {
      let done = 0
      let failed = 0
      for (const line of lines) {
        if (line.type === 'unembedded') failed += fail(line.keys, line.error)
        if (line.type !== 'vectors') continue
        if (keep(line)) done += line.keys.length
        else failed += line.keys.length
      }
      return { done, failed, events: [] }
    },

    progress() {
      const { items, embedded, failed } = sums()
      return { phase: 'embedding-images', done: embedded + failed, total: items }
    },

    complete: () => Promise.resolve(),

    endOf(_shards, ends) {
      const { items, embedded, failed } = sums()
      const left = items - embedded - failed
      if (left > 0) return unfinished(ends, left)
      const { sentences } = model
      const result: EmbedReport = { images: { embedded, failed }, sentences }
      return { state: 'done', error: null, result }
    }
  }
}
