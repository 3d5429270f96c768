import { open, writeFile } from 'node:fs/promises'
import { drawingToPixels } from '../../../vision/raster'
import { describeInEnglish } from '../language/english-descriptions'
import { tellScene } from '../language/statements'
import { drawPair, type Reserved } from '../make-world'
import { drawPicture } from '../picture/draw-scene'
import { Dice } from '../world/dice'
import { drawScene } from '../world/scene'

/** English sentences that go with each drawn picture: so many descriptions, and one as told. */
const DESCRIPTIONS = 3
const DRAWN_AT_ONCE = 4

interface DrawnScene {
  svg: string
  texts: string[]
}

function* drawScenes(seed: number, count: number): Generator<DrawnScene> {
  const dice = new Dice(seed)
  for (let index = 0; index < count; index++) {
    const scene = drawScene(dice, 'any')
    const described = Array.from({ length: DESCRIPTIONS }, () => describeInEnglish(dice, scene))
    const texts = [...described, tellScene(dice, scene).english]
    yield { svg: drawPicture(dice, scene), texts }
  }
}

/**
 * Writes pictures of any scene and English sentences about each, for a CLIP to learn from: bytes
 * [count, side, side, 3] to `pixels`, a JSON list a line to `captions`.
 */
export async function writeClipData(
  files: { pixels: string; captions: string },
  { seed, count, side }: { seed: number; count: number; side: number },
  onProgress: (done: number) => void
): Promise<void> {
  const lines: string[] = []
  const file = await open(files.pixels, 'w')
  try {
    let done = 0
    const queue = drawScenes(seed, count)
    const draw = async (): Promise<void> => {
      for (const { svg, texts } of queue) {
        const place = lines.push(`${JSON.stringify(texts)}\n`) - 1
        const pixels = await drawingToPixels(svg, side)
        await file.write(pixels, 0, pixels.length, place * pixels.length)
        onProgress(++done)
      }
    }
    await Promise.all(Array.from({ length: DRAWN_AT_ONCE }, draw))
  } finally {
    await file.close()
  }
  await writeFile(files.captions, lines.join(''))
}

/** Writes Vietnamese sentences for a GPT-2 to learn from, one a line: what is told and said, no captions. */
export async function writeGptData(
  file: string,
  { seed, count }: { seed: number; count: number },
  reserved: Reserved
): Promise<void> {
  const dice = new Dice(seed)
  const lines = Array.from({ length: count }, () => `${drawPair(dice, reserved).vietnamese}\n`)
  await writeFile(file, lines.join(''))
}
