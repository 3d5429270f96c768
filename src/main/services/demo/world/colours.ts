/** Colours of clothes and things: their words, and shades that they are drawn in. */
export const colours = {
  red: { en: 'red', vi: 'đỏ', shades: ['#d62828', '#c1121f', '#e03a3a'] },
  blue: { en: 'blue', vi: 'xanh dương', shades: ['#2463c4', '#1d56b0', '#3a7bd5'] },
  green: { en: 'green', vi: 'xanh lá', shades: ['#2d9148', '#3aa655', '#207a3a'] },
  yellow: { en: 'yellow', vi: 'vàng', shades: ['#f2c822', '#e9bd10', '#f5d547'] },
  pink: { en: 'pink', vi: 'hồng', shades: ['#f08fb5', '#ee7aa8', '#f5a6c4'] },
  purple: { en: 'purple', vi: 'tím', shades: ['#7b3fa0', '#8a4fb0', '#6a3391'] },
  orange: { en: 'orange', vi: 'cam', shades: ['#f07d1a', '#e86f0c', '#f79038'] },
  black: { en: 'black', vi: 'đen', shades: ['#23252b', '#2f3138', '#1a1c20'] },
  white: { en: 'white', vi: 'trắng', shades: ['#f7f8fa', '#ffffff', '#f0f2f5'] },
  brown: { en: 'brown', vi: 'nâu', shades: ['#7a4a21', '#8b5a2b', '#6b3f1a'] },
  grey: { en: 'grey', vi: 'xám', shades: ['#8a8f98', '#7c818a', '#999ea6'] }
} as const

export type Colour = keyof typeof colours
