import { utilityProcess } from 'electron'
import type { EngineReply } from '../../../shared/engine-protocol'
import type { EngineProcess } from '../../services/engine-client/engine-process'
import { lastWords } from '../../services/engine-client/last-words'

/** Starts the engine bundle `file` as a utility process of Electron. */
export function startEngineUtility(file: string): EngineProcess {
  const child = utilityProcess.fork(file, [], { serviceName: 'Viecap engine', stdio: 'pipe' })
  child.stdout?.resume()
  const words = lastWords(child.stderr)
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', (message: EngineReply) => listener(message)),
    onExit: (listener) => child.on('exit', (code) => listener(`exit code ${code}${words.tail()}`)),
    kill: () => child.kill()
  }
}
