import { existsSync } from 'node:fs'

const places = [
  // Without a browser's own windows: a page of the tests opens in half the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]

/** Path of a Chromium: what `CHROMIUM_PATH` says, or where systems keep one; null without any. */
export function chromiumPath(): string | null {
  const path = process.env['CHROMIUM_PATH'] ?? places.find((place) => existsSync(place))
  return path !== undefined && existsSync(path) ? path : null
}
