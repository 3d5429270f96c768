import { InvalidArgumentError, Option } from 'commander'

/** The option that names the library. */
export const libraryOption = (): Option =>
  new Option('--library <dir>', 'folder of the library').makeOptionMandatory()

export const deviceOption = (): Option =>
  new Option('--device <device>', 'where the engine computes').choices([
    'auto',
    'cpu',
    'webgpu',
    'cuda'
  ])

/** Reads an option's value as a number. */
export function toNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Not a number.')
  return value
}

/** Reads an option's value as a whole number of at least one. */
export function toCount(text: string): number {
  const value = toNumber(text)
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('Not a whole number of at least 1.')
  }
  return value
}

/** Gathers an option that may stand several times. */
export const gather = (text: string, before: string[] = []): string[] => [...before, text]
