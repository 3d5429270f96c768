import { extname, join, relative, resolve, sep } from 'node:path'
import { readBytes } from '../../base/files/regular-file'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2'
}

/** Bytes of a file of the built window. */
const MAX_BYTES = 2 ** 28

/**
 * Answers a request for a file of the built window in `root`. `pathname` is the path of the URL,
 * still percent-encoded; `/` is `index.html`. What is not there, or not inside `root`, is 404.
 */
export async function serveWindowFile(root: string, pathname: string): Promise<Response> {
  const file = locate(root, pathname === '/' ? '/index.html' : pathname)
  const data = file && (await readBytes(file, MAX_BYTES).catch(() => null))
  if (!file || !data) return plainResponse(404)
  return new Response(new Uint8Array(data), {
    headers: {
      'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
      // Bundled files carry a hash of their content in their names.
      'cache-control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache'
    }
  })
}

/** The file inside `root`, or null for a path that is malformed or leads outside. */
function locate(root: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const file = resolve(join(root, decoded))
  const inside = relative(resolve(root), file)
  return inside === '' || inside === '..' || inside.startsWith('..' + sep) ? null : file
}

const reasons: Record<number, string> = {
  404: 'There is nothing here.',
  405: 'Only GET is answered here.',
  500: 'The workbench could not answer; see its log.'
}

/** A refusal in plain text, by default the usual one of its status. */
export function plainResponse(status: number, text = reasons[status] ?? ''): Response {
  return new Response(text + '\n', {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  })
}
