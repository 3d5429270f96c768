import { colours } from '../world/colours'
import type { Dice } from '../world/dice'
import type { ThingName } from '../world/things'
import { circle, ellipse, line, path, rect, type Svg } from './shapes'

/** Things in a hand at (0, 0), in units of a figure; the figure faces right. */
export const drawThing: Record<ThingName, (dice: Dice) => Svg> = {
  syringe: () =>
    rect(-2, -3, 14, 6, '#d9eefb', { stroke: '#4a6b84', 'stroke-width': 1 }) +
    rect(-2, -3, 7, 6, '#e25b5b') +
    line(12, 0, 20, 0, '#5a6672', 1.2) +
    line(-7, 0, -2, 0, '#4a6b84', 2) +
    line(-7, -4, -7, 4, '#4a6b84', 2),
  clipboard: (dice) =>
    rect(-3, -14, 17, 22, dice.pick(['#8b5a2b', '#3b5b8c', '#6b3f1a'])) +
    rect(-1, -10, 13, 16, '#ffffff') +
    [-7, -3, 1].map((y) => line(1, y, 9, y, '#8a8f98', 1)).join(''),
  phone: () => rect(-3, -9, 9, 16, '#15171b', { rx: 2 }) + rect(-1.5, -7, 6, 11, '#7fd0ff'),
  tube: (dice) => {
    const content = dice.pick(['#d62828', '#3aa655', '#f2c822'])
    return (
      rect(-1, -16, 6, 22, '#eaf6fb', { rx: 3, stroke: '#54707f', 'stroke-width': 1 }) +
      rect(-0.5, -5, 5, 10.5, content, { rx: 2.5 })
    )
  },
  medicine: (dice) =>
    rect(-4, -8, 18, 12, dice.pick(['#ffffff', '#f5f0df'])) +
    rect(-4, -8, 18, 4, dice.pick(['#2d9148', '#2463c4'])) +
    rect(3.5, -3, 3, 6, '#d62828') +
    rect(2, -1.5, 6, 3, '#d62828'),
  sanitizer: () =>
    rect(-3, -8, 12, 17, '#a7dff0', { rx: 3, stroke: '#3a7d94', 'stroke-width': 1 }) +
    rect(1, -13, 4, 5, '#2a6f86') +
    line(3, -13, 10, -13, '#2a6f86', 2),
  bag: (dice) => {
    const fill = dice.pick([
      ...colours.brown.shades,
      ...colours.red.shades,
      ...colours.black.shades
    ])
    return (
      path('M-4 4 Q3 -8 10 4', 'none', { stroke: fill, 'stroke-width': 2.5 }) +
      rect(-8, 3, 22, 17, fill, { rx: 3 })
    )
  },
  book: (dice) => {
    const cover = dice.pick(['#b23a48', '#2463c4', '#2d9148'])
    return (
      path('M-8 -8 L3 -5 L14 -8 L14 7 L3 10 L-8 7 Z', cover) +
      path('M-6 -8 L3 -5.5 L3 8 L-6 5.5 Z', '#ffffff') +
      path('M12 -8 L3 -5.5 L3 8 L12 5.5 Z', '#f1f1ea')
    )
  },
  cup: () =>
    path('M-4 -9 L9 -9 L7 6 L-2 6 Z', '#dff2fb', { stroke: '#5d7f92', 'stroke-width': 1 }) +
    path('M-3.4 -4 L8.4 -4 L7 6 L-2 6 Z', '#79c2ea'),
  film: () =>
    rect(-4, -18, 24, 26, '#10141d') +
    ellipse(4, -6, 4, 8, '#8fa6bd') +
    ellipse(12, -6, 4, 8, '#8fa6bd'),
  umbrella: (dice) => {
    const fill = dice.pick(
      dice.pick([colours.red, colours.blue, colours.yellow, colours.purple]).shades
    )
    return (
      line(2, 4, 2, -58, '#3a3a40', 2) +
      path(
        'M-36 -50 Q2 -98 40 -50 Q30 -56 21 -50 Q12 -56 2 -50 Q-8 -56 -17 -50 Q-26 -56 -36 -50 Z',
        fill,
        {
          stroke: '#00000055',
          'stroke-width': 1
        }
      )
    )
  },
  teddy: () =>
    ellipse(0, 4, 9, 10, '#a8713a') +
    circle(0, -10, 8, '#b67f45') +
    circle(-6.5, -16, 3.2, '#a8713a') +
    circle(6.5, -16, 3.2, '#a8713a') +
    ellipse(0, -8, 3.6, 2.8, '#ecd0a8') +
    circle(-3, -12, 1, '#111') +
    circle(3, -12, 1, '#111'),
  flowers: (dice) => {
    const petals = dice.shuffle(['#e03a3a', '#f08fb5', '#f5d547', '#f79038', '#ffffff'])
    return (
      path('M-3 9 L5 9 L13 -10 L-11 -10 Z', '#3aa655') +
      [-9, -3, 4, 11]
        .map(
          (x, index) =>
            circle(x, -13 - (index % 2) * 6, 5.5, petals[index] ?? '#fff') +
            circle(x, -13 - (index % 2) * 6, 1.8, '#f2c822')
        )
        .join('')
    )
  },
  balloon: (dice) => {
    const fill = dice.pick(
      dice.pick([colours.red, colours.blue, colours.yellow, colours.pink]).shades
    )
    return (
      line(0, 0, 5, -34, '#666', 1) +
      ellipse(6, -48, 12, 15, fill) +
      ellipse(2, -53, 3, 4, '#ffffff88')
    )
  },
  crutch: () =>
    line(4, -30, 4, 42, '#8b5a2b', 3) +
    line(-3, -31, 11, -31, '#5f3c1b', 5) +
    line(-1, 0, 8, 0, '#5f3c1b', 3)
}
