/** ONNX Runtime for Node; all else gets it from here. */

// It reports its use to its makers unless told not to before the first session.
process.env['ORT_DISABLE_TELEMETRY'] = '1'

export { InferenceSession, Tensor } from 'onnxruntime-node'
