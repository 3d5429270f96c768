import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import {
  DecodeOptions,
  type CaptionerChoice,
  type CaptioningParams,
  type CaptioningReport
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { findClusterWork } from '../../../store/jobs/cluster-work'
import type { FileFacts } from '../../../store/jobs/ledger'
import { noteSent } from '../../../store/jobs/ledger-elsewhere'
import { getRun } from '../../../store/runs/runs'
import { captioningJob, intoLibrary } from '../../captioning'
import { feedImages } from '../../captioning/feed-images'
import { LedgerKeeper } from '../../captioning/ledger-keeper'
import { noteFiles } from '../../captioning/note-files'
import { Outstanding } from '../../captioning/outstanding'
import { captionerSettings } from '../../captioning/writers/captioner-settings'
import type { JobContext, JobHandler } from '../../jobs/job-handler'
import { fittingCaptioners, type ChosenCaptioner } from '../../models/captioner'
import { writeCaptioner } from '../../models/export-captioner'
import { orientationOf } from '../../models/image-orientation'
import { captionerFolder, type ShardItem } from './shard-files'
import { resubmitLost, submitShards } from './submit-shards'

/** Captions the images of a source, here or, where the job is a cluster's, in shards there. */
export const captionJob: JobHandler = {
  kind: 'caption',
  async run(context, params) {
    const work = findClusterWork(context.library.read, context.jobId)
    if (!work) return captioningJob.run(context, params)
    const lost = await resubmitLost(context, 'caption')
    if (lost) return lost
    const { decode: given, reuse, intoLibrary: kept, ...rest } = params as CaptioningParams
    if (rest.endpoint) throw new AppError('cluster.no-endpoint')
    const decode = v.parse(DecodeOptions, given)
    const captioners = await fittingCaptioners(context, rest)
    await noteFiles(context, rest)
    const settings = await captionerSettings(context.engine, captioners, {
      decode,
      weights: rest.weights
    })
    const items = await itemsToCaption(context, { settings, reuse })
    if (items.length === 0) return reportOf(context, settings, kept)
    const [{ clip }] = captioners
    const encoder = clip.encoders.image
    const choices = [rest, ...rest.ensemble]
    return submitShards(context, work, {
      items,
      madeBy: settings,
      work: {
        kind: 'caption',
        orientation: orientationOf(encoder),
        captioners: captioners.map(({ name }) => name),
        decode,
        weights: rest.weights
      },
      encoder: encoder?.key ?? '',
      clip: clip.path,
      models: `captioner-${digestOf([settings, encoder?.key])}`,
      async writeModels(folder) {
        for (const [number, choice] of choices.entries()) {
          const file = join(folder, captionerFolder(number))
          await writeForCluster(context, choice, { file, captioner: captioners[number], decode })
        }
      }
    })
  }
}

/** As a Hugging Face folder, which a node opens by itself; with its memory where decoding needs it. */
async function writeForCluster(
  context: Pick<JobContext, 'library' | 'engine' | 'signal'>,
  { runId, checkpoint, modelId }: CaptionerChoice,
  {
    file,
    captioner,
    decode
  }: { file: string; captioner: ChosenCaptioner | undefined; decode: DecodeOptions }
): Promise<void> {
  const choice = {
    ...(runId !== undefined && { runId }),
    ...(checkpoint !== undefined && { checkpoint }),
    ...(modelId !== undefined && { modelId })
  }
  const fromMemory =
    decode.choice === 'cider' || decode.choice === 'clip' || decode.projectionTemperature > 0
  const memory =
    captioner !== undefined && (await takesMemory(context, captioner, { runId, fromMemory }))
  const how = { format: 'hf', keys: 'recipe', file, memory } as const
  await writeCaptioner(context, { ...choice, ...how }, context.signal)
}

/** Whether a captioner is sent with the texts that it was trained on: decoding or its prompts need them. */
async function takesMemory(
  { library, engine }: Pick<JobContext, 'library' | 'engine'>,
  { source }: ChosenCaptioner,
  { runId, fromMemory }: { runId: string | undefined; fromMemory: boolean }
): Promise<boolean> {
  if (runId !== undefined) {
    return fromMemory || getRun(library.read, runId).config.retrievedCaptions > 0
  }
  const { details } = await engine.run('checkModel', source)
  if (details.kind !== 'captioner') return false
  const retrieves = (details.retrievedCaptions ?? 0) > 0
  return (fromMemory || retrieves) && (source.trainedIn !== undefined || details.memory === true)
}

/**
 * What is to be captioned: as a captioning on this machine does, each file is looked at, and those that
 * have a caption already are passed over. With `reuse`, files of the same content are one item.
 */
async function itemsToCaption(
  context: JobContext,
  { settings, reuse }: { settings: string; reuse: boolean }
): Promise<ShardItem[]> {
  const { library, jobId, report } = context
  const keeper = new LedgerKeeper(context, settings)
  const outstanding = new Outstanding(Infinity)
  const items: ShardItem[] = []
  const known = new Map<string, ShardItem>()
  let sent: { index: number; facts: FileFacts }[] = []
  const flush = () => {
    noteSent(library.write, jobId, sent)
    sent = []
  }
  try {
    const images = feedImages(context, { settings, reuse }, { keeper, outstanding })
    for await (const some of images) {
      for (const { id: index, path } of some) {
        const { facts } = outstanding.take(index)
        sent.push({ index, facts })
        const key = facts.contentHash
        const same = reuse ? known.get(key) : undefined
        if (same) same.ids.push(index)
        else {
          const item = { ids: [index], key, path }
          known.set(key, item)
          items.push(item)
        }
      }
      if (sent.length >= TOGETHER) {
        flush()
        report({ phase: 'checking', done: items.length, total: null })
      }
    }
    flush()
  } finally {
    outstanding.close()
    keeper.finish()
  }
  return items
}

/** Files noted in one transaction. */
const TOGETHER = 100

async function reportOf(
  context: JobContext,
  settings: string,
  kept: boolean
): Promise<CaptioningReport> {
  const { done, skipped, failed } = new LedgerKeeper(context, settings).counts
  if (kept) await intoLibrary(context.library, context.jobId)
  return { done, skipped, failed, waited: null, peakMemoryBytes: null }
}

export const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
