import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cleanSentence } from '../../src/main/services/import/clean-pair'
import { readLines } from '../../src/main/services/import/read/lines'
import { TextSource } from '../../src/main/services/import/read/text-source'
import { readInput, type ImageRecord } from '../../src/main/services/import/read-input'
import { refuseId } from '../../src/main/services/import/image-id'
import { tidyCaption, tidyCaptions } from '../../src/main/services/import/tidy-caption'
import { oraclePath, readOracle } from '../fixtures/oracle'

interface Captioned {
  image: string
  caption: string
}
interface ParallelLine {
  line: number
  en_raw: string
  vi_raw: string
  en_norm_unescaped: string
  vi_norm_unescaped: string
}
interface Expected {
  kind: string
  error?: string
  pairs?: Captioned[]
  pairs_tidy?: Captioned[]
  pairs_nfc?: Captioned[]
  pairs_split_on_lf?: Captioned[]
  n_images?: number
  ids?: string[]
  rows?: unknown[]
  header?: string[]
  lines?: string[]
  parallel?: ParallelLine[]
  records?: { id: string; captions: string }[]
  outside_image_folder?: number[]
  invalid_id?: number[]
  legal_name?: number[]
  valid_records?: number[]
  bad_lines?: number[]
  orphan_annotation_ids?: number[]
  images_without_caption?: string[]
}

const expected = readOracle<Record<string, Expected>>('formats', 'expected.json')
const expectedOf = (file: string): Expected => {
  const entry = expected[file]
  if (!entry) throw new Error(`expected.json has no ${file}`)
  return entry
}
const filesOf = (matches: (entry: Expected, file: string) => boolean) =>
  Object.keys(expected).filter((file) => matches(expectedOf(file), file))

const textOf = (file: string) => readFileSync(oraclePath('formats', file), 'utf8')
/** Reads a caption file as an import does: format by name and first characters. */
const parse = (file: string) => readInput({ path: oraclePath('formats', file), format: 'auto' })

const flat = (records: ImageRecord[], captionsOf = (record: ImageRecord) => record.captions) =>
  records.flatMap((record) =>
    captionsOf(record).map((caption) => ({ image: record.image, caption }))
  )
const tidied = (records: ImageRecord[]) => flat(records, ({ captions }) => tidyCaptions(captions))
const byImage = (pairs: Captioned[] = []) => Map.groupBy(pairs, ({ image }) => image)

/** Every entry belongs to exactly one of these groups; the last test sees to it. */
const groups = {
  refused: filesOf((entry) => entry.error !== undefined),
  lists: filesOf(
    (entry, file) =>
      file.endsWith('.json') &&
      (entry.pairs ?? entry.pairs_split_on_lf) !== undefined &&
      !entry.orphan_annotation_ids
  ),
  templates: filesOf((entry) => entry.ids !== undefined),
  coco: filesOf((entry) => entry.orphan_annotation_ids !== undefined),
  jsonLines: filesOf((entry, file) => file.endsWith('.jsonl') && entry.rows !== undefined),
  tables: filesOf((entry, file) => /\.[ct]sv$/.test(file) && entry.rows !== undefined),
  lineFiles: filesOf((entry) => entry.lines !== undefined),
  hostileIds: filesOf((entry) => entry.outside_image_folder !== undefined),
  hostileTypes: filesOf((entry) => entry.valid_records !== undefined)
}

describe.each(groups.lists)('%s', (file) => {
  const entry = expectedOf(file)

  it('parses to the expected pairs, in the order of the file', async () => {
    const { records, skipped } = await parse(file)
    expect(skipped).toEqual([])
    const raw = flat(records)
    const wanted = entry.pairs_split_on_lf ?? entry.pairs
    expect(raw).toEqual(wanted)
    if (entry.pairs_tidy) expect(tidied(records)).toEqual(entry.pairs_tidy)
    if (entry.n_images) expect(new Set(raw.map((pair) => pair.image)).size).toBe(entry.n_images)
    if (entry.pairs_nfc) {
      expect(
        tidied(records).map(({ image, caption }) => ({ image: image.normalize('NFC'), caption }))
      ).toEqual(entry.pairs_nfc)
    }
  })

  it('leaves the prototype of objects alone', async () => {
    await parse(file)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

it.each(groups.templates)('%s gives images without captions, in their order', async (file) => {
  const { records, skipped } = await parse(file)
  expect(records.map((record) => record.image)).toEqual(expectedOf(file).ids)
  expect(flat(records)).toEqual([])
  expect(skipped).toEqual([])
})

it.each(groups.coco)('%s gives captions by image and names orphans', async (file) => {
  const entry = expectedOf(file)
  const { records, skipped } = await parse(file)
  const wanted = (entry.pairs ?? []).map(({ image, caption }) => ({ image, caption }))
  expect(byImage(flat(records))).toEqual(byImage(wanted))
  expect(
    records.filter(({ captions }) => captions.length === 0).map((record) => record.image)
  ).toEqual(entry.images_without_caption)
  expect(skipped.map((record) => record.reason)).toEqual(
    entry.orphan_annotation_ids?.map(() => 'annotation-orphan')
  )
  for (const [index, id] of (entry.orphan_annotation_ids ?? []).entries()) {
    expect(skipped[index]?.what).toContain(`"id":${id}`)
  }
})

it.each(groups.jsonLines)('%s gives its rows and names its broken lines', async (file) => {
  const entry = expectedOf(file)
  const { records, skipped } = await parse(file)
  const rows = entry.rows as { image: string; caption?: string; captions?: string[] }[]
  expect(records.map(({ image, captions }) => ({ image, captions }))).toEqual(
    rows.map(({ image, caption, captions }) => ({ image, captions: captions ?? [caption] }))
  )
  expect(skipped.map(({ where }) => where)).toEqual(
    (entry.bad_lines ?? []).map((line) => `line ${line}`)
  )
  for (const { reason } of skipped) expect(reason).toMatch(/^(json-|field-|record-malformed$)/)
})

it.each(groups.tables)('%s gives its rows', async (file) => {
  const { records, skipped } = await parse(file)
  const rows = (expectedOf(file).rows as unknown[]).map((row) =>
    Array.isArray(row) ? (row as string[]) : Object.values(row as Record<string, string>)
  )
  expect(records.map(({ image, captions }) => [image, captions[0] ?? ''])).toEqual(rows)
  expect(skipped).toEqual([])
})

it.each(groups.lineFiles)('%s splits at line feeds alone', async (file) => {
  const lines: (string | null)[] = []
  for await (const some of readLines(new TextSource(oraclePath('formats', file)).chunks())) {
    lines.push(...some.map(({ text }) => text))
  }
  expect(lines).toEqual(expectedOf(file).lines)
})

const englishFiles = groups.lineFiles.filter((file) => file.endsWith('.en'))
const evenFiles = englishFiles.filter((file) => expectedOf(file).parallel !== undefined)
const unevenFiles = englishFiles.filter((file) => expectedOf(file).parallel === undefined)

it.each(evenFiles)(
  '%s pairs with its other side, blank sides counted, escapes undone',
  async (file) => {
    const entry = expectedOf(file)
    const parallel = entry.parallel ?? []
    const { pairs, skipped } = await parse(file)
    expect(
      pairs.map(({ english, vietnamese, where }) => ({ en: english, vi: vietnamese, where }))
    ).toEqual(
      parallel.map((pair) => ({ en: pair.en_raw, vi: pair.vi_raw, where: `line ${pair.line}` }))
    )
    expect(pairs.map(({ english }) => cleanSentence(english))).toEqual(
      parallel.map((pair) => pair.en_norm_unescaped)
    )
    expect(pairs.map(({ vietnamese }) => cleanSentence(vietnamese))).toEqual(
      parallel.map((pair) => pair.vi_norm_unescaped)
    )
    expect(skipped).toHaveLength((entry.lines?.length ?? 0) - parallel.length)
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['pair-side-empty']))
  }
)

it.each(unevenFiles)('%s is refused for its uneven line count', async (file) => {
  const other = expectedOf(file.replace(/\.en$/, '.vi'))
  await expect(parse(file)).rejects.toMatchObject({
    code: 'import.uneven-lines',
    params: {
      path: oraclePath('formats', file),
      lines: expectedOf(file).lines?.length,
      other: oraclePath('formats', file.replace(/\.en$/, '.vi')),
      otherLines: other.lines?.length
    }
  })
})

it.each(groups.hostileIds)(
  '%s: ids that leave the folder are refused by their text',
  async (file) => {
    const entry = expectedOf(file)
    const { records } = await parse(file)
    expect(
      records.map(({ image, captions }) => ({ id: image, captions: captions.join('\n') }))
    ).toEqual(entry.records)
    const placesOf = (reason: string | null) =>
      records.flatMap(({ image }, index) => (refuseId(image) === reason ? [index] : []))
    expect(placesOf('id-outside-folder')).toEqual(entry.outside_image_folder)
    expect(placesOf('id-invalid')).toEqual(entry.invalid_id)
    expect(placesOf(null)).toEqual(entry.legal_name)
  }
)

it.each(groups.hostileTypes)('%s: records of the wrong type are named', async (file) => {
  const { records, skipped } = await parse(file)
  const places = records.map(({ where }) => Number(where.replace('record ', '')) - 1)
  expect(places).toEqual(expect.arrayContaining(expectedOf(file).valid_records ?? []))
  const all = JSON.parse(textOf(file)) as unknown[]
  expect(records.length + skipped.length).toBe(all.length)
  for (const { reason } of skipped)
    expect(reason).toMatch(/^(record-malformed|field-missing|field-wrong)$/)
  for (const { captions } of records) expect(captions.map(tidyCaption)).not.toContain('')
})

it.each(groups.refused)('%s is refused as a whole, by name', async (file) => {
  await expect(parse(file)).rejects.toMatchObject({
    code: expect.stringMatching(/^import\./) as string,
    params: { path: oraclePath('formats', file) }
  })
})

it('leaves no entry of expected.json out', () => {
  expect(Object.values(groups).flat().sort()).toEqual(Object.keys(expected).sort())
})
