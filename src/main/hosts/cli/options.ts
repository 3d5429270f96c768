import { InvalidArgumentError, Option } from 'commander'
import { ComputedWeights, ImageOrientation } from '../../../shared/domain'

/** The option that names the library. */
export const libraryOption = (): Option =>
  new Option('--library <dir>', 'library folder').makeOptionMandatory()

export const deviceOption = (): Option =>
  new Option('--device <device>', 'device to compute on').choices(['auto', 'cpu', 'webgpu', 'cuda'])

/** What matrix products read: see `ComputedWeights`. */
export const weightsOption = (): Option =>
  new Option(
    '--weights <type>',
    'compute with the weights as they are, or rounded to int8: faster and smaller on the CPU, with slightly different captions'
  )
    .choices(ComputedWeights.options)
    .default('float32')

/** How the encoder sees images that EXIF marks as turned. */
export const orientationOption = (about: string): Option =>
  new Option(
    '--orientation <way>',
    `${about}: upright as people see them (the default), or stored as in the recipe`
  ).choices(ImageOrientation.options)

/** Whether files that are there may be replaced. */
export const forceOption = (): Option => new Option('--force', 'replace existing output files')

/** What the card of a model says of its licence. */
export const licenseOption = (): Option =>
  new Option(
    '--license <id>',
    "licence in the model card, such as mit or cc-by-4.0 (the hub's ids)"
  )

/** Whether tables keep what a spreadsheet would run. */
export const keepFormulasOption = (): Option =>
  new Option(
    '--keep-formulas',
    'leave table cells that begin with = + - @ as they are; otherwise an apostrophe is put before them'
  )

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
