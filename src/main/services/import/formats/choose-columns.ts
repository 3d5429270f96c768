import { IMAGE_NAME } from '../../../../shared/image-name'
import type { ImageFinder } from '../image-probe'

/** Names of the columns and fields that are read, in lower case, the likeliest first. */
export const IMAGE_NAMES = [
  'image',
  'file_name',
  'filename',
  'image_name',
  'image_path',
  'image_file',
  'file',
  'img',
  'path',
  'filepath',
  'id',
  'image_id',
  'name',
  'ảnh',
  'tên ảnh'
]
export const CAPTION_NAMES = [
  'caption',
  'captions',
  'caption_vi',
  'vi',
  'vietnamese',
  'text',
  'sentence',
  'sentences',
  'comment',
  'description',
  'raw',
  'prompt',
  'chú thích',
  'mô tả'
]

/** A column with what stands in its first rows. */
export interface Column {
  name: string
  values: readonly string[]
}

/** `x.jpg#2` is the third caption of `x.jpg`, as in Flickr8k. */
export const withoutNumber = (name: string): string => name.replace(/#\d+$/, '')

/**
 * The column that names the images: the one most of whose values are files that are there, then the
 * one most of whose values look like images, then by its name. -1 where nothing says so.
 */
export function findImageColumn(columns: readonly Column[], images: ImageFinder): number {
  const scores = columns.map(({ name, values }) => {
    const names = values.map(withoutNumber)
    const known = IMAGE_NAMES.indexOf(name.trim().toLowerCase())
    return [
      names.filter((one) => images.find(one) !== null).length,
      names.filter((one) => IMAGE_NAME.test(one) && !one.includes('\n')).length,
      known < 0 ? 0 : IMAGE_NAMES.length - known
    ]
  })
  return bestOf(scores)
}

/** The column of the captions, among those that are not `others`: by its name, else the wordiest. */
export function findCaptionColumn(columns: readonly Column[], others: readonly number[]): number {
  const free = columns.map((column, index) => ({ ...column, taken: others.includes(index) }))
  const named = free.map(({ name, taken }) => {
    const known = CAPTION_NAMES.indexOf(name.trim().toLowerCase())
    return [taken || known < 0 ? 0 : CAPTION_NAMES.length - known]
  })
  const byName = bestOf(named)
  if (byName >= 0) return byName
  return bestOf(free.map(({ values, taken }) => [taken ? 0 : Math.max(0, meanBlanks(values))]))
}

const meanBlanks = (values: readonly string[]): number =>
  values.reduce((sum, value) => sum + (value.trim().match(/\s+/gu)?.length ?? 0), 0) /
  Math.max(1, values.length)

/** The place of the highest score, compared figure by figure; -1 where none is above nothing. */
function bestOf(scores: readonly (readonly number[])[]): number {
  let best = -1
  for (const [place, score] of scores.entries()) {
    const before = scores[best] ?? score.map(() => 0)
    const differs = score.findIndex((figure, index) => figure !== before[index])
    if (differs >= 0 && (score[differs] ?? 0) > (before[differs] ?? 0)) best = place
  }
  return best
}
