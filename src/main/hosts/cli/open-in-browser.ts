import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Opens the link in the default browser by a file that only the user can read, since the arguments
 * of a program are there for every user of the machine to see. Returns how to remove the file, once
 * the link has been used. Where no browser can be opened, the printed link remains.
 */
export function openInBrowser(link: string): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'viecap-open-'))
  const page = join(folder, 'open.html')
  writeFileSync(page, redirectTo(link), { mode: 0o600, flag: 'wx' })
  const address = pathToFileURL(page).href
  const [command, ...args] = {
    darwin: ['open', address],
    // The empty string is the window's title, which `start` would else take the address for.
    win32: ['cmd', '/c', 'start', '""', address]
  }[process.platform as string] ?? ['xdg-open', address]
  const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
  return () => rmSync(folder, { recursive: true, force: true })
}

const redirectTo = (link: string): string => `<!doctype html>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${link}">
<title>Viecap Workbench</title>
<a href="${link}">Viecap Workbench</a>
`
