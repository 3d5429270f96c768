import type { Rectangle } from 'electron'
import type { WindowPlace } from '../../services/settings/window-place'

export const MIN_SIZE = { width: 900, height: 600 }
const USUAL_SIZE = { width: 1440, height: 900 }

/** So much of a window's top edge, in pixels, lets a person take hold of it. */
const HANDLE = { width: 120, height: 32 }

/**
 * Where a window goes: as it was, as far as the displays of now allow. One that no display shows
 * enough of is centred by Electron, which is asked for by leaving out `x` and `y`.
 *
 * @param workAreas What each display has for windows, the primary one first.
 */
export function boundsOn(
  place: WindowPlace | null,
  workAreas: readonly Rectangle[]
): { width: number; height: number; x?: number; y?: number } {
  const wanted = place ?? USUAL_SIZE
  const shown = place && workAreas.find((area) => showsHandle(place, area))
  const area = shown ?? workAreas[0]
  const width = within(wanted.width, MIN_SIZE.width, area?.width)
  const height = within(wanted.height, MIN_SIZE.height, area?.height)
  return shown ? { x: place.x, y: place.y, width, height } : { width, height }
}

const within = (size: number, least: number, most = Infinity) =>
  Math.round(Math.max(least, Math.min(size, most)))

function showsHandle({ x, y, width }: WindowPlace, area: Rectangle): boolean {
  const shownWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return shownWidth >= HANDLE.width && y >= area.y && y + HANDLE.height <= area.y + area.height
}
