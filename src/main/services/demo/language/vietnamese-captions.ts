import { colours } from '../world/colours'
import type { Dice } from '../world/dice'
import { interactionOf, occupationOf } from '../world/activities'
import { dresses, roles } from '../world/people'
import { placeOf, propOf, weathers, type PlaceName } from '../world/places'
import type { Event, Person, Scene } from '../world/scene'
import { thingOf } from '../world/things'
import { phrase, sentence } from './slots'

const counts = { 2: 'hai', 3: 'ba', 4: 'bốn' } as const

/** A Vietnamese caption of a scene in the manner of viecap4h: lower case, one sentence. */
export function captionInVietnamese(dice: Dice, scene: Scene): string {
  const { event } = scene
  const where = dice.chance(0.6) ? phrase(dice, placeOf(scene.place).vi, 'vi') : ''
  const weather =
    scene.weather && dice.chance(0.45) ? phrase(dice, weathers[scene.weather].vi, 'vi') : ''
  const who = subject(dice, event)
  const activity = activityPhrase(dice, scene)
  const prop =
    scene.prop && dice.chance(0.45) ? besides(dice, phrase(dice, propOf(scene.prop).vi, 'vi')) : ''
  const opening = dice.weigh([
    [8, 'plain'],
    [1, 'place'],
    [1, 'there']
  ] as const)
  if (opening === 'place' && where) return sentence(`${where},`, who, activity, weather, prop)
  if (opening === 'there') return sentence('có', who, activity, where, weather, prop)
  return sentence(who, activity, where, weather, prop)
}

const besides = (dice: Dice, thing: string): string =>
  phrase(
    dice,
    [
      `, bên cạnh là một ${thing}`,
      `bên cạnh một ${thing}`,
      `, phía sau có một ${thing}`,
      `gần một ${thing}`
    ],
    'vi'
  )

function subject(dice: Dice, event: Event): string {
  if (event.kind !== 'group') return described(dice, event.person, 0.6)
  const { many } = roles[event.person.role].vi
  const number =
    event.count > 2 && dice.chance(0.25)
      ? dice.pick([many.startsWith('người') ? 'những' : 'các', 'một nhóm', 'những'])
      : counts[event.count]
  return `${number} ${many} ${looks(dice, event.person, 0.6)}`
}

/** Somebody met for the first time, with some of what there is to see. */
function described(dice: Dice, person: Person, detail: number): string {
  return `một ${phrase(dice, roles[person.role].vi.one, 'vi')} ${looks(dice, person, detail)}`
}

function looks(dice: Dice, { dress, colour, mask, glasses }: Person, detail: number): string {
  const parts = [
    ...(dice.chance(detail) ? [phrase(dice, dresses[dress].vi, 'vi', colour)] : []),
    ...(mask && dice.chance(0.7) ? [maskWords(dice, colours[mask].vi)] : []),
    ...(glasses && dice.chance(0.5) ? ['đeo kính'] : [])
  ]
  if (dice.chance(0.3)) return parts.join(', ')
  return dice.chance(0.5) ? withAnd(parts) : parts.join(' ')
}

/** `a`, `a và b`, `a, b và c`. */
const withAnd = (parts: readonly string[]): string =>
  [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' và ')

const maskWords = (dice: Dice, colour: string): string =>
  dice.weigh([
    [4, 'đeo khẩu trang'],
    [1, 'đeo khẩu trang y tế'],
    [2, `đeo khẩu trang màu ${colour}`]
  ])

function activityPhrase(dice: Dice, { event, place }: Scene): string {
  switch (event.kind) {
    case 'working':
      return `đang ${phrase(dice, occupationOf(event.activity).vi, 'vi')}`
    case 'interaction': {
      const other = dice.chance(0.5)
        ? described(dice, event.other, 0.6)
        : `một ${phrase(dice, roles[event.other.role].vi.one, 'vi')}`
      const bed = event.posture === 'lying' && dice.chance(0.45) ? 'đang nằm trên giường' : ''
      const chair =
        event.posture === 'sitting' && event.activity !== 'wheeling' && dice.chance(0.3)
          ? 'đang ngồi trên ghế'
          : ''
      return `đang ${phrase(dice, interactionOf(event.activity).vi, 'vi').replace('{o}', `${other} ${bed}${chair}`)}`
    }
    case 'group':
      return event.posture === 'sitting'
        ? dice.pick(['đang ngồi trên ghế', 'đang ngồi cạnh nhau', 'ngồi thành một hàng'])
        : dice.pick(['đang đứng cạnh nhau', 'đang đứng thành một hàng', 'đang đứng'])
    case 'alone':
      return lone(dice, event, place)
  }
}

function lone(
  dice: Dice,
  { posture, holds }: Extract<Event, { kind: 'alone' }>,
  place: PlaceName
): string {
  if (posture === 'lying') {
    const bed = place === 'ward' ? 'nằm trên giường bệnh' : 'đang nằm trên một chiếc giường'
    return dice.pick(['đang nằm trên giường', 'đang nằm nghỉ trên giường', bed])
  }
  const stands =
    posture === 'sitting' ? dice.pick(['đang ngồi trên ghế', 'đang ngồi']) : 'đang đứng'
  if (holds === null) return stands
  const { verb, vi } = thingOf(holds)
  const thing = phrase(dice, vi, 'vi')
  if (dice.chance(0.4)) return `${stands}${verb === 'ôm' ? '' : ', tay'} ${verb} một ${thing}`
  return `đang ${verb} ${verb === 'cầm' && dice.chance(0.3) ? 'trên tay ' : ''}một ${thing}`
}
