import { SESSION_KEY_META } from '../../../shared/session-key'

/** The window's page with the key of its session in it, for one answer that nobody keeps. */
export async function keyedPage(page: Response, key: string, cookie?: string): Promise<Response> {
  if (!page.ok) return page
  const html = await page.text()
  const meta = `<meta name="${SESSION_KEY_META}" content="${key}" />`
  return new Response(
    html.replace('<head>', () => `<head>${meta}`),
    {
      headers: {
        'content-type': page.headers.get('content-type') ?? 'text/html',
        'cache-control': 'no-store',
        ...(cookie !== undefined && { 'set-cookie': cookie })
      }
    }
  )
}
