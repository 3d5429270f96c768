/** How large images are shown, from the list of rows with small ones upwards. */
export const gridSizes = ['list', 'small', 'medium', 'large'] as const
export type GridSize = (typeof gridSizes)[number]

/** Sizes of the grid in pixels, worked out from the room it has. */
export interface GridLayout {
  columns: number
  /** With the gap below it. */
  rowHeight: number
  /** Longer side that a thumbnail is to have on a screen of one pixel to one. */
  thumbnail: number
}

const WANTED_CELL = { small: 128, medium: 200, large: 340 }
export const GAP = 12
/** Height of the words under an image; under a small one its name alone. */
const WORDS = { small: 24, medium: 58, large: 58 }
const LIST_ROW = 60
/** A strip of one column beside the editor: images only. */
const STRIP_WORDS = 6

/**
 * As many equal columns as fit `width`; images stand in a frame of 4:3 with their words below.
 * `strip` is the single column beside the caption editor.
 */
export function layOutGrid(width: number, size: GridSize, strip: boolean): GridLayout {
  if (!strip && size === 'list') return { columns: 1, rowHeight: LIST_ROW, thumbnail: 72 }
  const kind = size === 'list' ? 'small' : size
  const columns = strip ? 1 : Math.max(1, Math.floor((width + GAP) / (WANTED_CELL[kind] + GAP)))
  const cell = (width - GAP * (columns - 1)) / columns
  const words = strip ? STRIP_WORDS : WORDS[kind]
  return {
    columns,
    rowHeight: Math.max(60, Math.round(cell * 0.75) + GAP + words),
    thumbnail: cell
  }
}

/** Where a movement leads to from `index` in a grid of `columns` with `pageRows` rows in view. */
export const gridMoves = {
  'grid-left': () => -1,
  'grid-right': () => 1,
  'grid-up': ({ columns }) => -columns,
  'grid-down': ({ columns }) => columns,
  'grid-page-up': ({ columns, pageRows }) => -columns * pageRows,
  'grid-page-down': ({ columns, pageRows }) => columns * pageRows,
  'grid-first': ({ index }) => -index,
  'grid-last': ({ index, total }) => total - 1 - index
} satisfies Record<string, (grid: GridPlace) => number>

export type GridMove = keyof typeof gridMoves

export interface GridPlace {
  index: number
  columns: number
  total: number
  pageRows: number
}

/** The index that a movement leads to. */
export function moveInGrid(move: GridMove, grid: GridPlace): number {
  const { index, total } = grid
  const moved = index + gridMoves[move](grid)
  if (moved >= 0 && moved < total) return moved
  // A whole-row step over the edge stays in place; a page goes to the end.
  if (move === 'grid-up' || move === 'grid-down') return index
  return Math.max(0, Math.min(moved, total - 1))
}
