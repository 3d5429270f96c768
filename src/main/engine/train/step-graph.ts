import { backward, Tape, writeModel, type GraphModel } from '../graph'
import {
  captionerParameterShapes,
  captionLoss,
  type CaptionerDropout,
  type CaptionerShape
} from '../nn/captioner'
import { parameterInputs } from '../nn/parameters'
import { adamWUpdate, type AdamWSettings } from '../optim/adamw'

/** Names of the tensors of a trained parameter in the step's graph. */
export const stateNames = (
  parameter: string
): { parameter: string; first: string; second: string } => ({
  parameter,
  first: `adamw.first.${parameter}`,
  second: `adamw.second.${parameter}`
})

/** Name of the output that replaces an input of this name. */
export const nextName = (name: string): string => `next.${name}`

export interface StepGraphOptions {
  shape: CaptionerShape
  dropout: CaptionerDropout
  optimizer: AdamWSettings
  /** Names of the parameters that are trained; the others are read only. */
  trained: readonly string[]
}

/**
 * Forward pass, backward pass and AdamW in one graph. Beside the inputs of `captionLoss`: the
 * parameters, `adamw.first.*` and `adamw.second.*`, and the scalars `adamw.step-size`,
 * `adamw.epsilon`, `adamw.keep`. Outputs: `loss`, `nll` [M], and `next.*` of all state.
 */
export function buildStepGraph({
  shape,
  dropout,
  optimizer,
  trained
}: StepGraphOptions): GraphModel {
  const tape = new Tape()
  const b = tape.builder
  const parameters = parameterInputs(tape, captionerParameterShapes(shape))
  const { nll, loss } = captionLoss(tape, parameters, shape, dropout)
  const gradients = backward(tape, loss, trained.map(parameters))
  const scalars = {
    stepSize: b.input('adamw.step-size', 'float32', []),
    epsilon: b.input('adamw.epsilon', 'float32', []),
    keep: b.input('adamw.keep', 'float32', [])
  }
  b.output('loss', loss)
  b.output('nll', nll)
  for (const name of trained) {
    const names = stateNames(name)
    const parameter = parameters(name)
    const gradient = gradients.get(name)
    if (!gradient) throw new Error(`${name} has no gradient`)
    const state = {
      parameter,
      first: b.input(names.first, 'float32', parameter.shape),
      second: b.input(names.second, 'float32', parameter.shape)
    }
    const next = adamWUpdate(b, state, gradient, optimizer, scalars)
    b.output(nextName(names.parameter), next.parameter)
    b.output(nextName(names.first), next.first)
    b.output(nextName(names.second), next.second)
  }
  return writeModel(b)
}

/** Gradients alone, by parameter name as `grad.NAME`, beside `loss`: for checking the rules. */
export function buildGradientGraph(shape: CaptionerShape, trained: readonly string[]): GraphModel {
  const tape = new Tape()
  const parameters = parameterInputs(tape, captionerParameterShapes(shape))
  const { loss } = captionLoss(tape, parameters, shape, { mapping: 0, gpt: 0 })
  tape.builder.output('loss', loss)
  for (const [name, gradient] of backward(tape, loss, trained.map(parameters))) {
    tape.builder.output(`grad.${name}`, gradient)
  }
  return writeModel(tape.builder)
}
