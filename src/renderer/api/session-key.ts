import { SESSION_KEY_META } from '../../shared/session-key'

const PLACE = 'viecap-session-key'

/** The key where the browser lets nothing be kept: this page's own. */
let ofThisPage = ''

/**
 * The key that the browser host gave this browser; empty without one. It is kept for the origin with
 * its port, so that a reload, a second tab and the browser's next start need no new link.
 */
export function sessionKey(): string {
  try {
    return localStorage.getItem(PLACE) ?? ofThisPage
  } catch {
    return ofThisPage
  }
}

/** Takes the key out of the first page, and the used token out of its address. */
export function takeUpSessionKey(): void {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${SESSION_KEY_META}"]`)
  if (!meta) return
  ofThisPage = meta.content
  meta.remove()
  try {
    localStorage.setItem(PLACE, ofThisPage)
  } catch {
    // Only this page is let in then.
  }
  history.replaceState(null, '', location.pathname + location.hash)
}
