/// <reference types="vite/client" />

interface Window {
  /** Set by the desktop preload: a message port to the workbench is to be had. */
  readonly viecapDesktop?: true
}
