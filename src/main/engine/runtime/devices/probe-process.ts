import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { DeviceName } from '../../../../shared/engine-protocol'
import { GraphBuilder, writeModel, type Products, type Value } from '../../graph'
import source from './probe-child.mjs?raw'

/** Side of the square matrix that is multiplied. */
const SIDE = 8
/** A driver's first start compiles its programs; beyond this it hangs. */
const LONGEST_MS = 60_000
/** Elements of the tensors that are tried: 1 GiB and less, down to what WebGPU promises anywhere. */
const TENSOR_SIZES = [2 ** 28, 2 ** 27, 2 ** 26, 2 ** 25]

/** What the child found; numbers that are none are null. */
export interface ProbeReport {
  /** Largest error of a small graph, and of the same graph with products in half precision. */
  difference: number | null
  halfDifference: number | null
  /** Device files that the process held open. */
  files: string[]
  /** Bytes of the largest tensor that the device made, of the sizes that were tried. */
  largestTensor: number | null
}

export interface ProbeOutcome {
  /** What the child wrote; null where it ended before. */
  report: ProbeReport | { error: string } | null
  /** What it and the runtime wrote to stderr. */
  log: string
  /** How it ended, where it did not end well. */
  ending: string | null
}

/**
 * Computes a small graph on `device` in a short-lived process and tells how that went.
 *
 * @param environment Variables to set or change for that process.
 */
export function runProbe(
  device: DeviceName,
  environment: NodeJS.ProcessEnv = {}
): Promise<ProbeOutcome> {
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-node')
  const input = {
    side: SIDE,
    plain: base64(probeGraph('float32')),
    half: base64(probeGraph('float16')),
    large: base64(largeTensorGraph()),
    sizes: TENSOR_SIZES
  }
  const script = [pathToFileURL(runtime).href, device, JSON.stringify(input)]
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--input-type=module', '--eval', source, ...script],
      {
        env: { ...process.env, ...environment },
        timeout: LONGEST_MS,
        killSignal: 'SIGKILL',
        windowsHide: true
      },
      (error, stdout, log) => {
        const ending =
          error && (error.signal ? `signal ${error.signal}` : `exit code ${error.code}`)
        resolve({ report: readReport(stdout), log, ending })
      }
    )
  })
}

function readReport(stdout: string): ProbeOutcome['report'] {
  try {
    return JSON.parse(stdout) as ProbeOutcome['report']
  } catch {
    return null
  }
}

/** softmax(x·xᵀ + x·x), of x [SIDE, SIDE], by both operators that multiply matrices. */
function probeGraph(products: Products): Uint8Array {
  const b = new GraphBuilder(products)
  const x = b.input('x', 'float32', [SIDE, SIDE])
  b.output('y', b.softmax(b.add(b.gemm(x, x, { transB: true }), b.matMul(x, x))))
  return writeModel(b).bytes
}

/** The last element of `count` ones, of which all have to be made. */
function largeTensorGraph(): Uint8Array {
  const b = new GraphBuilder()
  const at = (name: string): Value => b.input(name, 'int64', [1])
  const ones = b.node('Expand', [b.scalar(1), at('count')], [['float32', ['N']]])
  b.output('y', b.slice(ones, at('last'), at('end'), 0, 1))
  return writeModel(b).bytes
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
