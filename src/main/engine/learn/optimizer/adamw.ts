import type { GraphBuilder, Value } from '../../graph'

/** The two forms of AdamW: PyTorch's, and the old `transformers.AdamW` of the recipe. */
export type AdamWForm = 'adamw' | 'adamw-transformers'

export interface AdamWSettings {
  form: AdamWForm
  beta1: number
  beta2: number
  epsilon: number
  weightDecay: number
}

/** A parameter with its moments, M = m/(1−β1) and V = v/(1−β2). */
export interface ParameterState {
  parameter: Value
  first: Value
  second: Value
}

/** The step's numbers as inputs of the graph, each a scalar. */
export interface AdamWScalars {
  /** Learning rate with all corrections, a. */
  stepSize: Value
  /** ε in the same scale, e. */
  epsilon: Value
  /** 1 − learning rate · weight decay. */
  keep: Value
}

/**
 * Writes one AdamW update into the graph: M' = β1·M + g; V' = β2·V + g²; p' = p − a·M'/(√V' + e).
 * Weight decay shrinks p before the update in PyTorch's form, after it in the old one.
 */
export function adamWUpdate(
  b: GraphBuilder,
  state: ParameterState,
  gradient: Value,
  settings: AdamWSettings,
  scalars: AdamWScalars
): ParameterState {
  const first = b.add(b.mul(state.first, b.scalar(settings.beta1)), gradient)
  const second = b.add(b.mul(state.second, b.scalar(settings.beta2)), b.mul(gradient, gradient))
  const denominator = b.add(b.unary('Sqrt', second), scalars.epsilon)
  const change = b.mul(b.div(first, denominator), scalars.stepSize)
  const shrink = (x: Value): Value => (settings.weightDecay === 0 ? x : b.mul(x, scalars.keep))
  const parameter =
    settings.form === 'adamw'
      ? b.sub(shrink(state.parameter), change)
      : shrink(b.sub(state.parameter, change))
  return { parameter, first, second }
}

/**
 * The scalars of step `step` (from 1).
 *
 * PyTorch: p −= lr·m̂/(√v̂ + ε), m̂ = m/(1−β1ᵗ), v̂ = v/(1−β2ᵗ).
 * transformers before 5: p −= lr·√(1−β2ᵗ)/(1−β1ᵗ)·m/(√v + ε), so that ε precedes the correction.
 */
export function adamWScalars(
  settings: AdamWSettings,
  step: number,
  learningRate: number
): { stepSize: number; epsilon: number; keep: number } {
  const { beta1, beta2, epsilon, form } = settings
  const correction1 = (1 - beta1) / (1 - beta1 ** step)
  const correction2 = Math.sqrt((1 - beta2) / (1 - beta2 ** step))
  const stepSize = (learningRate * correction1) / correction2
  const scaledEpsilon = form === 'adamw' ? epsilon / correction2 : epsilon / Math.sqrt(1 - beta2)
  return { stepSize, epsilon: scaledEpsilon, keep: 1 - learningRate * settings.weightDecay }
}
