import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join, parse, posix, relative } from 'node:path'
import type { ShardTask } from '../../../store/runs/cluster-tasks'
import type { JobContext } from '../../jobs/job-handler'
import { clusterRoot, taskDir } from '../cluster-root'
import type { Place } from '../place'
import type { ArraySending } from '../submit-array'
import { IMAGES, placeOfImage } from './image-places'
import { CLIP, shardFiles, type ShardItem, type ShardWork } from './shard-files'

type Context = Pick<JobContext, 'library' | 'signal' | 'report'>

type Without<T> = T extends unknown ? Omit<T, 'models' | 'encoder'> : never

export interface ShardsToSend {
  tasks: readonly ShardTask[]
  /** Those of each shard, images by their paths here. */
  items: readonly (readonly ShardItem[])[]
  work: Without<ShardWork>
  /** Of the encoder, whose folder here is `clip`. */
  encoder: string
  clip: string
  /** Names the folder of models, whose content it has to tell: jobs with the same models share it. */
  models: string
  /** Writes what else the models' folder has into a folder here. */
  writeModels(folder: string): Promise<void>
}

/** How shards of an array come to the cluster: their models once, images where it has them not. */
export const shardSending = (context: Context, shards: ShardsToSend): ArraySending => ({
  command: shards.work.kind,
  async send(place, root) {
    const models = `${root}/models/${shards.models}`
    await sendModels(context, place, { ...shards, models })
    await sendImages(context, place, shards)
    await inTempFolder(context, async (folder) => {
      const work = JSON.stringify({ ...shards.work, models, encoder: shards.encoder })
      const names = shards.tasks.map(({ shard }) => String(shard.number))
      for (const [index, { profile }] of shards.tasks.entries()) {
        const here = join(folder, names[index] ?? '')
        await mkdir(here)
        await writeFile(join(here, shardFiles.work), work)
        const lines = (shards.items[index] ?? []).map(({ path, ...item }) => {
          const { there } = placeOfImage(profile, root, path)
          return `${JSON.stringify({ ...item, path: there })}\n`
        })
        await writeFile(join(here, shardFiles.items), lines.join(''))
      }
      const [first] = shards.tasks
      if (first) await place.send(folder, posix.dirname(taskDir(context.library, first)), names)
    })
  }
})

/** The file that says that a folder of models is whole. */
const WHOLE = 'whole'

async function sendModels(
  context: Context,
  place: Place,
  { clip, models, writeModels }: ShardsToSend
): Promise<void> {
  const { signal, report } = context
  const answer = await place.run(`mkdir -p ${models}\n[ ! -e ${models}/${WHOLE} ] || echo whole`)
  if (answer.toString('utf8').trim() !== '') return
  report({ phase: 'sending-models', done: 0, total: null })
  await inTempFolder(context, async (folder) => {
    await writeModels(folder)
    signal.throwIfAborted()
    await place.send(folder, models, ['.'])
  })
  await place.run(`mkdir -p ${models}/${CLIP}`)
  await place.send(clip, `${models}/${CLIP}`, await encoderFiles(clip))
  await place.run(`touch ${models}/${WHOLE}`)
}

/** Weights of other programs beside those of an encoder. */
const FOREIGN = /\.(h5|msgpack|onnx|ot|tflite)$/

async function encoderFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  return files.filter((name) => !FOREIGN.test(name))
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const found = paths.map((path) =>
    stat(path).then(
      (file) => file.isFile(),
      () => false
    )
  )
  const there = await Promise.all(found)
  return paths.filter((_, index) => there[index])
}

/** Images that are copied together. */
const TOGETHER = 1000

async function sendImages(
  { library, signal, report }: Context,
  place: Place,
  { tasks, items }: ShardsToSend
): Promise<void> {
  const [first] = tasks
  if (!first) return
  const root = clusterRoot(library, first.profile)
  const copied = items
    .flat()
    .map(({ path }) => path)
    .filter((path) => placeOfImage(first.profile, root, path).copied)
  if (copied.length === 0) return
  await place.run(`mkdir -p ${root}/${IMAGES}`)
  for (let done = 0; done < copied.length; done += TOGETHER) {
    signal.throwIfAborted()
    report({ phase: 'sending-images', done, total: copied.length })
    // What is not there fails in its shard.
    const some = await existing(copied.slice(done, done + TOGETHER))
    for (const [here, paths] of Map.groupBy(some, (path) => parse(path).root)) {
      const names = paths.map((path) => relative(here, path))
      await place.send(here, `${root}/${IMAGES}`, names)
    }
  }
}

/** Does `work` with a new folder on the library's own disk, where there is room for models. */
async function inTempFolder(
  { library }: Context,
  work: (folder: string) => Promise<void>
): Promise<void> {
  const folder = await mkdtemp(join(library.root, 'sending-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
