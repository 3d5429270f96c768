import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { oraclePath } from '../../fixtures/oracle'
import { viecap } from '../../integration/support/viecap'
import type { World } from './fitting-values'

const tour = join(import.meta.dirname, '..', '..', '..', 'docs', 'tour')

/** A small library with everything in it: captions, pairs, models, a run, captionings. */
export async function makeFuzzLibrary(dir: string): Promise<string> {
  const library = join(dir, 'library')
  const data = join(dir, 'data')
  cpSync(tour, data, { recursive: true })
  cpSync(oraclePath('clip', 'images'), join(data, 'images'), { recursive: true })
  mkdirSync(join(dir, 'out'))
  writeFileSync(join(dir, 'empty'), '')
  writeFileSync(join(dir, 'broken.json'), '{"images": [')
  writeFileSync(join(dir, 'list.txt'), `${join(data, 'images', 'none.png')}\n`)
  const run = async (...args: string[]) => {
    const { code, stderr } = await viecap(join(dir, 'home'), ...args, '--library', library)
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  }
  await run('import', join(data, 'train_captions.json'), '--val-fraction', '0.25')
  await run('import', join(data, 'pairs.en'))
  await run('models', 'add', oraclePath('clip'))
  await run('models', 'add', oraclePath('gpt2', 'safetensors'))
  await run('train', '--preset', 'quick', '--set', 'epochs=1')
  await run('evaluate', 'run-0001', '--split', 'val')
  const captions = ['--model', 'run-0001', '--out', join(dir, 'captions.json')]
  await run('caption', join(data, 'images'), ...captions)
  for (const [format, name] of Object.entries(EXPORTED)) {
    await run('export', join(dir, 'sets', name), '--format', format)
  }
  return library
}

/** Files and folders of the library's own data in formats of other tools. */
const EXPORTED = {
  coco: 'coco.json',
  'coco-results': 'results.json',
  ktvic: 'ktvic.json',
  tsv: 'table.tsv',
  parquet: 'set.parquet',
  imagefolder: 'imagefolder',
  webdataset: 'webdataset',
  kohya: 'kohya'
}

/** Numbers that mean something in the library, by the field that they are for. */
const KNOWN_IDS: Record<string, readonly number[]> = {
  clipModelId: [1, 1, 1, 2],
  gptModelId: [2, 2, 2, 1],
  encoder: [1],
  version: [1, 2],
  index: [0, 1],
  to: [0, 1]
}

/** What the library and its folder hold, for calls that get far. */
export class FuzzWorld implements World {
  readonly #texts: Record<string, readonly string[]>
  /** Ids that answers have named, the last ones. */
  #textIds: string[] = []
  #jobIds: number[] = []

  constructor(dir: string) {
    const inData = (...parts: string[]) => join(dir, 'data', ...parts)
    const read = [
      inData('train_captions.json'),
      inData('pairs.en'),
      inData('images'),
      inData(),
      ...Object.values(EXPORTED).map((name) => join(dir, 'sets', name)),
      oraclePath('clip'),
      oraclePath('gpt2', 'safetensors'),
      join(dir, 'empty'),
      join(dir, 'broken.json'),
      join(dir, 'list.txt'),
      join(dir, 'nowhere'),
      join(dir, 'empty', 'below-a-file'),
      'nowhere'
    ]
    const written = [
      join(dir, 'out', 'a.json'),
      join(dir, 'out', 'a.csv'),
      join(dir, 'out', 'b.zip'),
      join(dir, 'out', 'folder'),
      join(dir, 'nowhere', 'a.json'),
      join(dir, 'empty', 'a.json'),
      'out.jsonl'
    ]
    this.#texts = {
      path: read,
      imagesDir: read,
      sample: read,
      references: read,
      beside: read,
      words: read,
      paths: read,
      file: written,
      folder: written,
      runId: ['run-0001', 'run-9999'],
      ids: ['run-0001'],
      source: ['any', 'accepted', 'run:run-0001'],
      name: ['clip-b32', 'owner/name', 'a name'],
      url: ['http://127.0.0.1:9/v1', 'localhost:1', '127.0.0.1:9/v1/models'],
      find: ['một', 'a', '.', '\\d+', '(', '[a-z]+'],
      text: [
        '',
        'một',
        'split:train',
        'words>2 -"bác sĩ"',
        'status:draft OR is:missing',
        'words:x',
        'is:issue issue:word',
        'id:1,2,9',
        'like:#1',
        'like:"một dải màu" -like:#9',
        Array(200).fill('mot').join(' OR '),
        Array(200).fill('name:a').join(' '),
        `${'-('.repeat(25)}mot${')'.repeat(25)}`,
        `"${'mot '.repeat(249)}"`
      ],
      captionFilter: ['', 'một'],
      stopText: ['.', '']
    }
  }

  texts(field: string): readonly string[] {
    if (field === 'id') return ['run-0001', 'run-9999', ...this.#textIds]
    return this.#texts[field] ?? ['một dải màu .', 'an image', 'image', '1', 'x']
  }

  ids(field: string): readonly number[] {
    const known = KNOWN_IDS[field]
    if (known) return known
    return field.startsWith('job') ? [1, 2, 3, 4, 5, 6, ...this.#jobIds] : [1, 2, 3, 4, 5, 9, 1000]
  }

  /** Keeps the ids that an answer names, for the calls that take them. */
  learn(answer: unknown): void {
    const { id, jobId } = (answer ?? {}) as Record<string, unknown>
    if (typeof id === 'string') this.#textIds = [...this.#textIds, id].slice(-2)
    if (typeof jobId === 'number') this.#jobIds = [...this.#jobIds, jobId].slice(-4)
  }
}
