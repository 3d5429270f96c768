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

/** Gathers an option that may stand several times. */
export const gather = (text: string, before: string[] = []): string[] => [...before, text]
