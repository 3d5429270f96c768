import { cpSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { RunConfig, type Job } from '../../src/shared/domain'
import { forkChild } from '../../src/main/base/process/child-link'
import { forkEngine } from '../../src/main/services/engine-client/forked-process'
import { addModel } from '../../src/main/services/models/models'
import { startRun } from '../../src/main/services/train'
import { createWorkbench } from '../../src/main/services/workbench/create-workbench'
import { oraclePath } from '../fixtures/oracle'
import { tempFolder } from '../fixtures/temp-library'
import { inSmall } from './scale'

const built = join(import.meta.dirname, '..', '..', 'out', 'main')

type Tree = Record<string, unknown>

/** Changes a JSON file of a folder. */
function edit(file: string, change: (json: Tree) => void) {
  return (dir: string): void => {
    const json = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Tree
    change(json)
    writeFileSync(join(dir, file), JSON.stringify(json))
  }
}
const set = (file: string, values: Tree) => edit(file, (json) => Object.assign(json, values))
const write = (file: string, content: string | Uint8Array) => (dir: string) =>
  writeFileSync(join(dir, file), content)

/** A safetensors file that says its header is so long. */
function claimedHeader(length: bigint, header = '{}'): Uint8Array {
  const bytes = Buffer.alloc(8 + header.length)
  bytes.writeBigUInt64LE(length)
  bytes.write(header, 8)
  return bytes
}
const oneTensor = (entry: object) => {
  const header = JSON.stringify({ 'wte.weight': entry })
  return claimedHeader(BigInt(header.length), header)
}

const split = (Regex: string) => ({
  pre_tokenizer: { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false }
})
const doubling = {
  type: 'Sequence',
  normalizers: Array.from({ length: 50 }, () => ({
    type: 'Replace',
    pattern: { String: 'a' },
    content: 'aa'
  }))
}
const model = (change: (model: Tree) => void) =>
  edit('tokenizer.json', (json) => change(json['model'] as Tree))
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

/** The start of a torch archive of the older form: magic number, protocol, machine. */
const legacyStart = Buffer.from([
  ...[0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e],
  ...[0x80, 2, 0x4d, 0xe9, 0x03, 0x2e],
  ...[0x80, 2, 0x7d, 0x58, 13, 0, 0, 0, ...Buffer.from('little_endian'), 0x88, 0x73, 0x2e],
  ...[0x80, 2]
])

/** What is done to the folder of a sound model, and the code of what is said about it, as a pattern. */
const cases: [
  name: string,
  kind: 'gpt' | 'clip' | 'torch',
  harm: (dir: string) => void,
  code: string
][] = [
  ['ten million layers', 'gpt', set('config.json', { n_layer: 1e7 }), 'model.bad-file'],
  ['1e308 layers', 'gpt', set('config.json', { n_layer: 1e308 }), 'model.bad-file'],
  ['a width of 1e308', 'gpt', set('config.json', { n_embd: 1e308 }), 'model.bad-file'],
  ['1e300 positions', 'gpt', set('config.json', { n_positions: 1e300 }), 'model.bad-file'],
  ['a vocabulary of 1e15', 'gpt', set('config.json', { vocab_size: 1e15 }), 'model.bad-file'],
  [
    'more layers than its file',
    'gpt',
    set('config.json', { n_layer: 900 }),
    'model.config-differs'
  ],
  ['JSON a million deep', 'gpt', write('config.json', deep(1e6)), 'model.bad-file'],
  [
    'a configuration of 200 MB',
    'gpt',
    (dir) => truncateSync(join(dir, 'config.json'), 2e8),
    'file.too-large'
  ],
  ['a pattern without end', 'gpt', set('tokenizer.json', split('(a+)+$')), 'model.slow-pattern'],
  [
    'another pattern without end',
    'gpt',
    set('tokenizer.json', split(String.raw`(\p{L}|\w)*\d`)),
    'model.slow-pattern'
  ],
  [
    'a text doubled 50 times',
    'gpt',
    set('tokenizer.json', { normalizer: doubling }),
    'model.bad-file'
  ],
  [
    'a token id of 1e9',
    'gpt',
    model(({ vocab }) => ((vocab as Tree)['viec'] = 1e9)),
    'model.bad-file'
  ],
  [
    'a special token id of 1e9',
    'gpt',
    edit('tokenizer.json', (json) => (json['added_tokens'] = [{ id: 1e9, content: 'x' }])),
    'model.bad-file'
  ],
  [
    'an end of text of 1e300',
    'gpt',
    (dir) => {
      set('config.json', { eos_token_id: 1e300 })(dir)
      writeFileSync(join(dir, 'tokenizer_config.json'), '{}')
    },
    'model.bad-file'
  ],
  [
    'a header of 2^60 bytes',
    'gpt',
    write('model.safetensors', claimedHeader(2n ** 60n)),
    'weights.damaged'
  ],
  [
    'a header a million deep',
    'gpt',
    write('model.safetensors', claimedHeader(2_000_000n, deep(1e6))),
    'weights.damaged'
  ],
  [
    'a tensor of 2^50 values',
    'gpt',
    write(
      'model.safetensors',
      oneTensor({ dtype: 'F32', shape: [2 ** 25, 2 ** 25], data_offsets: [0, 2 ** 52] })
    ),
    'weights.truncated'
  ],
  [
    'a tensor of no values and 1e15 columns',
    'gpt',
    write('model.safetensors', oneTensor({ dtype: 'F32', shape: [0, 1e15], data_offsets: [0, 0] })),
    'model.config-differs'
  ],
  [
    'an index of 100,000 files',
    'gpt',
    (dir) => {
      const weight_map = Object.fromEntries(
        Array.from({ length: 1e5 }, (_, id) => [`tensor.${id}`, `model-${id}.safetensors`])
      )
      cpSync(join(dir, 'model.safetensors'), join(dir, 'other.safetensors'))
      writeFileSync(join(dir, 'model.safetensors.index.json'), JSON.stringify({ weight_map }))
      // The index counts where the one file is not there.
      cpSync(join(dir, 'other.safetensors'), join(dir, 'model-0.safetensors'))
      rmSync(join(dir, 'model.safetensors'))
    },
    'model.bad-file'
  ],
  [
    'an image size of 1e308',
    'clip',
    edit('config.json', (json) =>
      Object.assign(json['vision_config'] as Tree, { image_size: 1e308 })
    ),
    'model.bad-file'
  ],
  [
    'ten million layers of a CLIP',
    'clip',
    edit('config.json', (json) =>
      Object.assign(json['text_config'] as Tree, { num_hidden_layers: 1e7 })
    ),
    'model.bad-file'
  ],
  [
    'images made a million wide',
    'clip',
    set('preprocessor_config.json', { size: { shortest_edge: 1e6 } }),
    'model.bad-file'
  ],
  [
    'a CLIP with a pattern without end',
    'clip',
    set('tokenizer.json', split('(a+)+$')),
    'model.slow-pattern'
  ],
  [
    'a pickle that is cut short in a text of 4 GB',
    'torch',
    write(
      'pytorch_model.bin',
      Buffer.concat([legacyStart, Buffer.from([0x58, 0xff, 0xff, 0xff, 0xff])])
    ),
    'weights.damaged'
  ],
  ...(inSmall
    ? []
    : ([
        [
          'a pickle of lists alone',
          'torch',
          write('pytorch_model.bin', Buffer.concat([legacyStart, Buffer.alloc(2 ** 27, ']')])),
          'model.check-(too-large|endless)'
        ]
      ] satisfies typeof cases))
]

const sound = {
  gpt: oraclePath('gpt2/safetensors'),
  clip: oraclePath('clip'),
  torch: oraclePath('gpt2/bin')
}

it('refuses hostile models in words, while a run in the engine goes on', async () => {
  const dir = tempFolder()
  process.env['VIECAP_HOME'] = join(dir, 'home')
  const workbench = createWorkbench({
    host: 'web',
    device: 'cpu',
    runsQueue: true,
    startEngine: () => forkEngine(join(built, 'engine.js')),
    startImages: () => forkChild(join(built, 'image-process.js')),
    readerFile: join(built, 'reader.js')
  })
  onTestFinished(() => workbench.close())
  const ended = (id: number): Promise<Job> =>
    new Promise((resolve) => {
      const stop = workbench.events.listen((event) => {
        if (event.type !== 'job' || event.job.id !== id || event.job.finishedAt === null) return
        stop()
        resolve(event.job)
      })
    })
  await workbench.create(join(dir, 'library'))
  const images = readdirSync(oraclePath('clip/images'))
  const records = images.map((id) => ({ id, captions: `Một bức ảnh .\nẢnh ${id} .` }))
  writeFileSync(join(dir, 'train_captions.json'), JSON.stringify(records))
  const imported = workbench.queue.add('import', {
    path: join(dir, 'train_captions.json'),
    imagesDir: oraclePath('clip/images'),
    valFraction: 0.3
  })
  expect(await ended(imported.id)).toMatchObject({ state: 'done' })
  const clip = await addModel(workbench, { path: sound.clip })
  const gpt = await addModel(workbench, { path: sound.gpt })
  const config = v.parse(RunConfig, {
    clipModelId: clip.id,
    gptModelId: gpt.id,
    batchSize: 1,
    captionRepeat: 100,
    // More than it will ever come to: the run is cancelled at the end.
    epochs: 10_000,
    validateEvery: 1_000_000
  })
  let newest = 0
  let woken = () => {}
  workbench.events.listen((event) => {
    if (event.type !== 'metrics') return
    newest = Math.max(newest, ...event.points.map(({ step }) => step))
    woken()
  })
  /** Resolves once the run has taken a step beyond these. */
  const stepBeyond = async (step: number): Promise<void> => {
    while (newest <= step) await new Promise<void>((resolve) => (woken = resolve))
  }
  const { jobId } = await startRun(workbench, config)
  const end = ended(jobId)
  await Promise.race([stepBeyond(0), end])
  expect(workbench.queue.get(jobId)).toMatchObject({ state: 'running', error: null })

  for (const [index, [name, kind, harm, code]] of cases.entries()) {
    const path = join(dir, `hostile-${index}`)
    cpSync(sound[kind], path, { recursive: true })
    harm(path)
    const before = newest
    const error: unknown = await addModel(workbench, { path }).catch((reason: unknown) => reason)
    expect(error, name).toMatchObject({ code: expect.stringMatching(`^(?:${code})$`) as string })
    expect(String(error), name).toContain(path)
    await Promise.race([stepBeyond(before), end])
    expect(workbench.queue.get(jobId), name).toMatchObject({ state: 'running', error: null })
  }

  workbench.queue.cancel(jobId)
  expect(await end).toMatchObject({ state: 'cancelled', error: null })
})
