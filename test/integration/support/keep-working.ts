import { copyFileSync, mkdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Mulberry32 } from '../../../src/main/engine/server/bench/mulberry32'
import { editImages } from '../../../src/main/services/bulk'
import { runImport } from '../../../src/main/services/import'
import {
  listCaptions,
  removeCaption,
  saveCaption,
  setCaptionStatus
} from '../../../src/main/store/captions/captions'
import { pageImages } from '../../../src/main/store/search/image-listing'
import { openLibrary, type Library } from '../../../src/main/store/core/library'
import { redoInSteps, undoInSteps } from '../../../src/main/store/core/undo'
import { directImages } from '../../fixtures/direct-images'
import { oraclePath } from '../../fixtures/oracle'

/** Images of one import. */
const IMPORTED = 30

export interface ToldCaption {
  id: number
  text: string
  version: number
}

/** What is told, in its order: what begins, and once it has returned, what is so from then on. */
export type Told =
  | { begun: 'edit' | 'undo' | 'bulk' }
  | { begun: 'import'; names: string[] }
  | { done: 'captions'; imageId: number; captions: ToldCaption[] }
  | { done: 'undo' }
  | { done: 'bulk'; split: string }
  | { done: 'import'; names: string[] }

const tell = (told: Told) => writeSync(1, JSON.stringify(told) + '\n')
const signal = new AbortController().signal

/**
 * Opens a library and works on it without end, as `seed` has it: edits, bulk edits, undo and redo,
 * and imports of folders that it makes in `folder`. Says on standard output what it does.
 */
export async function keepWorking(root: string, folder: string, seed: number): Promise<never> {
  const library = openLibrary(root)
  const random = new Mulberry32(seed)
  for (let count = 0; ; count += 1) {
    const kind = random.integer(0, 11)
    if (kind === 0) await bulk(library, random.integer(0, 1) ? 'train' : 'val')
    else if (kind === 1) await importMore(library, folder, `${seed}-${count}`)
    else if (kind === 2) await takeBack(library, random.integer(0, 2) === 0)
    else edit(library, random, `lần sửa ${count} của ${process.pid}`)
    // Other things happen between two edits, as when people work.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function edit({ read, write }: Library, random: Mulberry32, text: string): void {
  const { total } = pageImages(read, {}, { offset: 0, limit: 1 })
  const [image] = pageImages(read, {}, { offset: random.integer(0, total - 1), limit: 1 }).rows
  if (!image) return
  const captions = listCaptions(read, image.id)
  const caption = captions[random.integer(0, captions.length)]
  const kind = random.integer(0, 4)
  tell({ begun: 'edit' })
  if (caption && kind === 0) removeCaption(write, caption.id)
  else if (caption && kind === 1) setCaptionStatus(write, caption.id, 'accepted')
  else {
    const [id, version] = caption ? [caption.id, caption.version] : [null, null]
    saveCaption(write, { id, imageId: image.id, text, version })
  }
  tellCaptions(read, image.id)
}

async function takeBack({ read, write }: Library, again: boolean): Promise<void> {
  tell({ begun: 'undo' })
  const undone = again ? await redoInSteps(write) : await undoInSteps(write)
  for (const imageId of undone?.imageIds ?? []) tellCaptions(read, imageId)
  tell({ done: 'undo' })
}

function tellCaptions(read: Library['read'], imageId: number): void {
  const captions = listCaptions(read, imageId)
  const told = captions.map(({ id, text, version }) => ({ id, text, version }))
  tell({ done: 'captions', imageId, captions: told })
}

async function bulk(library: Library, split: 'train' | 'val'): Promise<void> {
  tell({ begun: 'bulk' })
  const all = { filter: {}, except: [] }
  await editImages(library, all, { kind: 'split', split }, 'person', { signal, onProgress() {} })
  tell({ done: 'bulk', split })
}

async function importMore(library: Library, folder: string, label: string): Promise<void> {
  const path = join(folder, label)
  mkdirSync(path)
  const names = Array.from({ length: IMPORTED }, (_, index) => `${label}-${index}.png`)
  for (const name of names) {
    copyFileSync(oraclePath('clip', 'images', 'tiny_20x13.png'), join(path, name))
    writeFileSync(join(path, `${name}.txt`), `Chú thích của ${name}\n`)
  }
  tell({ begun: 'import', names })
  await runImport(
    library,
    {
      path,
      format: 'folder',
      names: null,
      imagesDir: null,
      split: 'none',
      valFraction: 0,
      seed: 1,
      columns: {},
      texts: 'lines',
      beside: null,
      copyImages: false,
      encoder: null
    },
    { images: directImages, signal, report() {} }
  )
  tell({ done: 'import', names })
}
