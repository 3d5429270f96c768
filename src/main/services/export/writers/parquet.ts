import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Split } from '../../../../shared/domain'
import type { ExportContext } from '../export-context'
import { readImage } from '../folders/read-image'
import { SPLIT_NAMES } from '../folders/split-names'

/** A row group ends with the image that brings it to either. */
const GROUP_IMAGES = 100
const GROUP_BYTES = 64 * 2 ** 20

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
const optional = { repetition_type: 'OPTIONAL' } as const

const SCHEMA: SchemaElement[] = [
  { name: 'schema', num_children: 4 },
  { name: 'image', ...optional, num_children: 2 },
  { name: 'bytes', ...optional, type: 'BYTE_ARRAY' },
  { name: 'path', ...optional, ...text },
  { name: 'text', ...optional, ...text },
  { name: 'captions', ...optional, converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', ...optional, ...text },
  { name: 'split', ...optional, ...text }
]

/** What tells Hugging Face's `datasets` that the first column holds images. */
const FEATURES = {
  info: {
    features: {
      image: { _type: 'Image' },
      text: { dtype: 'string', _type: 'Value' },
      captions: { feature: { dtype: 'string', _type: 'Value' }, _type: 'Sequence' },
      split: { dtype: 'string', _type: 'Value' }
    }
  }
}

interface Row {
  image: { bytes: Uint8Array; path: string }
  text: string
  captions: string[]
  split: string
}

/**
 * A parquet file as Hugging Face data sets have them: the image's file (`image.bytes`,
 * `image.path`), its first caption (`text`), all of them (`captions`) and its split. Images without
 * a caption are left out. Memory holds one row group.
 */
export async function* writeParquet(context: ExportContext): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter()
  const take = (): Uint8Array => {
    const written = bytes.getBytes().slice()
    bytes.index = 0
    return written
  }
  const file = new ParquetWriter({
    writer: bytes,
    schema: SCHEMA,
    kvMetadata: [{ key: 'huggingface', value: JSON.stringify(FEATURES) }]
  })
  for await (const group of groups(context)) {
    await file.write({
      columnData: (['image', 'text', 'captions', 'split'] as const).map((name) => ({
        name,
        data: group.map((row) => row[name]),
        // Images are compressed already, and their smallest and largest bytes tell nothing.
        ...(name === 'image' && { codec: 'UNCOMPRESSED' as const, statistics: false })
      })),
      rowGroupSize: group.length
    })
    yield take()
  }
  await file.finish()
  yield take()
}

async function* groups(context: ExportContext): AsyncGenerator<Row[]> {
  let group: Row[] = []
  let held = 0
  for (const split of context.splits) {
    for await (const row of rows(context, split)) {
      group.push(row)
      held += row.image.bytes.byteLength
      if (group.length < GROUP_IMAGES && held < GROUP_BYTES) continue
      yield group
      group = []
      held = 0
    }
  }
  if (group.length > 0) yield group
}

async function* rows(context: ExportContext, split: Split): AsyncGenerator<Row> {
  for await (const image of context.images(split)) {
    const captions = image.captions.map((caption) => caption.text)
    const [first] = captions
    if (first === undefined) continue
    context.count(image)
    yield {
      image: { bytes: await readImage(image.path), path: image.name },
      text: first,
      captions,
      split: SPLIT_NAMES[split]
    }
  }
}
