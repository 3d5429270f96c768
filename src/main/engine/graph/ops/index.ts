import { elementwise } from './elementwise'
import { linear } from './linear'
import { lookup } from './lookup'
import { loss } from './loss'
import { normalise } from './normalise'
import { shape } from './shape'
import type { Op } from './op'

/** Every op that networks are written in. An op without a gradient rule does not compile. */
export const ops = { ...elementwise, ...linear, ...lookup, ...loss, ...normalise, ...shape }

export type OpName = keyof typeof ops

type TypesOf<N extends OpName> =
  (typeof ops)[N] extends Op<infer I, infer O, infer A> ? [I, O, A] : never
export type InputsOf<N extends OpName> = TypesOf<N>[0]
export type OutputsOf<N extends OpName> = TypesOf<N>[1]
export type AttributesOf<N extends OpName> = TypesOf<N>[2]
