/** What a JPEG file's frame header says, as far as our decoder goes (ITU-T T.81, B.2.2). */
export interface Frame {
  width: number
  height: number
  progressive: boolean
  /** One, or brightness and the two of chroma. */
  components: FrameComponent[]
  /** Pixels to a sample of chroma; 0 in a grey picture. */
  across: number
  down: number
}

interface FrameComponent {
  id: number
  /** Blocks of an MCU. */
  across: number
  down: number
  quantisers: number
}

/** Narrower pictures are upsampled by other rules. */
const LEAST_SIDE = 32

/**
 * Reads a frame header behind its length.
 *
 * @param kind Low half of the marker: 0 baseline, 1 extended sequential, 2 progressive.
 * @returns null where our decoder does not know the kind, the precision or the sampling.
 */
export function readFrame(segment: Uint8Array, kind: number): Frame | null {
  const at = (place: number): number => segment[place] ?? 0
  const [height, width, count] = [(at(1) << 8) | at(2), (at(3) << 8) | at(4), at(5)]
  if (at(0) !== 8 || segment.length !== 6 + 3 * count) return null
  if (width < LEAST_SIDE || height < LEAST_SIDE) return null
  const components = Array.from({ length: count }, (_, index) => ({
    id: at(6 + 3 * index),
    across: at(7 + 3 * index) >> 4,
    down: at(7 + 3 * index) & 15,
    quantisers: at(8 + 3 * index)
  }))
  const [bright, ...chroma] = components
  if (!bright || components.some(({ quantisers }) => quantisers > 3)) return null
  const frame = { width, height, progressive: kind === 2, components }
  // A lone component's blocks lie in rows, whatever it says of MCUs.
  if (count === 1) {
    return { ...frame, components: [{ ...bright, across: 1, down: 1 }], across: 0, down: 0 }
  }
  const { across, down } = bright
  const known = (across === 1 && down === 1) || (across === 2 && (down === 1 || down === 2))
  const whole = chroma.every((one) => one.across === 1 && one.down === 1)
  return count === 3 && known && whole ? { ...frame, across, down } : null
}
