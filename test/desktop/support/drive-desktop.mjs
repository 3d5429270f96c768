// Starts the built desktop entry on the stand-in for Electron, plays the part of Electron, and
// sends what came out to the parent process. Arguments: the entry, the folder for a library.
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { app, ipcMain, seen } from './electron-stand-in.mjs'

const [entry, libraryPath] = process.argv.slice(2)
const standIn = new URL('./electron-stand-in.mjs', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)
})
await import(pathToFileURL(entry).href)
while (!seen.windows[0]?.url) await new Promise((resolve) => setTimeout(resolve, 10))

const [window] = seen.windows
const contents = window.webContents

/** Whether the page is kept from what Electron announces by this event. */
function isPrevented(name) {
  let prevented = false
  contents.emit(name, { preventDefault: () => (prevented = true) }, 'https://example.org/')
  return prevented
}

function askPermission(permission) {
  let granted
  contents.session.requestHandler(contents, permission, (answer) => (granted = answer))
  return granted
}

async function request(url, options) {
  const response = await seen.handlers.viecap(new Request(url, options))
  const headers = Object.fromEntries(response.headers)
  return { status: response.status, headers, body: (await response.text()).slice(0, 2000) }
}

/** Hands a port over as the preload does, from a frame with this address. */
function handOver(frameUrl) {
  const { port1, port2 } = new MessageChannel()
  ipcMain.emit('viecap:port', { ports: [port1], senderFrame: { url: frameUrl } })
  return port2
}

const foreign = handOver('https://example.org/viecap://app/')
const foreignClosed = await new Promise((resolve) => {
  foreign.on('close', () => resolve(true))
  setTimeout(() => resolve(false), 2000)
})

const port = handOver('viecap://app/index.html')
port.start()
const api = createORPCClient(new RPCLink({ port }))
const events = await api.events.watch()
const created = await api.library.create({ path: libraryPath })
const firstEvent = (await events.next()).value
const error = await api.images.get({ id: 1 }).catch((thrown) => thrown)

app.emit('second-instance')

const report = {
  schemes: seen.schemes,
  url: window.url,
  options: window.options,
  windows: seen.windows.length,
  focused: window.focused,
  prevented: Object.fromEntries(
    ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map((name) => [
      name,
      isPrevented(name)
    ])
  ),
  windowOpen: contents.windowOpenHandler({ url: 'https://example.org/' }),
  permissions: ['media', 'geolocation', 'clipboard-read', 'fullscreen'].map(askPermission),
  permissionCheck: contents.session.checkHandler(contents, 'media'),
  page: await request('viecap://app/'),
  traversal: await request('viecap://app/..%2f..%2fpackage.json'),
  elsewhere: await request('viecap://elsewhere/index.html'),
  picture: await request('viecap://media/pictures/1'),
  post: await request('viecap://app/', { method: 'POST', body: '' }),
  foreignClosed,
  created,
  firstEvent,
  state: await api.library.state(),
  info: await api.system.info(),
  error: { code: error.code, defined: error.defined, data: error.data }
}
port.close()
// The first quit is held back until the library is closed; then the entry quits by itself.
app.quit()
while (seen.quits < 2) await new Promise((resolve) => setTimeout(resolve, 10))
process.send(report, () => process.exit())
