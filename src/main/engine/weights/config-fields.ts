import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors'

/** A size in a model's configuration: a whole number above 0. */
export const Count = v.pipe(v.number(), v.integer(), v.minValue(1))

/** A small positive number such as a layer norm's epsilon. */
export const Epsilon = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

export const Rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** The error for something in the folder's config.json that the engine does not do. */
export const unsupported = (dir: string, detail: string): AppError =>
  new AppError('model.unsupported', { path: join(dir, 'config.json'), detail })

/** The error for values of the folder's config.json that do not go together. */
export const inconsistent = (dir: string, detail: string): AppError =>
  new AppError('model.bad-file', { path: join(dir, 'config.json'), detail })
