import type { Colour } from './colours'
import type { Dice } from './dice'
import {
  interactionOf,
  interactions,
  occupationOf,
  occupations,
  type InteractionName,
  type Activity,
  type OccupationName
} from './activities'
import { dresses, maskColours, roles, type Dress, type RoleName } from './people'
import {
  placeOf,
  places,
  propOf,
  props,
  type PlaceName,
  type PropName,
  type Weather
} from './places'
import { thingOf, things, type ThingName } from './things'

export interface Person {
  role: RoleName
  dress: Dress
  colour: Colour
  mask: Colour | null
  glasses: boolean
}
export type Posture = 'standing' | 'sitting' | 'lying'

/** Who does what: alone, holding something, at some work, with somebody, or several alike. */
export type Event =
  | { kind: 'alone'; person: Person; posture: Posture; holds: ThingName | null }
  | { kind: 'working'; person: Person; activity: OccupationName }
  | {
      kind: 'interaction'
      person: Person
      other: Person
      posture: Posture
      activity: InteractionName
    }
  | { kind: 'group'; person: Person; count: 2 | 3 | 4; posture: 'standing' | 'sitting' }

export interface Scene {
  event: Event
  place: PlaceName
  /** Out of doors. */
  weather: Weather | null
  prop: PropName | null
}

/** Which scenes there may be: those without anything rare, those with something rare, or all. */
export type Rarity = 'common' | 'rare' | 'any'

const names = <K extends string>(table: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(table) as K[]

/** Whether the scene shows a thing, an activity or a place that the captioned training images lack. */
export function isRare({ event, place, prop }: Scene): boolean {
  return (
    (placeOf(place).rare ?? false) ||
    (prop !== null && (propOf(prop).rare ?? false)) ||
    (event.kind === 'alone' && event.holds !== null && (thingOf(event.holds).rare ?? false)) ||
    (event.kind === 'working' && (occupationOf(event.activity).rare ?? false)) ||
    (event.kind === 'interaction' && (interactionOf(event.activity).rare ?? false))
  )
}

/** A scene drawn at random; again until it is as rare as it should be. */
export function drawScene(dice: Dice, rarity: Rarity): Scene {
  for (;;) {
    const scene = anyScene(dice)
    if (rarity === 'any' || isRare(scene) === (rarity === 'rare')) return scene
  }
}

function anyScene(dice: Dice): Scene {
  const { event, places: possible } = drawEvent(dice)
  const place = dice.pick(possible)
  const { outdoors } = placeOf(place)
  const fitting = names(props).filter((name) => propOf(name).outdoors === outdoors)
  return {
    event,
    place,
    weather: outdoors
      ? dice.weigh([
          [3, null],
          [2, 'sun'],
          [2, 'rain'],
          [1, 'night']
        ])
      : null,
    prop: dice.chance(0.45) ? dice.pick(fitting) : null
  }
}

const everywhere = names(places)
const bedrooms: readonly PlaceName[] = ['ward', 'home']

function drawEvent(dice: Dice): { event: Event; places: readonly PlaceName[] } {
  const kind = dice.weigh([
    [30, 'alone'],
    [22, 'working'],
    [34, 'interaction'],
    [14, 'group']
  ] as const)
  if (kind === 'alone') {
    const person = drawPerson(dice, () => true)
    const lies = !roles[person.role].works && dice.chance(0.2)
    if (lies) {
      return { event: { kind, person, posture: 'lying', holds: null }, places: bedrooms }
    }
    const posture = dice.chance(0.3) ? 'sitting' : 'standing'
    const holds = dice.chance(0.75) ? dice.pick(names(things)) : null
    return { event: { kind, person, posture, holds }, places: everywhere }
  }
  if (kind === 'working') {
    const activity = dice.pick(names(occupations))
    return {
      event: { kind, person: drawPerson(dice, () => true), activity },
      places: occupationOf(activity).places
    }
  }
  if (kind === 'group') {
    const person = drawPerson(dice, () => true)
    const count = dice.pick([2, 3, 4] as const)
    const posture = dice.chance(0.35) ? 'sitting' : 'standing'
    return { event: { kind, person, count, posture }, places: everywhere }
  }
  const activity = dice.pick(names(interactions))
  const everyday =
    activity === 'talking' ||
    activity === 'leading' ||
    activity === 'wheeling' ||
    activity === 'feeding'
  const person = drawPerson(dice, ({ works, age }) => works || (everyday && age === 'adult'))
  const other = drawPerson(dice, ({ works }) => !works)
  return {
    event: { kind, person, other, activity, posture: drawOtherPosture(dice, activity) },
    places: interactionOf(activity).places
  }
}

function drawOtherPosture(dice: Dice, activity: InteractionName): Posture {
  if (activity === 'wheeling') return 'sitting'
  if (activity === 'leading') return 'standing'
  const inBed: readonly Activity['places'][number][] = interactionOf(activity).places
  if (inBed.every((place) => place === 'ward' || place === 'home')) return 'lying'
  return dice.chance(0.5) ? 'sitting' : 'standing'
}

/** Somebody whose role the condition lets in. */
function drawPerson(dice: Dice, fits: (role: (typeof roles)[RoleName]) => boolean): Person {
  const role = dice.pick(names(roles).filter((name) => fits(roles[name])))
  const dress = dice.pick<Dress>(roles[role].dress)
  const masked = roles[role].works ? 0.6 : 0.3
  return {
    role,
    dress,
    colour: dice.pick(dresses[dress].colours),
    mask: dice.chance(dress === 'scrubs' || dress === 'suit' ? 0.8 : masked)
      ? dice.pick(maskColours)
      : null,
    glasses: dice.chance(0.15)
  }
}
