import { expect, it } from 'vitest'
import { imageFields, pairFields, type FieldTable } from '../../../shared/filter'
import { fieldLabel, valueLabel } from './words'

it.each<[string, FieldTable]>([
  ['images', imageFields],
  ['pairs', pairFields]
])('has words for every choice that the form offers for %s', (_, fields) => {
  for (const [name, kind] of Object.entries(fields)) {
    if (kind.kind !== 'choice') continue
    expect(fieldLabel(name), name).not.toBe(name)
    for (const value of kind.values) {
      expect(valueLabel(name, value), `${name}:${value}`).not.toBe(value)
    }
  }
})
