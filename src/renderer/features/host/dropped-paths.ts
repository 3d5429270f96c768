/** Whether files are being dragged, and not a text or a part of the page. */
export const dragsFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false

/**
 * The paths of the files and folders that were dropped: known to the desktop application alone, since
 * a browser tells a page no paths. Those without one, such as an image of a web page, are left out.
 */
export function droppedPaths({ dataTransfer }: DragEvent): string[] {
  const { viecapPathOf } = window
  if (!viecapPathOf || !dataTransfer) return []
  return [...dataTransfer.files].map(viecapPathOf).filter((path) => path !== '')
}
