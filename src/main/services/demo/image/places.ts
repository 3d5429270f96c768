import type { Dice } from '../world/dice'
import type { PlaceName, Weather } from '../world/places'
import { circle, cross, ellipse, line, path, rect, varied, type Svg } from './shapes'

/** Background of an image whose ground begins at `ground`. */
export function drawPlace(
  dice: Dice,
  place: PlaceName,
  weather: Weather | null,
  ground: number
): Svg {
  return backgrounds[place]({ dice, weather, ground })
}

interface View {
  dice: Dice
  weather: Weather | null
  ground: number
}

const SIDE = 256

function room({ dice, ground }: View, walls: readonly string[], floors: readonly string[]): Svg {
  const wall = varied(dice, dice.pick(walls))
  const floor = varied(dice, dice.pick(floors))
  return (
    rect(0, 0, SIDE, ground, wall) +
    rect(0, ground, SIDE, SIDE - ground, floor) +
    rect(0, ground - 4, SIDE, 4, '#00000022')
  )
}

/** Sky and ground, with the light of the hour. */
function open({ dice, weather, ground }: View, grounds: readonly string[]): Svg {
  const sky = { sun: '#8fd0f5', rain: '#94a1ad', night: '#1d2747' }[weather ?? 'sun']
  const dark = weather === 'night' ? '#00000066' : weather === 'rain' ? '#00000022' : '#00000000'
  return (
    rect(0, 0, SIDE, ground, varied(dice, weather === null ? '#cfe3ee' : sky, 8)) +
    rect(0, ground, SIDE, SIDE - ground, varied(dice, dice.pick(grounds))) +
    rect(0, ground, SIDE, SIDE - ground, dark)
  )
}

const building = (x: number, width: number, top: number, ground: number, fill: string): Svg => {
  const windows = Array.from({ length: Math.floor((ground - top) / 24) }, (_, row) =>
    Array.from({ length: Math.floor(width / 18) }, (_, column) =>
      rect(x + 6 + column * 18, top + 8 + row * 24, 9, 12, '#dcebf5')
    ).join('')
  )
  return rect(x, top, width, ground - top, fill) + windows.join('')
}

const shelves = (
  dice: Dice,
  x: number,
  y: number,
  width: number,
  rows: number,
  item: (x: number, y: number) => Svg
): Svg =>
  Array.from({ length: rows }, (_, row) => {
    const level = y + row * 30
    const count = Math.floor(width / 15)
    const items = Array.from({ length: count }, (_, index) =>
      dice.chance(0.85) ? item(x + 4 + index * 15, level) : ''
    )
    return rect(x, level, width, 4, '#8d7b66') + items.join('')
  }).join('')

const backgrounds: Record<PlaceName, (view: View) => Svg> = {
  ward: (view) => {
    const x = view.dice.integer(20, 160)
    return (
      room(view, ['#dcebe6', '#e6efe3', '#dbe8f0'], ['#b9c4c9', '#c9c2b4']) +
      rect(x, 34, 70, 54, '#bfe4f7', { stroke: '#ffffff', 'stroke-width': 5 }) +
      line(x + 35, 34, x + 35, 88, '#ffffff', 3) +
      path(`M${x - 6} 30 Q${x + 6} 66 ${x - 2} 100 L${x - 14} 100 L${x - 14} 30 Z`, '#a9d3c4') +
      rect(0, view.ground - 44, SIDE, 5, '#ffffffaa')
    )
  },
  corridor: (view) => {
    const door = view.dice.pick(['#b98b5e', '#9fb3c2', '#c7a47a'])
    return (
      room(view, ['#efe9d8', '#e9e4da', '#e3e9ee'], ['#a7b0b8', '#bcb5a6']) +
      [18, 104, 190]
        .map(
          (x) =>
            rect(x, 74, 48, view.ground - 74, door) +
            rect(x + 6, 84, 36, 26, '#ffffff66') +
            circle(x + 41, 132, 2.5, '#444')
        )
        .join('') +
      [34, 120, 206].map((x) => rect(x - 12, 14, 44, 9, '#fffbe0')).join('') +
      rect(84, 40, 88, 16, '#2d9148')
    )
  },
  lab: (view) => {
    const { dice } = view
    const fluids = ['#57b8e8', '#f2c822', '#e25b5b', '#7fd087']
    return (
      room(view, ['#d5dde6', '#cfd8dc'], ['#8f9aa3', '#a3a9ad']) +
      shelves(dice, 10, 52, 236, 2, (x, y) => {
        const fluid = dice.pick(fluids)
        return path(
          `M${x + 3} ${y - 18} L${x + 7} ${y - 18} L${x + 7} ${y - 11} L${x + 11} ${y} L${x - 1} ${y} L${x + 3} ${y - 11} Z`,
          fluid
        )
      }) +
      rect(0, view.ground - 46, SIDE, 9, '#f4f6f8') +
      rect(0, view.ground - 37, SIDE, 37, '#b4c0ca')
    )
  },
  home: (view) => {
    const { dice } = view
    const sofa = varied(dice, dice.pick(['#a8643c', '#6d7f99', '#9a5b6b']))
    const x = dice.integer(20, 110)
    return (
      room(view, ['#f3d9b8', '#f0e0c4', '#ecd2c2'], ['#a9784a', '#94653b']) +
      rect(x + 30, 30, 52, 36, '#ffffff', { stroke: '#7a4a21', 'stroke-width': 4 }) +
      path(`M${x + 34} 62 L${x + 50} 42 L${x + 60} 54 L${x + 68} 46 L${x + 78} 62 Z`, '#7cb37c') +
      rect(x, view.ground - 62, 120, 42, sofa, { rx: 9 }) +
      rect(x - 8, view.ground - 34, 136, 34, sofa, { rx: 8 }) +
      rect(x + 4, view.ground - 34, 112, 4, '#00000033')
    )
  },
  street: (view) => {
    const { dice, ground } = view
    return (
      open(view, ['#6b6f76', '#767a80']) +
      building(-6, 66, dice.integer(30, 70), ground, '#c9a98b') +
      building(64, 60, dice.integer(50, 90), ground, '#a7b3bf') +
      building(128, 70, dice.integer(24, 70), ground, '#c6b7a0') +
      building(202, 60, dice.integer(50, 90), ground, '#b08f8f') +
      [10, 80, 150, 220].map((x) => rect(x, ground + 18, 34, 4, '#f5f0d8')).join('')
    )
  },
  park: (view) => {
    const { dice, ground } = view
    const hills = Array.from({ length: 5 }, (_, index) =>
      circle(
        index * 60 + dice.integer(-12, 12),
        ground - 18,
        dice.integer(26, 40),
        varied(dice, '#4f9d57')
      )
    ).join('')
    return (
      open(view, ['#7fbf5f', '#74b356']) +
      hills +
      path(
        `M90 ${SIDE} Q120 ${ground + 10} 120 ${ground} L136 ${ground} Q144 ${ground + 10} 176 ${SIDE} Z`,
        '#d8c6a0'
      ) +
      [22, 60, 200, 236]
        .map((x) =>
          circle(x, ground + dice.integer(8, 22), 3, dice.pick(['#f5d547', '#f08fb5', '#ffffff']))
        )
        .join('')
    )
  },
  gate: (view) => {
    const { ground } = view
    return (
      open(view, ['#b7b3aa', '#c4bfb4']) +
      building(24, 208, 44, ground, '#eef0ee') +
      rect(92, 18, 72, 26, '#ffffff', { stroke: '#9aa3ad', 'stroke-width': 1.5 }) +
      cross(128, 31, 21, '#e02b2b') +
      rect(104, ground - 50, 48, 50, '#6fa8c9') +
      line(128, ground - 50, 128, ground, '#ffffff', 2) +
      rect(92, ground - 58, 72, 8, '#d62828')
    )
  },
  pharmacy: (view) => {
    const { dice } = view
    const boxes = ['#e03a3a', '#2463c4', '#f2c822', '#3aa655', '#ffffff', '#f08fb5', '#f07d1a']
    return (
      room(view, ['#f4f7f2', '#eef4ee'], ['#c2c8c2', '#b6beb4']) +
      rect(98, 4, 60, 24, '#2d9148') +
      cross(128, 16, 17, '#ffffff') +
      shelves(dice, 6, 58, 244, 4, (x, y) => rect(x, y - 18, 11, 18, dice.pick(boxes)))
    )
  },
  classroom: (view) =>
    room(view, ['#f3efd9', '#f0e8cf'], ['#b58a5a', '#a57c4f']) +
    rect(38, 28, 180, 74, '#1f5a41', { stroke: '#8b5a2b', 'stroke-width': 6 }) +
    path('M56 52 L116 52 M56 66 L150 66 M56 80 L104 80', 'none', {
      stroke: '#f4f4ee',
      'stroke-width': 3
    }) +
    rect(8, view.ground - 30, 62, 8, '#a8713a') +
    rect(14, view.ground - 22, 5, 22, '#7a4a21') +
    rect(58, view.ground - 22, 5, 22, '#7a4a21') +
    rect(188, view.ground - 30, 62, 8, '#a8713a') +
    rect(194, view.ground - 22, 5, 22, '#7a4a21') +
    rect(238, view.ground - 22, 5, 22, '#7a4a21')
}

/** What lies over everything out of doors: sun, rain, moon and dark. */
export function drawWeather(dice: Dice, weather: Weather | null): Svg {
  if (weather === null) return ''
  const x = dice.integer(24, 232)
  if (weather === 'sun') {
    const rays = Array.from({ length: 8 }, (_, index) => {
      const turn = (index * Math.PI) / 4
      return line(
        x + 20 * Math.cos(turn),
        26 + 20 * Math.sin(turn),
        x + 28 * Math.cos(turn),
        26 + 28 * Math.sin(turn),
        '#f9c21a',
        3
      )
    })
    return circle(x, 26, 15, '#fbd02f') + rays.join('')
  }
  if (weather === 'rain') {
    return Array.from({ length: 70 }, () => {
      const [left, top] = [dice.integer(0, 256), dice.integer(0, 250)]
      return line(left, top, left - 4, top + 13, '#d9ecff', 1.4)
    }).join('')
  }
  const stars = Array.from({ length: 14 }, () =>
    circle(dice.integer(0, 256), dice.integer(4, 70), 1.4, '#fdf6c9')
  )
  return (
    rect(0, 0, 256, 256, '#0c143055') +
    circle(x, 28, 14, '#fdf0b0') +
    ellipse(x + 6, 25, 11, 12, '#1d2747') +
    stars.join('')
  )
}
