/** The `<meta>` of the first page in which the browser host tells a browser the key of its session. */
export const SESSION_KEY_META = 'viecap-session-key'

/** What the browser host serves behind a key: `media/...` and `rpc`. */
export const sessionPath = (key: string, rest: string): string => `/session/${key}/${rest}`
