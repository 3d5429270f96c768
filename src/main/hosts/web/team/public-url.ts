import { AppError } from '../../../../shared/errors'

/**
 * The origin at which people reach a server, such as `https://captions.example`. It has no path: the
 * window's pages, images and API lie at the root of their origin. Throws `call.wrong`.
 */
export function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (!isOrigin) {
    const detail = `--public-url is ${text}; give an address such as https://captions.example`
    throw new AppError('call.wrong', { detail })
  }
  return url.origin
}

/**
 * Where somebody sets their password. What follows `#` is sent to no server and stands in no proxy's log:
 * the page hands it over itself.
 */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/invitation#${token}`
