import type { ImageFilter, ImageSelection, TextTarget } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { imageFields, parseFilter, type FilterNode } from '../../../shared/filter'
import type { Library } from '../../store/core/library'
import type { NearestImages } from '../../store/search/nearest-images'
import { resolveMine } from '../assignments/resolve-mine'
import type { EngineClient } from '../engine-client/engine-client'
import { clipInUse } from './clip-in-use'
import { sentenceVector } from './sentence-vector'

/** What is needed to find images by what they show. */
export interface LikePlace {
  library: Library
  engine: EngineClient
  device: DeviceChoice
  /** Whom `mine:` means; nobody where it is left out. */
  person?: string | null
}

/** How many images at most a `like:` finds. */
export const LIKE_LIMIT = 1000

export interface ResolvedFilter {
  filter: ImageFilter
  /** By image, the cosine that orders the listing; null where none does. */
  similarities: ReadonlyMap<number, number> | null
}

type Like = Extract<FilterNode, { type: 'text' }>

/**
 * The filter with the images that each `like:` finds in its place, as `id:5,9,2`, so that the store
 * needs to know of no vectors. One that all images have to fit finds the most similar of those that
 * the rest of the filter admits, and its order is the listing's; one inside an `OR` or behind a
 * minus sign finds those of all images. `mine:` becomes the person's name. Throws `filter.invalid`, `like.no-model`,
 * `like.none-embedded`, `like.no-embedding`, and what embedding a sentence throws.
 */
export async function resolveLike(place: LikePlace, asked: ImageFilter): Promise<ResolvedFilter> {
  const text = asked.text && resolveMine(asked.text, place.person ?? null)
  const filter = { ...asked, ...(text !== undefined && { text }) }
  const { node, errors } = parseFilter(filter.text ?? '', imageFields)
  const likes = errors.length > 0 ? [] : likesIn(node)
  // What cannot be understood is reported by whoever reads it next.
  if (likes.length === 0) return { filter, similarities: null }
  const parts = node?.type === 'and' ? node.parts : [node]
  const ordering = likes.filter((like) => parts.includes(like))
  const nested = likes.filter((like) => !parts.includes(like))
  const found = new Map<Like, NearestImages>()
  for (const like of nested) found.set(like, await nearest(place, like.value, {}))
  // Empty in the place of those that order: what is left is what the others have to fit.
  const rest = replaced(filter, [...found, ...ordering.map((like) => [like, null] as const)])
  for (const like of ordering) found.set(like, await nearest(place, like.value, rest))
  const first = ordering[0] && found.get(ordering[0])
  return {
    filter: replaced(filter, [...found]),
    similarities: first
      ? new Map(first.ids.map((id, at) => [id, first.similarities[at] ?? 0]))
      : null
  }
}

/** As `resolveLike`, for a filter's text alone. */
export async function resolveLikeText(place: LikePlace, text: string): Promise<string> {
  return (await resolveLike(place, { text })).filter.text ?? ''
}

/** As `resolveLike`, for the images that something is done to. */
export async function resolveSelection(
  place: LikePlace,
  selection: ImageSelection
): Promise<ImageSelection> {
  if ('ids' in selection) return selection
  return { ...selection, filter: (await resolveLike(place, selection.filter)).filter }
}

/** As `resolveLike`, for the texts that are looked at or changed; pairs are found by words alone. */
export const resolveTarget = async (place: LikePlace, target: TextTarget): Promise<TextTarget> =>
  target.of === 'captions'
    ? { ...target, selection: await resolveSelection(place, target.selection) }
    : target

function likesIn(node: FilterNode | null): Like[] {
  switch (node?.type) {
    case 'and':
    case 'or':
      return node.parts.flatMap(likesIn)
    case 'not':
      return likesIn(node.part)
    case 'text':
      return node.field === 'like' ? [node] : []
    default:
      return []
  }
}

/** The filter with other text where each `like:` stands. No image has the number 0. */
function replaced(
  filter: ImageFilter,
  likes: readonly (readonly [Like, NearestImages | null])[]
): ImageFilter {
  let text = filter.text ?? ''
  for (const [like, found] of [...likes].sort(([one], [other]) => other.start - one.start)) {
    const listed = found ? `id:${found.ids.join(',') || '0'}` : ''
    text = text.slice(0, like.start) + listed + text.slice(like.end)
  }
  return { ...filter, text }
}

async function nearest(
  place: LikePlace,
  wanted: string,
  filter: ImageFilter
): Promise<NearestImages> {
  const { model, set } = clipInUse(place.library)
  const image = /^#(\d{1,15})$/.exec(wanted.trim())
  const to = image
    ? { imageId: Number(image[1]) }
    : { vector: await sentenceVector(place, model, wanted.trim()) }
  return place.library.reader.ask('nearestImages', { set, to, filter, limit: LIKE_LIMIT })
}
