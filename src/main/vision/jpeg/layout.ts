import type { Rectangle } from '../resample/bicubic'
import type { Frame } from './frame'
import type { KernelMemory } from './kernel-memory'

/** Where the samples lie, and how many MCUs and, of each component, blocks there are. */
export interface Layout {
  samples: { address: number; stride: number }[]
  units: { wide: number; high: number }
  own: { wide: number; high: number }[]
}

/** Gives each component its memory, and tells the kernel; null where there is not so much. */
export function layOut(frame: Frame, memory: KernelMemory, wanted: Rectangle): Layout | null {
  const [across, down] = [Math.max(1, frame.across), Math.max(1, frame.down)]
  const units = {
    wide: Math.ceil(frame.width / (8 * across)),
    high: Math.ceil(frame.height / (8 * down))
  }
  const layout: Layout = { samples: [], units, own: [] }
  for (const [index, component] of frame.components.entries()) {
    // Pixels to one of the component's samples.
    const scale = { x: across / component.across, y: down / component.down }
    const [wide, high] = [units.wide * component.across, units.high * component.down]
    const address = memory.place(64 * wide * high)
    // Coefficients, and a bit for each that says whether it is not zero.
    const [coefficientBytes, knownBytes] = [128 * wide * high, 8 * wide * high]
    const coefficients = frame.progressive ? memory.place(coefficientBytes + knownBytes) : 0
    if (address === null || coefficients === null) return null
    const known = coefficients + coefficientBytes
    if (frame.progressive) memory.bytes.fill(0, coefficients, known + knownBytes)
    const from = (start: number, by: number) => Math.max(0, Math.floor((start / by - 1) / 8))
    const to = (stop: number, by: number, most: number) =>
      Math.min(most, Math.ceil((stop / by + 1) / 8))
    memory.write(memory.kernel.componentAt(index), [
      ...[coefficients, address, wide, high, component.across, component.down, 0, 0, 0],
      ...[from(wanted.left, scale.x), to(wanted.left + wanted.width, scale.x, wide)],
      ...[from(wanted.top, scale.y), to(wanted.top + wanted.height, scale.y, high), 0, known]
    ])
    layout.samples.push({ address, stride: 8 * wide })
    layout.own.push({
      wide: Math.ceil(Math.ceil(frame.width / scale.x) / 8),
      high: Math.ceil(Math.ceil(frame.height / scale.y) / 8)
    })
  }
  return layout
}
