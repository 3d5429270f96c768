// Asks a feed by the real electron-updater, as the application that a deb has installed, and sends
// what came out to the parent process. Arguments: the feed's folder, an empty folder to work in.
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [feed, dir] = process.argv.slice(2)
const resources = join(dir, 'resources')
mkdirSync(resources)
writeFileSync(join(resources, 'package-type'), 'deb')
const own = ['provider: generic', 'url: https://viecap.invalid', 'updaterCacheDirName: viecap-test']
writeFileSync(join(resources, 'app-update.yml'), own.join('\n'))
Object.defineProperty(process, 'resourcesPath', { value: resources })

/** What of Electron an update needs; its requests are those of Node. */
globalThis.electronForUpdates = {
  app: Object.assign(new EventEmitter(), {
    isPackaged: true,
    getVersion: () => '0.2.0',
    getName: () => 'viecap',
    getPath: () => join(dir, 'user'),
    whenReady: async () => undefined
  }),
  session: { fromPartition: () => ({}) },
  net: { request: ({ session: _session, redirect: _redirect, ...rest }) => http.request(rest) }
}
const standIn = join(dir, 'electron.mjs')
writeFileSync(standIn, 'export const { app, session, net } = globalThis.electronForUpdates\n')
const electron = pathToFileURL(standIn).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: electron, shortCircuit: true } : next(specifier, context)
})

const asked = []
const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  asked.push(pathname)
  const file = join(feed, pathname)
  if (existsSync(file)) response.end(readFileSync(file))
  else response.writeHead(404).end()
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}`

const { findUpdater } = await import('../../../src/main/hosts/desktop/updater.ts')
const log = { info() {}, warn() {}, error() {} }
const updater = findUpdater(() => log)
const found = await updater.check(url)
const askedByCheck = [...asked]
const shares = []
const refusal = found
  ? await updater
      .download((share) => shares.push(share))
      .then(
        () => null,
        (error) => error.message
      )
  : null
process.send({ found, askedByCheck, shares, refusal }, () => process.exit())
