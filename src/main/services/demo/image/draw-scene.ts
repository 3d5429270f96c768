import type { Dice } from '../world/dice'
import type { InteractionName, OccupationName } from '../world/activities'
import { roles } from '../world/people'
import { placeOf } from '../world/places'
import type { Event, Person, Scene } from '../world/scene'
import { apparatus, poses } from './activities'
import { drawFigure, type FigureOptions } from './figure'
import { drawPlace, drawWeather } from './places'
import { drawProp } from './props'
import { circle, ellipse, line, mirrored, moved, rect, type Svg } from './shapes'
import { drawThing } from './things'

/** Side of an image in pixels. */
const SIDE = 256

const sizes = { child: 0.68, adult: 1, elder: 0.95 }

/** What a scene is drawn with: where the feet stand, and pixels a unit of a figure. */
interface Stage {
  dice: Dice
  ground: number
  scale: number
}

/** A scene as an SVG image; all that the scene leaves open is drawn at random. */
export function drawImage(dice: Dice, scene: Scene): Svg {
  const horizon = dice.integer(168, 188)
  const stage: Stage = {
    dice,
    ground: horizon + dice.integer(34, 48),
    scale: 1.25 + dice.next() * 0.3
  }
  const { outdoors } = placeOf(scene.place)
  const inner =
    drawPlace(dice, scene.place, scene.weather, horizon) +
    drawStanding(stage, scene, horizon) +
    drawEvent(stage, scene.event) +
    (outdoors ? drawWeather(dice, scene.weather) : '')
  const turned = dice.chance(0.5)
    ? `<g transform="translate(${SIDE} 0) scale(-1 1)">${inner}</g>`
    : inner
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}">${turned}</svg>`
}

/** What is nearby, at one side behind the people. */
function drawStanding({ dice, scale }: Stage, { prop }: Scene, horizon: number): Svg {
  if (prop === null) return ''
  const large = prop === 'car' || prop === 'ambulance'
  const x = dice.chance(0.5) ? dice.integer(30, 48) : dice.integer(208, 226)
  return moved(x, horizon + dice.integer(8, 22), scale * (large ? 1.05 : 1), drawProp[prop](dice))
}

function drawEvent(stage: Stage, event: Event): Svg {
  const { dice } = stage
  if (event.kind === 'group') return drawGroup(stage, event)
  if (event.kind === 'interaction') return drawInteraction(stage, event)
  const x = dice.integer(100, 156)
  if (event.kind === 'working') return drawOccupation(stage, event.person, event.activity, x)
  if (event.posture === 'lying') return drawLying(stage, event.person, x)
  const { holds, posture, person } = event
  const arms: FigureOptions['arms'] =
    holds === null
      ? ['down', 'down']
      : holds === 'bag' || holds === 'crutch'
        ? ['down', 'down']
        : holds === 'teddy' || holds === 'flowers'
          ? ['low', 'low']
          : ['forward', 'down']
  const inHand = holds ? drawThing[holds](dice) : ''
  return place(stage, person, x, { posture, arms, inHand })
}

/** A figure with its feet at x; somebody who sits gets a chair, unless they have a seat. */
function place(
  { dice, ground, scale }: Stage,
  person: Person,
  x: number,
  { hasSeat = false, ...options }: FigureOptions & { hasSeat?: boolean }
): Svg {
  const size = scale * sizes[roles[person.role].age]
  const chair = options.posture === 'sitting' && !hasSeat ? drawChair(dice) : ''
  const seat = options.facesLeft ? mirrored(chair) : chair
  const shadow = ellipse(0, 0, 20, 4, '#00000033')
  return moved(
    x,
    ground + dice.integer(-3, 3),
    size,
    shadow + seat + drawFigure(dice, person, options)
  )
}

function drawChair(dice: Dice): Svg {
  const fill = dice.pick(['#4a6fa5', '#7a4a21', '#3c7d6b', '#6b7280'])
  return rect(-16, -58, 5, 58, fill) + rect(-16, -22, 30, 5, fill) + rect(9, -20, 4, 20, fill)
}

function drawGroup(
  stage: Stage,
  { person, count, posture }: Extract<Event, { kind: 'group' }>
): Svg {
  const { dice } = stage
  const gap = 176 / count
  const small = { ...stage, scale: stage.scale * 0.92 }
  return Array.from({ length: count }, (_, index) => {
    const x = 128 + (index - (count - 1) / 2) * gap + dice.integer(-5, 5)
    return place(small, person, x, { posture, arms: ['down', 'down'] })
  }).join('')
}

function drawOccupation(stage: Stage, person: Person, activity: OccupationName, x: number): Svg {
  const { dice, ground, scale } = stage
  const { posture, arms, inHand, before, behind } = apparatus[activity](dice)
  const size = scale * sizes[roles[person.role].age]
  const at = (inner: Svg | undefined): Svg => (inner ? moved(x, ground, size, inner) : '')
  return (
    at(behind) +
    place(stage, person, x, { posture, arms, ...(inHand ? { inHand } : {}) }) +
    at(before)
  )
}

function drawInteraction(
  stage: Stage,
  { person, other, posture, activity }: Extract<Event, { kind: 'interaction' }>
): Svg {
  const { dice } = stage
  const left = dice.integer(82, 98)
  const { arms, inHand, onHead, between } = poses[activity](dice)
  if (posture === 'lying') {
    const doer = place(stage, person, left - 22, { posture: 'standing', arms, inHand })
    return (
      drawLying(stage, other, left + 66, onHead) +
      doer +
      drawBetween(stage, activity, left, between)
    )
  }
  const gap = posture === 'sitting' ? 62 : 56
  if (activity === 'wheeling') return drawWheelchair(stage, person, other, left)
  const options: FigureOptions = {
    posture,
    arms: activity === 'leading' ? ['low', 'down'] : ['down', 'down'],
    facesLeft: true,
    ...(onHead ? { onHead } : {})
  }
  return (
    place(stage, other, left + gap * stage.scale * 0.85, options) +
    place(stage, person, left, { posture: 'standing', arms, inHand }) +
    drawBetween(stage, activity, left, between)
  )
}

const drawBetween = (
  { ground, scale }: Stage,
  activity: InteractionName,
  x: number,
  inner: Svg | undefined
): Svg => (inner ? moved(x + (activity === 'talking' ? 26 : 30) * scale, ground, scale, inner) : '')

function drawWheelchair(stage: Stage, person: Person, other: Person, left: number): Svg {
  const { ground, scale } = stage
  const rims = { stroke: '#26282d', 'stroke-width': 3.5 }
  const chair =
    circle(-2, -19, 18, 'none', rims) +
    circle(-2, -19, 3, '#26282d') +
    circle(22, -7, 6, 'none', rims) +
    line(-17, -62, -17, -24, '#5a6470', 4) +
    line(-17, -24, 14, -24, '#3a4d8f', 6) +
    line(-17, -58, -29, -60, '#26282d', 4) +
    line(14, -24, 22, -7, '#5a6470', 3)
  const x = left + 46 * scale
  const seated = place(stage, other, x, {
    posture: 'sitting',
    arms: ['low', 'down'],
    hasSeat: true
  })
  return (
    place(stage, person, left - 2, { posture: 'standing', arms: ['forward', 'forward'] }) +
    seated +
    moved(x, ground, scale, chair)
  )
}

/** Somebody in a bed whose middle is at x. */
function drawLying(stage: Stage, person: Person, x: number, onHead?: Svg): Svg {
  const { dice, ground, scale } = stage
  const sheet = dice.pick(['#ffffff', '#dcebf7', '#e3f1e3', '#f7e3ea'])
  const frame = '#7d8893'
  const size = sizes[roles[person.role].age]
  const figure = drawFigure(dice, person, {
    posture: 'standing',
    arms: ['down', 'down'],
    ...(onHead ? { onHead } : {})
  })
  const bed =
    rect(-62, -40, 4, 40, frame) +
    rect(58, -34, 4, 34, frame) +
    rect(-62, -26, 124, 6, frame) +
    rect(-60, -36, 120, 11, '#f4f6f8', { rx: 3 }) +
    ellipse(-44, -39, 15, 6, '#ffffff', { stroke: '#b9c2cb', 'stroke-width': 0.8 }) +
    moved(48 - 100 * (1 - size) * 0.4, -42, size * 0.95, figure, -90) +
    rect(-18, -51, 78, 22, sheet, { rx: 6, stroke: '#00000033', 'stroke-width': 0.8 })
  return moved(x, ground, scale * 1.02, bed)
}
