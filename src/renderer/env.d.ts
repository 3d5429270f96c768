/// <reference types="vite/client" />

interface Window {
  /** Set by the desktop preload: a message port to the workbench is to be had. */
  readonly viecapDesktop?: true
  /** Set by it too: the path of a file that was dropped on the page; empty for one without. */
  readonly viecapPathOf?: (file: File) => string
}
