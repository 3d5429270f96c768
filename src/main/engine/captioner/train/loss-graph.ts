import { GraphBuilder, Tape, writeModel, type GraphModel, type Target } from '../../graph'
import {
  captionerParameterShapes,
  type CaptionerShape
} from '../../../../shared/model-specs/captioner'
import { captionLoss, plainForward } from '../../nn/captioner'
import { parameterInputs } from '../../nn/parameters'

/** Graph of `captionLoss` as captioning sees the model, for validation: outputs `nll` [M] and `loss`. */
export function buildLossGraph(
  shape: CaptionerShape,
  headParts = 1,
  target: Target = 'any'
): GraphModel {
  const tape = new Tape(new GraphBuilder('float32', target))
  const parameters = parameterInputs(tape, captionerParameterShapes(shape))
  const { nll, loss } = captionLoss(tape, parameters, shape, { ...plainForward, headParts })
  tape.builder.output('nll', nll)
  tape.builder.output('loss', loss)
  return writeModel(tape.builder)
}
