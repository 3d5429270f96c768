import type { ImageListing } from './image-listing'

/** Moving among the images and selecting them, by pointer and keys, as file managers do. */
export function usePicking(listing: ImageListing, report: (error: unknown) => void) {
  const { view, pages, selection } = listing
  /** Where a range begins. */
  let anchor = view.value.selectedIndex

  function toggleAt(index: number): void {
    const id = pages.row(index)?.id
    if (id !== undefined) selection.toggle(id)
  }

  function goTo(index: number): void {
    listing.select(index).catch(report)
  }

  /** A click goes to an image, with Ctrl it selects it too, with Shift all from the last one. */
  function click(index: number, event: MouseEvent): void {
    if (event.shiftKey) {
      selection.selectBetween(anchor, index, event.ctrlKey || event.metaKey).catch(report)
    } else if (event.ctrlKey || event.metaKey) {
      const { selectedIndex } = view.value
      if (selection.count.value === 0 && selectedIndex !== index) toggleAt(selectedIndex)
      toggleAt(index)
      anchor = index
    } else {
      selection.selectNone()
      anchor = index
    }
    goTo(index)
  }

  /** A key goes to an image; while it `selects`, all from the last one are selected. */
  function move(index: number, selects: boolean): void {
    if (selects) selection.selectBetween(anchor, index, false).catch(report)
    else anchor = index
    goTo(index)
  }

  return { click, move, toggle: () => toggleAt(view.value.selectedIndex) }
}
