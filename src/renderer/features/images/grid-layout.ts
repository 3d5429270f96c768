/** Sizes of the grid in pixels, worked out from the room it has. */
export interface GridLayout {
  columns: number
  rowHeight: number
}

const WANTED_CELL = 200
const GAP = 12
/** Height of the words under a picture. */
const WORDS = 58
/** A strip of one column beside the editor: pictures only. */
const STRIP_WORDS = 6

/**
 * As many equal columns as fit `width`; pictures stand in a frame of 4:3 with their words below.
 * `strip` is the single column beside the caption editor.
 */
export function layOutGrid(width: number, strip: boolean): GridLayout {
  const columns = strip ? 1 : Math.max(1, Math.floor((width + GAP) / (WANTED_CELL + GAP)))
  const cell = (width - GAP * (columns - 1)) / columns
  return {
    columns,
    rowHeight: Math.max(60, Math.round(cell * 0.75) + GAP + (strip ? STRIP_WORDS : WORDS))
  }
}

/** The index that a key moves to in a grid of `columns` with `pageRows` rows in sight. */
export function moveInGrid(
  key: string,
  index: number,
  { columns, total, pageRows }: { columns: number; total: number; pageRows: number }
): number {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * pageRows,
    PageDown: columns * pageRows,
    Home: -index,
    End: total - 1 - index
  }
  const moved = index + (steps[key] ?? 0)
  if (moved >= 0 && moved < total) return moved
  // A whole-row step over the edge stays in place; a page goes to the end.
  if (key === 'ArrowUp' || key === 'ArrowDown') return index
  return Math.max(0, Math.min(moved, total - 1))
}
