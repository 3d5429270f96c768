import { Dice } from './world/dice'
import { drawScene, type Rarity, type Scene } from './world/scene'
import { sayInBoth } from './language/talk'
import { tellScene, type SentencePair } from './language/statements'
import { captionInVietnamese } from './language/vietnamese-captions'

export type DemoSplit = 'train' | 'val' | 'test'

/** How much of the world is written down. */
export interface WorldSizes {
  train: number
  val: number
  test: number
  /** Images without captions, to be captioned. */
  unseen: number
  pairs: number
}

export interface DemoImage {
  /** File name. */
  name: string
  scene: Scene
  /** Of what the scene leaves open in the drawing. */
  drawingSeed: number
  captions: string[]
}

export interface World {
  images: Record<DemoSplit, DemoImage[]>
  unseen: DemoImage[]
  pairs: SentencePair[]
}

/** Share of the pairs that is said by no image. */
const TALK = 0.25

/**
 * A small world from a seed. Captioned training and validation images show nothing rare; test
 * images and pairs are drawn from all scenes. No caption of validation or test is in the
 * training captions or the pairs, and no scene of theirs is told there.
 */
export function makeWorld(seed: number, sizes: WorldSizes): World {
  const dice = new Dice(seed)
  const [test, val, train, unseen, pairs] = Array.from({ length: 5 }, () => dice.fork())
  if (!test || !val || !train || !unseen || !pairs) throw new Error('five generators were made')
  const kept = new Reserved()
  const images = {
    test: drawImages(test, 'test', sizes.test, 'any', kept),
    val: drawImages(val, 'val', sizes.val, 'common', kept),
    train: []
  }
  kept.reserve([...images.test, ...images.val])
  return {
    images: { ...images, train: drawImages(train, 'train', sizes.train, 'common', kept) },
    unseen: drawImages(unseen, 'new', sizes.unseen, 'any', kept),
    pairs: Array.from({ length: sizes.pairs }, () => drawPair(pairs, kept))
  }
}

/** A sentence of the kind that pairs hold, from any scene but those that are kept for tests. */
export function drawPair(dice: Dice, kept: Reserved): SentencePair {
  for (;;) {
    if (dice.chance(TALK)) return sayInBoth(dice)
    const scene = drawScene(dice, 'any')
    const pair = tellScene(dice, scene)
    if (!kept.holds(scene, [pair.vietnamese])) return pair
  }
}

/** Scenes and captions that no training may see. */
export class Reserved {
  readonly #scenes = new Set<string>()
  readonly #captions = new Set<string>()

  reserve(images: readonly DemoImage[]): void {
    for (const { scene, captions } of images) {
      this.#scenes.add(JSON.stringify(scene))
      for (const caption of captions) this.#captions.add(caption.toLowerCase())
    }
  }

  holds(scene: Scene, texts: readonly string[]): boolean {
    return (
      this.#scenes.has(JSON.stringify(scene)) ||
      texts.some((text) => this.#captions.has(text.toLowerCase()))
    )
  }
}

/** What of a world is kept from all training. */
export function reservedOf({ images }: World): Reserved {
  const kept = new Reserved()
  kept.reserve([...images.test, ...images.val])
  return kept
}

function drawImages(
  dice: Dice,
  prefix: string,
  count: number,
  rarity: Rarity,
  kept: Reserved
): DemoImage[] {
  const images: DemoImage[] = []
  while (images.length < count) {
    const scene = drawScene(dice, rarity)
    const captions = writeCaptions(dice, scene)
    const drawingSeed = dice.integer(0, 0xffffffff)
    if (kept.holds(scene, captions)) continue
    const name = `${prefix}_${String(images.length + 1).padStart(4, '0')}.jpg`
    images.push({ name, scene, drawingSeed, captions })
  }
  return images
}

/** One to three different captions. */
function writeCaptions(dice: Dice, scene: Scene): string[] {
  const wanted = dice.weigh([
    [2, 1],
    [3, 2],
    [3, 3]
  ] as const)
  const captions = new Set<string>()
  for (let tries = 0; captions.size < wanted && tries < 10; tries++) {
    captions.add(captionInVietnamese(dice, scene))
  }
  return [...captions]
}
