/** Outlines on a 16 by 16 grid, drawn with a stroke of the text's colour. */
export const icons = {
  library: 'M2 3.5h5v5H2zM9 3.5h5v5H9zM2 10.5h5v2H2zM9 10.5h5v2H9z',
  pairs: 'M2 4h7M2 7h5M7 9h7M9 12h5',
  checker: 'M2 12.5 4.5 4 7 12.5M2.9 9.5h3.2M9 9.5l2 2.5 3.5-5',
  numbers: 'M2 14h12M3.5 14V9M7 14V3M10.5 14V6.5M13 14v-3',
  train: 'M2 13c3 0 3-9 6-9s3 5 6 5M2 2v12h12',
  runs: 'M2 2v12h12M4.5 10l3-4 2.5 2.5L14 4',
  review:
    'M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  batch: 'M2 4.5V13h12V5H7.5L6 3H2zM5 9h6',
  models: 'M8 1.5 14 5v6l-6 3.5L2 11V5zM2 5l6 3.5L14 5M8 8.5v6',
  settings:
    'M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6 14 14',
  sliders: 'M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M11 6.5v-4M5 13.5v-4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  history: 'M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5M2.5 2.5v3h3M8 5v3.2l2.2 1.3',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  check: 'M3 8.5 6.5 12 13 4.5',
  trash: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5 5 13h6l.5-8.5',
  left: 'M10 3 5 8l5 5',
  right: 'M6 3l5 5-5 5',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h4',
  folder: 'M1.5 4v8.5h13V5.5h-7L6 4z',
  file: 'M4 1.5h5l3 3v10H4zM9 1.5v3h3',
  import: 'M8 2v7.5M4.5 6.5 8 10l3.5-3.5M2.5 13.5h11',
  export: 'M8 10V2.5M4.5 5.5 8 2l3.5 3.5M2.5 13.5h11',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M4.5 9.5h7',
  warning: 'M8 2 1.5 13.5h13zM8 6.5v3M8 11.5h.01',
  skip: 'M3 3l6 5-6 5zM12 3v10',
  image: 'M2 3h12v10H2zM2 11l3.5-3.5 3 3L10.5 8.5 14 12M10.5 6h.01',
  pause: 'M5 3v10M11 3v10',
  play: 'M4.5 3v10l8-5z',
  star: 'M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z',
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4'
} as const

export type IconName = keyof typeof icons
