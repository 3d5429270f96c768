import { hash } from 'node:crypto'

/**
 * A share of some images, those that come first in the order of SHA-256 over their ids: the same ones
 * of the same images. Where there are two or more, at least one is drawn and one is left.
 */
export function drawShare(ids: readonly number[], share: number): number[] {
  if (ids.length < 2) return []
  const wanted = Math.min(Math.max(Math.round(ids.length * share), 1), ids.length - 1)
  const ranked = ids.map((id) => ({ id, rank: hash('sha256', `share\n${id}`) }))
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return ranked.slice(0, wanted).map(({ id }) => id)
}
