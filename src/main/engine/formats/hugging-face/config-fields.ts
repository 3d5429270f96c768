import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** A size in a model's configuration: above 0, and no larger than any model's. */
export const Count = whole(1, 2 ** 24)

/** A number of layers, for each of which something is built before its tensors are looked for. */
export const Layers = whole(1, 1000)

/** Maximum number of tokens that a tokenizer may know: four times as many as the largest ones do. */
export const MAX_TOKENS = 2 ** 22

export const TokenId = whole(0, MAX_TOKENS)

/** A small positive number such as a layer norm's epsilon. */
export const Epsilon = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

export const Rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** The error for something in the folder's config.json that the engine does not do. */
export const unsupported = (dir: string, detail: string): AppError =>
  new AppError('model.unsupported', { path: join(dir, 'config.json'), detail })

/** The error for values of the folder's config.json that do not go together. */
export const inconsistent = (dir: string, detail: string): AppError =>
  new AppError('model.bad-file', { path: join(dir, 'config.json'), detail })
