import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What is to be imported: a file or folder, or some images of a folder. */
export interface WantedImport {
  path: string
  names: string[] | null
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
