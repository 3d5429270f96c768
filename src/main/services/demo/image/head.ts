import type { Dice } from '../world/dice'
import { roles } from '../world/people'
import type { Person } from '../world/scene'
import { circle, cross, ellipse, line, path, rect, shade, type Svg } from './shapes'

const hairs = ['#1f1a17', '#2b211b', '#3a2a1f', '#14110f']

/**
 * A head around (0, y), 11 units in radius: what is behind the body, and what is before it.
 */
export function drawHead(
  dice: Dice,
  person: Person,
  skin: string,
  cloth: string,
  y: number
): { behind: Svg; front: Svg } {
  const { sex, age } = roles[person.role]
  const hair = age === 'elder' ? dice.pick(['#c9ccd1', '#dfe1e5', '#b6bac0']) : dice.pick(hairs)
  const long = sex === 'female' && age !== 'elder'
  const behind =
    person.dress === 'suit'
      ? circle(0, y, 14.5, cloth, { stroke: '#00000044', 'stroke-width': 0.8 })
      : long
        ? ellipse(-1, y + 6, 14, 17, hair)
        : sex === 'female'
          ? circle(-5, y - 11, 6, hair) + ellipse(-1, y, 12.5, 12, hair)
          : ''
  const top =
    person.dress === 'scrubs'
      ? path(`M-12 ${y - 2} Q-12 ${y - 15} 0 ${y - 15} Q12 ${y - 15} 12 ${y - 2} Z`, cloth)
      : person.dress === 'suit'
        ? ''
        : path(
            `M-11.5 ${y - 1} Q-12 ${y - 14} 1 ${y - 13.5} Q12 ${y - 13} 11.5 ${y - 3} Q5 ${y - 9} -4 ${y - 7} Q-9 ${y - 6} -11.5 ${y - 1} Z`,
            hair
          )
  const cap =
    person.role === 'nurseF'
      ? rect(-7, y - 16, 14, 6, '#ffffff', { rx: 2, stroke: '#9aa3ad', 'stroke-width': 0.8 }) +
        cross(0, y - 13, 6, '#d62828')
      : ''
  return { behind, front: circle(0, y, 11, skin) + top + cap + drawFace(dice, person, y) }
}

function drawFace(dice: Dice, { mask, glasses }: Person, y: number): Svg {
  const eyes = circle(0, y - 1, 1.4, '#1b1b1f') + circle(7, y - 1, 1.4, '#1b1b1f')
  const mouth = mask
    ? rect(-4, y + 2, 14, 8.5, shade(dice, mask), {
        rx: 2.5,
        stroke: '#00000044',
        'stroke-width': 0.6
      }) + line(-4, y + 3, -10, y, '#ffffffaa', 0.8)
    : path(`M1 ${y + 5} Q4 ${y + 8} 7 ${y + 5}`, 'none', { stroke: '#8a3b2e', 'stroke-width': 1.3 })
  const rims = { stroke: '#222', 'stroke-width': 1.3 }
  const lenses = glasses
    ? circle(-0.5, y - 1, 3.4, 'none', rims) +
      circle(7.5, y - 1, 3.4, 'none', rims) +
      line(3, y - 1, 4, y - 1, '#222', 1.2)
    : ''
  return eyes + mouth + lenses
}
