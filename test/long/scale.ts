/** Whether the long tests run in small, as `.ci/run` has them. */
export const inSmall = process.env['VIECAP_LONG'] === 'small'

/** How often a long test does a thing: `full` times by hand, `small` times in CI. */
export const times = (full: number, small: number): number => (inSmall ? small : full)
