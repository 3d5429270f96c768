import { imageFields, parseFilter } from '../../../shared/filter'

/** The filter that finds the images most similar to one. */
export const likeImage = (id: number): string => `like:#${id}`

/** Whether a filter's text orders its images by similarity: every image has to be like something. */
export function ordersBySimilarity(text: string): boolean {
  const { node, errors } = parseFilter(text, imageFields)
  if (errors.length > 0) return false
  const parts = node?.type === 'and' ? node.parts : [node]
  return parts.some((part) => part?.type === 'text' && part.field === 'like')
}
