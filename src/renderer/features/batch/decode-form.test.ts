import { describe, expect, it } from 'vitest'
import { checkDecoding, decodeDefaults, decodeError, decodeKeys } from './decode-form'

describe('the form of decoding', () => {
  it('shows what the search uses', () => {
    expect(decodeKeys('greedy').first).toEqual(['method'])
    expect(decodeKeys('beam').first).toEqual(['method', 'beams'])
    expect(decodeKeys('beam').advanced).toContain('lengthPenalty')
    expect(decodeKeys('nucleus').first).toEqual(['method', 'temperature', 'topP'])
    expect(decodeKeys('clipcap').advanced).not.toContain('seed')
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
