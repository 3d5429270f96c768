import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { DeviceName } from '../../../shared/engine-protocol'
import { GraphBuilder, writeModel } from '../graph'
import source from './probe-child.mjs?raw'

/** Side of the square matrix that is multiplied. */
const SIDE = 8
/** A driver's first start compiles its programs; beyond this it hangs. */
const LONGEST_MS = 60_000

export interface ProbeOutcome {
  /** What the child wrote; null where it ended before. */
  report: { difference: number | null; files: string[] } | { error: string } | null
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
  const graph = Buffer.from(probeGraph()).toString('base64')
  const script = [pathToFileURL(runtime).href, device, graph, String(SIDE)]
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--input-type=module', '--eval', source, ...script],
      {
        // Inside Electron the executable is Electron's own.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...environment },
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

/** softmax(x·xᵀ), of x [SIDE, SIDE]. */
function probeGraph(): Uint8Array {
  const b = new GraphBuilder()
  const x = b.input('x', 'float32', [SIDE, SIDE])
  b.output('y', b.softmax(b.gemm(x, x, { transB: true })))
  return writeModel(b).bytes
}
