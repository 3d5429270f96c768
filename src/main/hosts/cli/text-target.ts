import { Option } from 'commander'
import type { TextTarget } from '../../../shared/domain'

export interface TextTargetOptions {
  filter?: string
  pairs?: boolean
}

export const filterOption = (): Option =>
  new Option('--filter <text>', 'only images or pairs that match this filter, as in the window')
export const pairsOption = (): Option =>
  new Option('--pairs', 'the Vietnamese side of the sentence pairs instead of the captions')

/** The texts of a library that the options name. */
export const textTarget = ({ filter = '', pairs = false }: TextTargetOptions): TextTarget =>
  pairs
    ? { of: 'pairs', text: filter, side: 'vietnamese' }
    : { of: 'captions', selection: { filter: { text: filter }, except: [] } }
