import { colours } from '../world/colours'
import type { Dice } from '../world/dice'
import { interactionOf, occupationOf, type Activity } from '../world/activities'
import { dresses, roles } from '../world/people'
import { placeOf, propOf, weathers } from '../world/places'
import type { Event, Person, Scene } from '../world/scene'
import { thingOf } from '../world/things'
import { phrase, sentence } from './slots'

const counts = { 2: 'two', 3: 'three', 4: 'four' } as const

/** An English description of a scene, with more or less detail. */
export function describeInEnglish(dice: Dice, { event, place, weather, prop }: Scene): string {
  return sentence(
    subject(dice, event),
    activityPhrase(dice, event),
    dice.chance(0.7) ? phrase(dice, placeOf(place).en, 'en') : '',
    weather && dice.chance(0.6) ? phrase(dice, weathers[weather].en, 'en') : '',
    prop && dice.chance(0.6)
      ? `${dice.pick(['next to', 'near', 'beside', 'with'])} ${phrase(dice, propOf(prop).en, 'en')}`
      : ''
  )
}

const article = (noun: string): string => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`

function subject(dice: Dice, event: Event): string {
  if (event.kind !== 'group') return described(dice, event.person)
  const number =
    event.count > 2 && dice.chance(0.25) ? dice.pick(['some', 'a group of']) : counts[event.count]
  return `${number} ${roles[event.person.role].en.many} ${looks(dice, event.person)}`
}

const described = (dice: Dice, person: Person): string =>
  `${article(phrase(dice, roles[person.role].en.one, 'en'))} ${looks(dice, person)}`

function looks(dice: Dice, { dress, colour, mask, glasses }: Person): string {
  const parts = [
    ...(dice.chance(0.65) ? [phrase(dice, dresses[dress].en, 'en', colour)] : []),
    ...(mask && dice.chance(0.7)
      ? [dice.pick(['wearing a mask', 'with a face mask', `wearing a ${colours[mask].en} mask`])]
      : []),
    ...(glasses && dice.chance(0.5) ? [dice.pick(['wearing glasses', 'with glasses'])] : [])
  ]
  return parts.join(' ')
}

function activityWords(dice: Dice, { en }: Activity): string {
  const [[, ing], rest] = dice.pick(en)
  return `${ing} ${rest}`
}

function activityPhrase(dice: Dice, event: Event): string {
  const be = dice.chance(0.7) ? 'is' : ''
  switch (event.kind) {
    case 'working':
      return `${be} ${activityWords(dice, occupationOf(event.activity))}`
    case 'interaction': {
      const bed = event.posture === 'lying' && dice.chance(0.5) ? 'lying in bed' : ''
      const chair =
        event.posture === 'sitting' && event.activity !== 'wheeling' && dice.chance(0.3)
          ? 'sitting on a chair'
          : ''
      const other = `${described(dice, event.other)} ${bed}${chair}`
      return `${be} ${activityWords(dice, interactionOf(event.activity)).replace('{o}', other)}`
    }
    case 'group':
      return `${be ? 'are' : ''} ${event.posture === 'sitting' ? dice.pick(['sitting on chairs', 'sitting side by side']) : dice.pick(['standing', 'standing side by side', 'standing in a row'])}`
    case 'alone':
      return `${be} ${lone(dice, event)}`
  }
}

function lone(dice: Dice, { posture, holds }: Extract<Event, { kind: 'alone' }>): string {
  if (posture === 'lying') return dice.pick(['lying in bed', 'lying on a bed', 'resting in bed'])
  const stands = posture === 'sitting' ? dice.pick(['sitting on a chair', 'sitting']) : 'standing'
  if (holds === null) return stands
  const held = `holding ${phrase(dice, thingOf(holds).en, 'en')}`
  return dice.chance(0.4) ? `${stands} and ${held}` : held
}
