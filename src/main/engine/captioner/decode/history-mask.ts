import { floats, type HostTensor } from '../../tensor/tensor'
import { MASKED } from '../../nn/batch'
import type { Path } from './path'

/**
 * Gives each path the slot of its last token, and lets it see what is before the captions, the slots
 * of its tokens and its own.
 *
 * @param paths Of each image; rows that are over see what no one asks for.
 * @param width Rows of an image.
 * @param past Slots that are filled.
 * @param before Those of them that are before the captions: prefix and prompt.
 * @returns What is added to the attention scores, [images, 1, width, past + width].
 */
export function historyMask(
  paths: readonly (readonly Path[])[],
  width: number,
  past: number,
  before: number
): HostTensor {
  const slots = past + width
  const mask = new Float32Array(paths.length * width * slots).fill(MASKED)
  paths.forEach((own, image) => {
    for (let place = 0; place < width; place++) {
      const row = (image * width + place) * slots
      mask.fill(0, row, row + before)
      mask[row + past + place] = 0
      const path = own[place]
      if (!path) continue
      path.slot = past - before + place
      for (const { slot } of path.backwards()) {
        if (slot !== null) mask[row + before + slot] = 0
      }
    }
  })
  return floats(mask, [paths.length, 1, width, slots])
}
