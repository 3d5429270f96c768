import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { oraclePath, readOracle } from '../fixtures/oracle'
import type { RunConfig } from '../../src/shared/domain'
import {
  clipTextParameterShapes,
  clipVisionParameterShapes,
  type ClipShape
} from '../../src/shared/model-specs/clip'
import { GPT_PREFIX, MAPPING_PREFIX } from '../../src/shared/model-specs/captioner'
import { gptParameterShapes } from '../../src/shared/model-specs/gpt2'
import { loraParameterShapes } from '../../src/shared/model-specs/lora'
import { mappingParameterShapes } from '../../src/shared/model-specs/mapping'
import {
  countParameters,
  type ParameterShapes
} from '../../src/shared/model-specs/parameter-shapes'
import { mappingOf, trainedShapes } from '../../src/shared/model-specs/run-models'
import { oracleShape } from './captioner-files'

/** Shapes of a file's tensors whose names begin with `prefix`, without it: its header is JSON. */
function tensorsOf(path: string, prefix: string): ParameterShapes {
  const bytes = readFileSync(path)
  const header = bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE())).toString()
  const tensors = Object.entries(JSON.parse(header) as Record<string, { shape: number[] }>)
  return new Map(
    tensors
      .filter(([name]) => name.startsWith(prefix) && name !== '__metadata__')
      .map(([name, { shape }]) => [name.slice(prefix.length), shape])
  )
}

const sorted = (shapes: ParameterShapes): [string, readonly number[]][] =>
  [...shapes].sort(([a], [b]) => (a < b ? -1 : 1))

/** The names and shapes of a network are those of a real file of it, and so is their count. */
function expectSame(shapes: ParameterShapes, inFile: ParameterShapes): void {
  expect(sorted(shapes)).toEqual(sorted(inFile))
  expect(countParameters(shapes)).toBe(countParameters(inFile))
}

const MLP = oraclePath('clipcap', 'clipcap.safetensors')
const TRANSFORMER = oraclePath('clipcap', 'clipcap_transformer.safetensors')
const { gpt: GPT, mapping: SIZES } = oracleShape()
const { transformer_mapper: mapper } = readOracle<{
  transformer_mapper: { clip_length: number; num_layers: number }
}>('clipcap/config.json')
const CONFIG = {
  prefixLength: SIZES.prefixLength,
  clipLength: mapper.clip_length,
  mappingLayers: mapper.num_layers
}
const mlp = mappingOf({ ...CONFIG, mapping: 'mlp' }, SIZES)

it('describes a GPT-2', () => {
  expectSame(gptParameterShapes(GPT), tensorsOf(MLP, GPT_PREFIX))
})

it('describes both mapping networks', () => {
  expectSame(mappingParameterShapes(mlp), tensorsOf(MLP, MAPPING_PREFIX))
  const transformer = mappingOf({ ...CONFIG, mapping: 'transformer' }, SIZES)
  expectSame(mappingParameterShapes(transformer), tensorsOf(TRANSFORMER, MAPPING_PREFIX))
})

it('describes both towers of a CLIP', () => {
  type Tower = Record<string, number>
  const json = readOracle<{ projection_dim: number; text_config: Tower; vision_config: Tower }>(
    'clip/config.json'
  )
  const encoder = (tower: Tower) => ({
    layers: tower['num_hidden_layers'] ?? 0,
    heads: tower['num_attention_heads'] ?? 0,
    width: tower['hidden_size'] ?? 0,
    innerSize: tower['intermediate_size'] ?? 0,
    layerNormEpsilon: 1e-5,
    activation: 'quick_gelu' as const
  })
  const { text_config: text, vision_config: vision } = json
  const clip: ClipShape = {
    embeddingSize: json.projection_dim,
    vision: {
      ...encoder(vision),
      imageSize: vision['image_size'] ?? 0,
      patchSize: vision['patch_size'] ?? 0,
      channels: 3
    },
    text: {
      ...encoder(text),
      contextLength: text['max_position_embeddings'] ?? 0,
      vocabularySize: text['vocab_size'] ?? 0,
      endOfTextId: 0
    }
  }
  const shapes = new Map([...clipVisionParameterShapes(clip), ...clipTextParameterShapes(clip)])
  const inFile = new Map(tensorsOf(oraclePath('clip', 'model.safetensors'), ''))
  inFile.delete('logit_scale')
  expectSame(shapes, inFile)
})

it('counts what a run trains: a row and a column of each rank for each matrix that LoRA adapts', () => {
  const gpt = tensorsOf(MLP, GPT_PREFIX)
  const mapping = countParameters(tensorsOf(MLP, MAPPING_PREFIX))
  const matrices = [...gpt].filter(([name, { length }]) => name.startsWith('h.') && length === 2)
  const sides = matrices.reduce((sum, [, [rows = 0, columns = 0]]) => sum + rows + columns, 0)
  const trained = (gptTraining: RunConfig['gptTraining']): number => {
    const config = { gptTraining, loraRank: 3, loraAlpha: 6 }
    return countParameters(trainedShapes({ mapping: mlp, gpt: GPT }, config))
  }
  expect(countParameters(loraParameterShapes(GPT, { rank: 3, alpha: 6 }))).toBe(3 * sides)
  expect(trained('full')).toBe(mapping + countParameters(gpt))
  expect(trained('lora')).toBe(mapping + 3 * sides)
  expect(trained('frozen')).toBe(mapping)
})
