import * as v from 'valibot'
import { expect, it } from 'vitest'
import { RunConfig } from './domain'
import { MOST_RUNS, sweepConfigs, sweepValues } from './sweep-values'

const base = v.parse(RunConfig, { clipModelId: 1, gptModelId: 2, name: 'try' })
const valuesOf = (text: string) => sweepValues(text).flatMap(({ values }) => values ?? ['wrong'])

it.each([
  ['1e-5,2e-5', ['1e-5', '2e-5']],
  ['1e-5 2e-5,  3e-5', ['1e-5', '2e-5', '3e-5']],
  ['1..5', ['1', '2', '3', '4', '5']],
  ['3..1', ['3', '2', '1']],
  ['0..0.4:0.1', ['0', '0.1', '0.2', '0.3', '0.4']],
  ['1e-5..1e-4 x3', ['1e-5', '3.1623e-5', '1e-4']],
  ['1e-5..1e-4x3', ['1e-5', '3.1623e-5', '1e-4']],
  ['0..0.3 x4, 0.5', ['0', '0.1', '0.2', '0.3', '0.5']],
  ['10..20 x3', ['10', '15', '20']],
  ['1.. 5', ['wrong', '5']],
  ['1..9999', ['wrong']],
  ['1..5:0', ['wrong']],
  ['1..5:-1', ['wrong']],
  ['mlp transformer', ['mlp', 'transformer']]
])('%s is read as its values', (text, values) => {
  expect(valuesOf(text)).toEqual(values)
})

it('makes a run for each combination of values, named by them', () => {
  const configs = sweepConfigs(base, [
    { key: 'learningRate', text: '1e-4, 2e-4' },
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
  expect(of('epochs', '1..')).toEqual({ key: 'epochs', value: '1..' })
  expect(of('mapping', 'mlp cnn')).toEqual({ key: 'mapping', value: 'cnn' })
  expect(of('endOfText', 'maybe')).toEqual({ key: 'endOfText', value: 'maybe' })
  expect(of('epochs', ' ')).toEqual([])
})

it('makes no more runs than can be queued at once, and each of them once', () => {
  expect(sweepConfigs(base, [{ key: 'epochs', text: '1,1,2' }])).toHaveLength(2)
  const wide = { key: 'seed' as const, text: `1..${MOST_RUNS}` }
  expect(sweepConfigs(base, [wide])).toHaveLength(MOST_RUNS)
  expect(sweepConfigs(base, [{ key: 'epochs', text: '1 2' }, wide])).toEqual({
    ...{ key: 'seed', value: wide.text }
  })
})
