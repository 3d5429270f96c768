import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkModel } from '../../src/main/engine/server/tasks/check-model'
import { TaskControl } from '../../src/main/engine/server/tasks/task-control'
import { gptParameterShapes } from '../../src/shared/model-specs/gpt2'
import { readGptFolder } from '../../src/main/engine/formats/hugging-face/hf-folder'
import {
  openSafetensors,
  writeSafetensors,
  type TensorToWrite
} from '../../src/main/engine/formats/safetensors/safetensors'
import { oraclePath, readOracle } from '../fixtures/oracle'

const { files } = readOracle<{ files: Record<string, { sha256: string }> }>('manifest.json')
const weightFiles = Object.keys(files).filter((name) => name.endsWith('.safetensors'))

let scratch = ''
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'viecap-weights-'))
})
afterAll(() => rm(scratch, { recursive: true }))

describe('safetensors', () => {
  it.each(weightFiles)('%s is read, and written again with the same content', async (name) => {
    const file = await openSafetensors(oraclePath(name))
    const tensors = new Map<string, TensorToWrite>()
    for (const [tensor, { dtype, shape }] of file.tensors) {
      const data =
        dtype === 'F32'
          ? await file.readFloat32(tensor)
          : dtype === 'I64'
            ? await file.readInt64(tensor)
            : await file.readBytes(tensor)
      tensors.set(tensor, { shape, data })
    }
    expect(tensors.size).toBeGreaterThan(0)
    const copy = join(scratch, 'copy.safetensors')
    await writeSafetensors(copy, tensors, file.metadata)
    const again = await openSafetensors(copy)
    expect(again.metadata).toEqual(file.metadata)
    expect(again.tensors.size).toBe(file.tensors.size)
    for (const [tensor, { dtype, shape }] of file.tensors) {
      expect(again.tensors.get(tensor)).toMatchObject({ dtype, shape })
      expect(Buffer.compare(await again.readBytes(tensor), await file.readBytes(tensor))).toBe(0)
    }
  })

  it('has the token ids of the training data as int64', async () => {
    const file = await openSafetensors(oraclePath('clipcap', 'data.safetensors'))
    const tokens = await file.readInt64('tokens')
    const width = file.tensors.get('tokens')?.shape[1] ?? 0
    const expected = readOracle<{ tokens: number[][] }>('clipcap', 'data.json').tokens.map(
      (row) => [...row, ...Array.from({ length: width - row.length }, () => 0)]
    )
    expect(Array.from(tokens, Number)).toEqual(expected.flat())
  })
})

describe('a GPT-2 folder', () => {
  it('has every parameter as the file has it', async () => {
    const folder = await readGptFolder(oraclePath('gpt2', 'safetensors'))
    const file = await openSafetensors(oraclePath('gpt2', 'safetensors', 'model.safetensors'))
    for (const name of gptParameterShapes(folder.config).keys()) {
      expect(await folder.read(name)).toEqual(await file.readFloat32(`transformer.${name}`))
    }
  })
})

describe('a GPT-2 folder with pytorch_model.bin', () => {
  it('has the same parameters as the one with model.safetensors', async () => {
    const bin = await readGptFolder(oraclePath('gpt2', 'bin'))
    const safe = await readGptFolder(oraclePath('gpt2', 'safetensors'))
    expect(bin.config).toEqual(safe.config)
    for (const name of gptParameterShapes(safe.config).keys()) {
      expect(await bin.read(name)).toEqual(await safe.read(name))
    }
  })
})

describe.each([
  ['clip', 'clip'],
  ['gpt2', 'gpt2/safetensors']
])('the hash of the %s weights', (_name, folder) => {
  it('is the SHA-256 that the manifest gives', async () => {
    const control = new TaskControl()
    const { weightsHash } = await checkModel(
      { path: oraclePath(folder) },
      { yieldNow: control.yieldNow, emit: () => undefined }
    )
    expect(weightsHash).toBe(files[`${folder}/model.safetensors`]?.sha256)
  })
})
