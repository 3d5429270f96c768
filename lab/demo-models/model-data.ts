import { open, writeFile } from 'node:fs/promises'
import { drawingToPixels } from '../../src/main/vision/raster'
import { describeInEnglish } from '../../src/main/services/demo/language/english-descriptions'
import { tellScene } from '../../src/main/services/demo/language/statements'
import { drawPair, type Reserved } from '../../src/main/services/demo/make-world'
import { drawImage } from '../../src/main/services/demo/image/draw-scene'
import { Dice } from '../../src/main/services/demo/world/dice'
import { drawScene } from '../../src/main/services/demo/world/scene'

/** English sentences that go with each drawn image: so many descriptions, and one as told. */
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
    yield { svg: drawImage(dice, scene), texts }
  }
}

/**
 * Writes images of any scene and English sentences about each, for a CLIP to learn from: bytes
 * [count, side, side, 3] to `pixels`, a JSON list per line to `captions`.
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

/** Writes Vietnamese sentences for a GPT-2 to learn from, one per line: what is told and said, no captions. */
export async function writeGptData(
  file: string,
  { seed, count }: { seed: number; count: number },
  reserved: Reserved
): Promise<void> {
  const dice = new Dice(seed)
  const lines = Array.from({ length: count }, () => `${drawPair(dice, reserved).vietnamese}\n`)
  await writeFile(file, lines.join(''))
}
