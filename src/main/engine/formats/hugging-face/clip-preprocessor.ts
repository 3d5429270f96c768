import { join } from 'node:path'
import * as v from 'valibot'
import type { ImageOrientation } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { ClipPreprocessing } from '../../../vision/clip-preprocess'
import type { ResizeFilter } from '../../../vision/resample/taps'
import { findJson } from '../weights/json-file'
import { Count } from './config-fields'

const Sides = v.object({ height: Count, width: Count })
const Square = v.pipe(
  Count,
  v.transform((side) => ({ height: side, width: side }))
)
const shorter = (shorterSide: number) => ({ shorterSide })
const Resize = v.union([
  v.pipe(Count, v.transform(shorter)),
  v.pipe(
    v.object({ shortest_edge: Count }),
    v.transform(({ shortest_edge }) => shorter(shortest_edge))
  ),
  Sides
])
const Finite = v.pipe(v.number(), v.finite())
/** What is divided by, or multiplied with, must leave an image's values apart. */
const Scale = v.pipe(Finite, v.gtValue(0, 'it must be above 0'))
const byChannel = <S extends v.GenericSchema<number>>(one: S) => v.tuple([one, one, one])
const Done = v.optional(v.literal(true), true)

/** Pillow's numbers of the filters. */
const filters = new Map<number, ResizeFilter>([
  [2, 'bilinear'],
  [3, 'bicubic']
])

/** `preprocessor_config.json` of an encoder; every step but the cut that is switched off is refused. */
const PreprocessorJson = v.looseObject({
  do_resize: Done,
  do_center_crop: v.optional(v.boolean()),
  do_rescale: Done,
  do_normalize: Done,
  resample: v.optional(v.picklist([2, 3]), 3),
  size: Resize,
  crop_size: v.optional(v.union([Square, Sides])),
  image_mean: byChannel(Finite),
  image_std: byChannel(Scale),
  rescale_factor: v.optional(Scale, 1 / 255)
})

/** Beyond this an image is made far larger than what is cut out of it. */
const MAX_TIMES = 8

/** Newer folders keep the same table inside `processor_config.json`. */
const ProcessorJson = v.looseObject({ image_processor: PreprocessorJson })

/**
 * How the folder's model wants its images: `preprocessor_config.json`, which must resize or cut to
 * the model's `imageSize`; no file of it speaks of EXIF's orientation, so the caller does. Throws `model.file-missing` or `model.bad-file`.
 */
export async function readPreprocessing(
  dir: string,
  imageSize: number,
  orientation: ImageOrientation
): Promise<ClipPreprocessing> {
  const file = 'preprocessor_config.json'
  const json =
    (await findJson(dir, file, PreprocessorJson)) ??
    (await findJson(dir, 'processor_config.json', ProcessorJson))?.image_processor
  if (!json) throw new AppError('model.file-missing', { path: dir, file })

  const { size: resize } = json
  const crop = cutOf(json)
  const shortest =
    'shorterSide' in resize ? resize.shorterSide : Math.min(resize.width, resize.height)
  const longest =
    'shorterSide' in resize ? resize.shorterSide : Math.max(resize.width, resize.height)
  const wrong = !crop
    ? 'crop_size is missing'
    : crop.width !== imageSize || crop.height !== imageSize
      ? `${json.crop_size ? 'crop_size' : 'size'} must be the model's image_size, ${imageSize}`
      : shortest < imageSize
        ? 'size is smaller than crop_size'
        : longest > MAX_TIMES * imageSize
          ? `size is more than ${MAX_TIMES} times crop_size`
          : null
  if (wrong) throw new AppError('model.bad-file', { path: join(dir, file), detail: wrong })
  return {
    resize,
    filter: filters.get(json.resample) ?? 'bicubic',
    imageSize,
    mean: json.image_mean,
    deviation: json.image_std,
    rescale: json.rescale_factor,
    orientation
  }
}

/** What is cut out; both sides of `size` where nothing is, as SigLIP has it. */
function cutOf({
  do_center_crop: cuts,
  crop_size: crop,
  size
}: v.InferOutput<typeof PreprocessorJson>) {
  const whole = 'shorterSide' in size ? null : size
  if (cuts === false) return whole
  return crop ?? (cuts ? null : whole)
}
