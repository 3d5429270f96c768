/**
 * How the page gets its message port on the desktop. Where `window.viecapDesktop` is true, it posts
 * `portRequest` to its own window and the preload answers with `portReply`, which carries one port.
 */
export const portRequest = 'viecap:port-request'
export const portReply = 'viecap:port'
