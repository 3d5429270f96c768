/** A version that a feed offers. */
export interface NewerVersion {
  version: string
  notes: string | null
}

/** What can update the application that it is part of; its methods throw whatever went wrong. */
export interface Updater {
  /** The version that the feed at `url` has, where it is newer than this one. */
  check(url: string): Promise<NewerVersion | null>
  /** Downloads the version that was found last, and checks its hash. */
  download(onShare: (share: number) => void): Promise<void>
  /** Installs what was downloaded, after `leave`, and starts it; the application ends. */
  install(leave: () => Promise<void>): Promise<void>
}
