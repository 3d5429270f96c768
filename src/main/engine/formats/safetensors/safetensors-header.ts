import * as v from 'valibot'
import { dtypeBytes, type Dtype } from '../weights/dtypes'
import { isDeep } from '../weights/json-depth'

/** Where a tensor lies; `begin` and `end` count bytes from the end of the header. */
export interface TensorEntry {
  dtype: Dtype
  shape: number[]
  begin: number
  end: number
}
export interface SafetensorsHeader {
  entries: Map<string, TensorEntry>
  metadata: Record<string, string>
  /** Bytes of all tensors together. */
  dataBytes: number
}

const Size = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Entry = v.object({
  dtype: v.custom<Dtype>((input) => typeof input === 'string' && Object.hasOwn(dtypeBytes, input)),
  shape: v.array(Size),
  data_offsets: v.tuple([Size, Size])
})
const Header = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input)
)
const Metadata = v.record(v.string(), v.string())

/**
 * The header of a safetensors file from its JSON `text`. Each tensor must have as many bytes as its
 * shape and dtype say, and together they must follow one another without gap or overlap.
 * Throws an `Error` that says what is wrong.
 */
export function parseHeader(text: string): SafetensorsHeader {
  const parsed = v.safeParse(Header, parseJson(text))
  if (!parsed.success) throw new Error('its header is no JSON object')
  const { __metadata__: metadata = {}, ...tensors } = parsed.output
  if (!v.is(Metadata, metadata)) throw new Error('its metadata is no table of texts')

  const entries = new Map<string, TensorEntry>()
  for (const [name, value] of Object.entries(tensors)) {
    const entry = v.safeParse(Entry, value)
    if (!entry.success) throw new Error(`the header entry of ${name} is not valid`)
    const { dtype, shape, data_offsets } = entry.output
    const [begin, end] = data_offsets
    const bytes = shape.reduce((product, size) => product * size, dtypeBytes[dtype])
    if (end - begin !== bytes) {
      throw new Error(`${name} should have ${bytes} bytes, its place has ${end - begin}`)
    }
    entries.set(name, { dtype, shape, begin, end })
  }
  return { entries, metadata, dataBytes: checkPlaces(entries) }
}

function parseJson(text: string): unknown {
  if (isDeep(text)) throw new Error('its header is nested too deeply')
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('its header is not valid JSON')
  }
}

/** The end of the last tensor. */
function checkPlaces(entries: Map<string, TensorEntry>): number {
  const inOrder = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end)
  let last = 0
  for (const [name, { begin, end }] of inOrder) {
    if (begin !== last) throw new Error(`${name} starts at byte ${begin} where ${last} is expected`)
    last = end
  }
  return last
}
