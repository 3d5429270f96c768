import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app, Notification } from 'electron'
import * as v from 'valibot'
import type { Closing } from './closing'
import type { Desktop } from './desktop'
import { openNamedLibrary } from './open-library'

/** What the application was started with. */
const Launch = v.object({
  /** The absolute path of `--library`; null without one. */
  library: v.nullable(v.string()),
  dev: v.boolean()
})
export type Launch = v.InferOutput<typeof Launch>

/**
 * Reads `--library DIR`, relative to `directory`, and `--dev`. Switches of Chromium are passed over.
 *
 * @param packaged Whether the executable is the application: otherwise `argv[1]` names its folder.
 */
export function readLaunch(
  argv: readonly string[],
  { packaged, directory }: { packaged: boolean; directory: string }
): Launch {
  const { values } = parseArgs({
    args: argv.slice(packaged ? 1 : 2),
    options: { library: { type: 'string' }, dev: { type: 'boolean' } },
    strict: false,
    allowPositionals: true
  })
  const { library, dev } = values
  return {
    library: typeof library === 'string' && library !== '' ? resolve(directory, library) : null,
    dev: dev === true
  }
}

/**
 * A later launch shows the window here, with the library that it names. Its arguments come as it
 * read them itself: Chromium reorders those that Electron passes on.
 */
export function acceptLaunches(desktop: Desktop, closing: Closing): void {
  app.on('second-instance', (_event, _argv, _directory, data) => {
    if (closing.begun) {
      sayClosing(desktop)
      return
    }
    desktop.show()
    const launch = v.safeParse(Launch, data)
    if (launch.success) void openNamedLibrary(desktop, launch.output.library)
  })
  app.on('activate', () => {
    if (!closing.begun) desktop.show()
  })
}

function sayClosing({ word }: Desktop): void {
  if (!Notification.isSupported()) return
  new Notification({ title: word('app.name'), body: word('closing.still') }).show()
}
