import { app, dialog } from 'electron'
import { findErrorText, toErrorInfo, type Locale } from '../../../shared/errors'
import { firstLanguage } from '../../../shared/first-language'
import type { Desktop } from './desktop'
import { wordIn } from './words'

/**
 * Says in a native box why the application cannot start, and ends it: a process that only warns
 * would keep the lock, and every later launch would come to nothing.
 */
export async function endFailedStart(error: unknown): Promise<void> {
  // Linux shows no box before.
  await app.whenReady()
  // Nobody's settings can be relied on yet.
  const locale = firstLanguage(app.getPreferredSystemLanguages())
  end(wordIn(locale, 'start.failed'), error, locale)
}

/** Ends the application by an error that nobody caught, and says so; Electron alone would go on. */
export function endOnFailures({ workbench, word }: Desktop): void {
  process.on('uncaughtException', (error) =>
    // The log has it already.
    end(word('app.failed'), error, workbench.locale)
  )
  process.on('unhandledRejection', (error) =>
    workbench.log.error({ error }, 'a promise failed that nobody looked at')
  )
}

function end(title: string, error: unknown, locale: Locale): void {
  const { code, params, message } = toErrorInfo(error)
  dialog.showErrorBox(title, findErrorText(code, params, locale) ?? message)
  app.exit(1)
}
