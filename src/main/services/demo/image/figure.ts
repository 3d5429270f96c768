import type { Dice } from '../world/dice'
import { roles } from '../world/people'
import type { Person, Posture } from '../world/scene'
import { drawHead } from './head'
import { circle, cross, line, mirrored, path, rect, shade, type Svg } from './shapes'

/** Where a hand is: hanging, held out to the front, lifted, at the face. */
export type Arm = 'down' | 'forward' | 'up' | 'face' | 'low'

/** How a person is drawn: 100 units high, feet at (0, 0), facing right. */
export interface FigureOptions {
  posture: Exclude<Posture, 'lying'>
  arms: readonly [front: Arm, back: Arm]
  /** What is in the front hand, drawn around (0, 0). */
  inHand?: Svg
  facesLeft?: boolean
  /** Drawn over the head's place, around the head's middle. */
  onHead?: Svg
}

const skins = ['#f1c9a5', '#e8b98f', '#dba77a', '#f5d3b3']
const trousers = ['#2f3640', '#4a4e58', '#3b4a63', '#5b4a3a']

/** Where the hand of an arm is, from the shoulder at (0, 0). */
const reach: Record<Arm, readonly [number, number]> = {
  down: [4, 30],
  low: [16, 24],
  forward: [27, 10],
  up: [14, -32],
  face: [9, -10]
}

/** How high above the ground a figure's parts are. */
const heights = { standing: { hip: 42, lift: 0 }, sitting: { hip: 27, lift: 15 } }

export function drawFigure(dice: Dice, person: Person, options: FigureOptions): Svg {
  const { posture, arms, inHand = '', onHead = '' } = options
  const { hip, lift } = heights[posture]
  const shoulder = -76 + lift
  const skin = dice.pick(skins)
  const cloth = shade(dice, person.colour)
  const legs = legColour(dice, person, cloth)
  const arm = (kind: Arm, side: 1 | -1): Svg => {
    const [dx, dy] = reach[kind]
    const x = side * 11
    const towards = kind === 'down' ? side : 1
    const hand = { x: x + towards * dx, y: shoulder + 4 + dy }
    const held =
      side === 1 && inHand ? `<g transform="translate(${hand.x} ${hand.y})">${inHand}</g>` : ''
    const sleeve = person.dress === 'gown' ? skin : cloth
    const middle = {
      x: (x + hand.x) / 2 + (kind === 'up' ? 3 : 0),
      y: (shoulder + 4 + hand.y) / 2 + (kind === 'face' ? 9 : 0)
    }
    return (
      line(x, shoulder + 4, middle.x, middle.y, sleeve, 8) +
      line(middle.x, middle.y, hand.x, hand.y, sleeve, 7) +
      circle(
        hand.x,
        hand.y,
        4,
        person.dress === 'suit' || person.dress === 'scrubs' ? '#cfe3f2' : skin
      ) +
      held
    )
  }
  const head = drawHead(dice, person, skin, cloth, shoulder - 12)
  const drawn =
    head.behind +
    drawLegs(posture, legs, person) +
    arm(arms[1], -1) +
    drawBody(dice, person, cloth, shoulder, -hip) +
    head.front +
    `<g transform="translate(0 ${shoulder - 12})">${onHead}</g>` +
    arm(arms[0], 1)
  return options.facesLeft ? mirrored(drawn) : drawn
}

function legColour(dice: Dice, { dress, role }: Person, cloth: string): string {
  if (dress === 'uniform' || dress === 'scrubs' || dress === 'suit' || dress === 'pyjamas')
    return cloth
  if (dress === 'gown') return roles[role].age === 'child' ? '#f0e6df' : '#e2b996'
  return dice.pick(trousers)
}

function drawLegs(posture: 'standing' | 'sitting', colour: string, { dress }: Person): Svg {
  const shoes = dress === 'suit' ? colour : '#2a2a2e'
  if (posture === 'standing') {
    return (
      rect(-10, -44, 8.5, 43, colour, { rx: 2 }) +
      rect(1.5, -44, 8.5, 43, colour, { rx: 2 }) +
      rect(-11, -3, 11, 4, shoes, { rx: 2 }) +
      rect(1.5, -3, 11, 4, shoes, { rx: 2 })
    )
  }
  return (
    rect(-9, -30, 29, 10, colour, { rx: 4 }) +
    rect(12, -26, 8.5, 25, colour, { rx: 2 }) +
    rect(12, -3, 12, 4, shoes, { rx: 2 })
  )
}

/** From the shoulders at `top` to the hips at `bottom`. */
function drawBody(
  dice: Dice,
  { dress, role }: Person,
  cloth: string,
  top: number,
  bottom: number
): Svg {
  const edge = { stroke: '#00000055', 'stroke-width': 0.8 }
  const flare = (low: number, width: number): Svg =>
    path(`M-13 ${top} Q0 ${top - 5} 13 ${top} L${width} ${low} L${-width} ${low} Z`, cloth, edge)
  if (dress === 'coat') {
    return (
      flare(bottom + 17, 15) +
      path(
        `M-4 ${top - 2} L0 ${top + 16} L4 ${top - 2} Z`,
        dice.pick(['#6aa0d8', '#d8d4c8', '#97b8a5'])
      ) +
      line(0, top + 16, 0, bottom + 16, '#9aa3ad', 1) +
      path(`M-6 ${top - 1} Q-6 ${top + 18} 1 ${top + 19} Q8 ${top + 18} 6 ${top - 1}`, 'none', {
        stroke: '#333a42',
        'stroke-width': 1.6
      }) +
      circle(1, top + 21, 2.6, '#333a42')
    )
  }
  if (dress === 'gown') return flare(bottom + 20, roles[role].age === 'child' ? 19 : 17)
  const body = flare(bottom + 4, dress === 'suit' ? 15 : 12.5)
  if (dress === 'pyjamas') {
    const stripes = [-9, -4.5, 0, 4.5, 9]
      .map((x) => line(x, top, x, bottom + 3, '#ffffff', 1.8))
      .join('')
    return body + stripes
  }
  if (dress === 'uniform')
    return (
      body +
      cross(-6, top + 12, 6, '#d62828') +
      line(-5, top - 1, 0, top + 7, '#ffffff', 1.6) +
      line(5, top - 1, 0, top + 7, '#ffffff', 1.6)
    )
  if (dress === 'scrubs')
    return body + path(`M-5 ${top - 2} L0 ${top + 7} L5 ${top - 2} Z`, '#e8b98f')
  if (dress === 'suit') return body + line(0, top, 0, bottom + 3, '#8aa0b4', 1.6)
  return body
}
