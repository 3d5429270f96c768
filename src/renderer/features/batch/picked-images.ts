import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ImageSelection } from '../../../shared/domain'

/** Images that were selected elsewhere in the window to be captioned. */
export const usePickedImages = defineStore('picked-images', () => {
  const picked = shallowRef<{ selection: ImageSelection; count: number } | null>(null)
  return { picked }
})
