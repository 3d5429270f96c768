/** Where the window's pages come from. */
export interface WindowOrigin {
  /** CSP sources of connections beside the page's own origin. */
  connections?: string
}

/** Headers of every answer to the window: nothing runs or loads but what we serve ourselves. */
export function securityHeaders(origin: WindowOrigin = {}): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    // Positions that libraries write as style attributes; no <style> element and no style sheet.
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': ["'self'", origin.connections].filter(Boolean).join(' '),
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'"
  }
  return {
    'content-security-policy': Object.entries(policy)
      .map((directive) => directive.join(' '))
      .join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff'
  }
}
