/** What the entry knows of its own place. */
export interface Bundle {
  /** File of the engine process. */
  engine: string
  /** File of the process that decodes images. */
  images: string
  /** File of the thread that reads libraries. */
  reader: string
  /** Folder of the built window. */
  renderer: string
}
