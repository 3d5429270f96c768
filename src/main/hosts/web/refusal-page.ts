import type { IncomingHttpHeaders } from 'node:http'
import {
  findErrorText,
  type ErrorCode,
  type ErrorParams,
  type Locale
} from '../../../shared/errors'
import { browserLanguage } from './browser-language'
import { plainResponse } from '../../services/window-files/window-file'

/** Why a person is not let in. */
type Refusal = Extract<ErrorCode, 'host.link-needed' | 'host.not-from-here' | 'host.wrong-address'>

const statuses: Record<Refusal, number> = {
  'host.link-needed': 401,
  'host.not-from-here': 403,
  'host.wrong-address': 403
}

/**
 * The answer to a request that is not let in: a page in both languages for a browser, that of its
 * user first, and plain text for anything else.
 */
export function refuse(
  refusal: Refusal,
  params: ErrorParams,
  headers: IncomingHttpHeaders
): Response {
  const status = statuses[refusal]
  const locales: Locale[] = browserLanguage(headers) === 'vi' ? ['vi', 'en'] : ['en', 'vi']
  const texts = locales.map((locale) => findErrorText(refusal, params, locale) ?? '')
  if (!headers.accept?.includes('text/html')) return plainResponse(status, texts.join('\n'))
  const paragraphs = texts.map(
    (text, index) => `<p lang="${locales[index] ?? ''}" style="${STYLE.text}">${toHtml(text)}</p>`
  )
  // The policy of our pages admits style attributes but no style sheets; the colours of light and
  // dark are the browser's own.
  return new Response(
    `<!doctype html>
<html lang="${locales[0] ?? ''}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Viecap Workbench</title>
<body style="${STYLE.page}">
<main>
<h1 style="${STYLE.title}">Viecap Workbench</h1>
${paragraphs.join('\n')}
</main>
</body>
</html>
`,
    {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
    }
  )
}

const STYLE = {
  page: 'max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem; font: 1rem/1.6 system-ui, sans-serif',
  title: 'font-size: 1.25rem; font-weight: 600',
  text: 'margin: 1.25rem 0'
}

/** What is between backticks is to be typed. */
const toHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
