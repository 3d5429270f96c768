import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawImage } from './image/draw-scene'
import { makeWorld, type DemoImage, type DemoSplit, type WorldSizes } from './make-world'
import { Dice } from './world/dice'

/** The files of a world in a folder, in the form of viecap4h and of line-aligned text. */
export const worldFiles = {
  captions: (split: DemoSplit): string => `${split}_captions.json`,
  images: 'images',
  /** Images without captions. */
  unseen: 'to_caption',
  english: 'pairs.en',
  vietnamese: 'pairs.vi'
} as const

export interface WriteOptions {
  seed: number
  sizes: WorldSizes
  /** Makes the bytes of a JPEG file of an SVG drawing. */
  toJpeg(svg: string): Promise<Buffer>
  signal: AbortSignal
  onProgress(done: number, total: number): void
}

/** Images drawn at once; each has a thread of its own. */
const DRAWN_AT_ONCE = 4

/** Makes a world and writes its images, captions and sentence pairs into `dir`. */
export async function writeWorld(dir: string, options: WriteOptions): Promise<void> {
  const { images, unseen, pairs } = makeWorld(options.seed, options.sizes)
  await mkdir(join(dir, worldFiles.images), { recursive: true })
  await mkdir(join(dir, worldFiles.unseen), { recursive: true })
  const splits = Object.entries(images) as [DemoSplit, DemoImage[]][]
  const files = [
    ...splits.flatMap(([, list]) => list.map((one) => ({ one, folder: worldFiles.images }))),
    ...unseen.map((one) => ({ one, folder: worldFiles.unseen }))
  ]
  let done = 0
  const queue = files.values()
  const draw = async (): Promise<void> => {
    for (const { one, folder } of queue) {
      options.signal.throwIfAborted()
      const svg = drawImage(new Dice(one.drawingSeed), one.scene)
      await writeFile(join(dir, folder, one.name), await options.toJpeg(svg))
      options.onProgress(++done, files.length)
    }
  }
  await Promise.all(Array.from({ length: DRAWN_AT_ONCE }, draw))
  for (const [split, list] of splits) {
    const records = list.map(({ name, captions }) => ({ id: name, captions: captions.join('\n') }))
    await writeFile(join(dir, worldFiles.captions(split)), JSON.stringify(records, null, 1))
  }
  const lines = (side: 'english' | 'vietnamese'): string =>
    pairs.map((pair) => `${pair[side]}\n`).join('')
  await writeFile(join(dir, worldFiles.english), lines('english'))
  await writeFile(join(dir, worldFiles.vietnamese), lines('vietnamese'))
}
