import type { Locale } from '../../../shared/errors'

/**
 * The window's page in the language that it starts in, until its user has chosen one: the page reads
 * it from its own `lang`. Anything but a page is left as it is.
 */
export async function pageInLanguage(response: Response, locale: Locale): Promise<Response> {
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response
  const html = await response.text()
  const page = html.replace(/<html lang="[^"]*"/, `<html lang="${locale}"`)
  const { status, headers } = response
  headers.append('vary', 'accept-language')
  return new Response(page, { status, headers })
}
