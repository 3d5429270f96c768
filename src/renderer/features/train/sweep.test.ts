import * as v from 'valibot'
import { expect, it } from 'vitest'
import { RunConfig } from '../../../shared/domain'
import { sweepConfigs } from './sweep'

const base = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'try' })

it('makes a run for each combination of values, named by them', () => {
  const configs = sweepConfigs(base, [
    { key: 'learningRate', text: '1e-4  2e-4' },
    { key: 'lengthBuckets', text: 'true false' }
  ])
  if (!Array.isArray(configs)) throw new Error('refused')
  expect(configs.map(({ name }) => name)).toEqual([
    'try learningRate=1e-4 lengthBuckets=true',
    'try learningRate=1e-4 lengthBuckets=false',
    'try learningRate=2e-4 lengthBuckets=true',
    'try learningRate=2e-4 lengthBuckets=false'
  ])
  expect(configs[3]).toMatchObject({ learningRate: 2e-4, lengthBuckets: false, clipModelId: 1 })
})

it('names the first value that a setting cannot have', () => {
  const of = (key: 'epochs' | 'mapping' | 'endOfText', text: string) =>
    sweepConfigs(base, [{ key, text }])
  expect(of('epochs', '3 many')).toEqual({ key: 'epochs', value: 'many' })
  expect(of('mapping', 'mlp cnn')).toEqual({ key: 'mapping', value: 'cnn' })
  expect(of('endOfText', 'maybe')).toEqual({ key: 'endOfText', value: 'maybe' })
  expect(of('epochs', ' ')).toEqual([])
})
