import { describe, expect, it } from 'vitest'
import { checkDecoding, decodeDefaults, decodeError, decodeKeys } from './decode-form'

describe('the form of decoding', () => {
  it('shows what the search uses', () => {
    expect(decodeKeys({ method: 'greedy', choice: 'score' }).first).toEqual(['method'])
    expect(decodeKeys({ method: 'beam', choice: 'score' }).first).toEqual(['method', 'beams'])
    expect(decodeKeys({ method: 'beam', choice: 'score' }).advanced).toContain('lengthPenalty')
    expect(decodeKeys({ method: 'nucleus', choice: 'score' }).first).toEqual([
      'method',
      'temperature',
      'topP'
    ])
    expect(decodeKeys({ method: 'clipcap', choice: 'score' }).advanced).not.toContain('seed')
  })

  it('minds only the options in use', () => {
    const values = { ...decodeDefaults, beams: null }
    expect(checkDecoding(values)).toBeNull()
    expect(checkDecoding({ ...values, method: 'greedy' })).toMatchObject({ method: 'greedy' })
    expect(checkDecoding({ ...decodeDefaults, topP: 2, method: 'nucleus' })).toBeNull()
  })

  it('says what is wrong with a value', () => {
    expect(decodeError('beams', 15)).toBeNull()
    expect(decodeError('beams', 65)).not.toBeNull()
    expect(decodeError('beams', null)).not.toBeNull()
  })
})
