/** Colours of the curves of a plot, in their order. */
export const plotColours = ['#2b62d9', '#b4560f', '#19794c', '#8a3ea8', '#7b7f8c', '#b9302c']

/** An SVG file of this size in pixels, white, with a title and `parts` below it. */
export function svgFile(
  { width, height, title, left }: { width: number; height: number; title: string; left: number },
  parts: readonly string[]
): string {
  const size = `width="${svgNumber(width)}" height="${svgNumber(height)}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${svgNumber(width)} ${svgNumber(height)}" font-family="Be Vietnam Pro, sans-serif" font-size="13">`,
    `<rect ${size} fill="#ffffff"/>`,
    svgText(left, 24, title, 'font-weight="bold" font-size="15"'),
    ...parts,
    '</svg>',
    ''
  ].join('\n')
}

/** A coordinate, to a tenth of a pixel. */
export const svgNumber = (value: number): string => value.toFixed(1)

/** Text at its baseline, escaped. */
export const svgText = (x: number, y: number, content: string, attributes = ''): string =>
  `<text x="${svgNumber(x)}" y="${svgNumber(y)}" ${attributes}>${escape(content)}</text>`

const escape = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
