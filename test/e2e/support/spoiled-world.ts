import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawingToJpeg } from '../../../src/main/vision/raster'
import { worldFiles, writeWorld } from '../../../src/main/services/demo/write-world'

interface CaptionRecord {
  id: string
  /** A caption a line. */
  captions: string
}

export interface SpoiledWorld {
  folder: string
  /** Images whose one caption is another image's, and what stood there: by name. */
  spoiled: Map<string, { wrong: string; right: string }>
}

/**
 * A small demo world whose validation captions are right except for two: in their place stands what
 * is said of an image that shows something else.
 */
export async function writeSpoiledWorld(
  folder: string,
  { train = 480, val = 100 } = {}
): Promise<SpoiledWorld> {
  mkdirSync(folder, { recursive: true })
  await writeWorld(folder, {
    seed: 3,
    sizes: { train, val, test: 1, unseen: 1, pairs: 1 },
    toJpeg: drawingToJpeg,
    signal: new AbortController().signal,
    onProgress: () => undefined
  })
  const file = join(folder, worldFiles.captions('val'))
  const records = JSON.parse(readFileSync(file, 'utf8')) as CaptionRecord[]
  const spoiled: SpoiledWorld['spoiled'] = new Map()
  for (const place of [val * 0.1, val * 0.35].map(Math.floor)) {
    // An image is ranked by all its captions, so one that has no other.
    const record = records.slice(place).find(({ captions }) => !captions.includes('\n'))
    if (!record) throw new Error('no validation image has a single caption')
    const right = record.captions
    const wrong = leastAlike(right, records)
    spoiled.set(record.id, { wrong, right })
    record.captions = wrong
  }
  writeFileSync(file, JSON.stringify(records))
  return { folder, spoiled }
}

/** Of the first captions of all images the one that shares the smallest part of its words. */
function leastAlike(caption: string, records: readonly CaptionRecord[]): string {
  const own = new Set(caption.split(' '))
  const shared = (text: string): number => {
    const words = text.split(' ')
    return words.filter((word) => own.has(word)).length / words.length
  }
  const [first] = records
    .map(({ captions }) => captions.split('\n')[0] ?? '')
    .sort((a, b) => shared(a) - shared(b))
  return first ?? ''
}
