import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { PickedFile } from '../transfers/picked-files'

/** What is to be imported: a file or folder, or some images of a folder. */
export interface WantedImport {
  path: string
  names: string[] | null
  /** Files of this person's own machine, which are uploaded first. */
  files?: readonly PickedFile[]
}

/** What was dropped on the window, until the dialog of the import takes it up. */
export const useWantedImport = defineStore('wanted-import', () => {
  const wanted = shallowRef<WantedImport | null>(null)

  function take(): WantedImport | null {
    const taken = wanted.value
    wanted.value = null
    return taken
  }
  return { wanted, take }
})
