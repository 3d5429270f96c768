// Starts the built desktop application on the stand-in for Electron, and does what the parent
// process asks for by messages. The first argument says how; see `desktop-process.ts`.
import { registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as electron from './electron/index.ts'
import { Stagehand, type Setup } from './stagehand.ts'

const { entry, argv, stage, missing, resources }: Setup = JSON.parse(process.argv[2] ?? '')
Object.assign(electron.stage, stage)
process.argv = argv
// Where a packaged application's files are; Electron always says so.
Object.assign(process, {
  resourcesPath: resources ?? join(dirname(argv[0] ?? ''), 'resources')
})

const standIn = new URL('./electron/index.ts', import.meta.url).href
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === missing) throw new Error(`Cannot find package '${specifier}'`)
    return specifier === 'electron'
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context)
  }
})

const stagehand = new Stagehand(electron)
interface Order {
  id: number
  code: string
  arg: unknown
}

async function follow({ id, code, arg }: Order): Promise<void> {
  try {
    // The test's own function, as Playwright's `evaluate` runs one in a page.
    const work: (stagehand: Stagehand, arg: unknown) => unknown = (0, eval)(`(${code})`)
    process.send?.({ id, result: await work(stagehand, arg) })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) })
  }
}
process.on('message', (order: Order) => void follow(order))

await import(pathToFileURL(entry).href)
process.send?.({ started: true })
