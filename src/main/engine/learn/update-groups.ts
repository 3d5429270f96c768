import { sizeOf, type GraphBuilder, type Value } from '../graph'
import type { ParameterShapes } from '../../../shared/model-specs/parameter-shapes'
import { floatData, floats, type HostTensor } from '../tensor/tensor'

/** Parameters smaller than this are updated together. */
const SMALL = 2 ** 20
/** Numbers in a group of several parameters at most: 64 MiB. */
const GROUP = 2 ** 24

/**
 * Trained parameters whose update is one: a large one alone, or many small ones laid end to end. A
 * captioner's biases and scales are two thirds of its tensors and a thousandth of its numbers; one by
 * one their updates keep a graphics card waiting for its orders.
 */
export interface UpdateGroup {
  /** Names the group's moments in the graph: the parameter's own name, if it is alone. */
  name: string
  /** Shape of the moments: the parameter's own, or [n] of several. */
  dims: readonly number[]
  parts: readonly { name: string; shape: readonly number[]; size: number }[]
}

export function updateGroups(trained: readonly string[], shapes: ParameterShapes): UpdateGroup[] {
  const parts = trained.map((name) => {
    const shape = shapes.get(name)
    if (!shape) throw new Error(`the network has no parameter ${name}`)
    return { name, shape, size: sizeOf(shape) }
  })
  const alone = (part: UpdateGroup['parts'][number]): UpdateGroup => ({
    name: part.name,
    dims: part.shape,
    parts: [part]
  })
  const packs: { parts: UpdateGroup['parts'][number][]; size: number }[] = []
  for (const part of parts.filter(({ size }) => size < SMALL)) {
    let pack = packs.at(-1)
    if (!pack || pack.size + part.size > GROUP) packs.push((pack = { parts: [], size: 0 }))
    pack.parts.push(part)
    pack.size += part.size
  }
  return [
    ...parts.filter(({ size }) => size >= SMALL).map(alone),
    ...packs.map(({ parts: small, size }, index) => {
      const [only, ...others] = small
      return only && others.length === 0
        ? alone(only)
        : { name: `small.${index}`, dims: [size], parts: small }
    })
  ]
}

/** Values of a group's parameters, in their order, as one of the group's shape. */
export function joinValues(
  b: GraphBuilder,
  { parts, dims }: UpdateGroup,
  values: readonly Value[]
): Value {
  const [only, ...others] = values
  if (only && others.length === 0) return only
  const flat = values.map((value, index) => b.reshape(value, [parts[index]?.size ?? 0]))
  return b.concat(flat, 0, sizeOf(dims))
}

/** The inverse of `joinValues`. */
export function partValues(b: GraphBuilder, { parts }: UpdateGroup, joined: Value): Value[] {
  if (parts.length === 1) return [joined]
  const flat = b.split(
    joined,
    parts.map(({ size }) => size),
    0
  )
  return flat.map((part, index) => b.reshape(part, parts[index]?.shape ?? []))
}

/** As `joinValues`, of tensors by their parameters' names; undefined where one is missing. */
export function joinTensors(
  { parts, dims }: UpdateGroup,
  tensorOf: (parameter: string) => HostTensor | undefined
): HostTensor | undefined {
  const [only, ...others] = parts
  if (only && others.length === 0) return tensorOf(only.name)
  const joined = new Float32Array(sizeOf(dims))
  let start = 0
  for (const { name, size } of parts) {
    const tensor = tensorOf(name)
    if (!tensor) return undefined
    joined.set(floatData(tensor), start)
    start += size
  }
  return floats(joined, dims)
}

/** The inverse of `joinTensors`: views of the tensor's memory by the parameters' names. */
export function partTensors({ parts }: UpdateGroup, joined: HostTensor): Map<string, HostTensor> {
  const data = floatData(joined)
  let start = 0
  return new Map(
    parts.map(({ name, shape, size }) => {
      const part = data.subarray(start, start + size)
      start += size
      return [name, floats(part, shape)]
    })
  )
}
