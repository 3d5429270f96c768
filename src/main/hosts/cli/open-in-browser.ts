import { spawn } from 'node:child_process'

/** Opens the address in the default browser. Where there is none, the printed address remains. */
export function openInBrowser(url: string): void {
  const [command, ...args] = {
    darwin: ['open', url],
    // The empty string is the window's title, which `start` would else take the address for.
    win32: ['cmd', '/c', 'start', '""', url.replaceAll('&', '^&')]
  }[process.platform as string] ?? ['xdg-open', url]
  const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
