export { backward, backwardInParts } from './backward'
export * from './functions'
export { GraphBuilder } from './builder'
export { dropoutBank, VECTOR, withDropoutLengths, type Products, type Target } from './parts'
export { writeModel, type GraphModel } from './onnx-writer'
export { Tape } from './tape'
export { bytesOf, type WorkspaceOptions } from './workspace'
export {
  bindShape,
  sizeOf,
  type Bindings,
  type Dim,
  type DType,
  type Shape,
  type Value
} from './value'
