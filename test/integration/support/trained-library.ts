import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oraclePath } from '../../fixtures/oracle'
import { viecap } from './viecap'

/** Makes a library of nine images with captions and two tiny models, ready to train on. */
export async function readyLibrary(dir: string): Promise<string> {
  const library = join(dir, 'library')
  const run = async (...args: string[]) => {
    const { code, stderr } = await viecap(join(dir, 'home'), ...args, '--library', library)
    if (code !== 0) throw new Error(`viecap ${args.join(' ')}: ${stderr}`)
  }
  const images = oraclePath('clip/images')
  const records = readdirSync(images).map((id) => ({
    id,
    captions: `Một bức ảnh .\nẢnh ${id} .`
  }))
  writeFileSync(join(dir, 'train_captions.json'), JSON.stringify(records))
  const captions = join(dir, 'train_captions.json')
  await run('import', captions, '--images', images, '--val-fraction', '0.3')
  await run('models', 'add', oraclePath('clip'))
  await run('models', 'add', oraclePath('gpt2', 'safetensors'))
  return library
}

/** Fills `folder` with `count` images that all differ: what follows an image's end is not shown. */
export function manyImages(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  const image = readFileSync(oraclePath('clip', 'images', 'tiny_20x13.png'))
  for (let index = 0; index < count; index += 1) {
    const name = `image-${String(index).padStart(5, '0')}.png`
    writeFileSync(join(folder, name), Buffer.concat([image, Buffer.from(String(index))]))
  }
}

/** A copy of a library, for a test that changes it. */
export function copyOf(library: string, place: string): string {
  cpSync(library, place, { recursive: true })
  return place
}
