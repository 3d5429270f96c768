import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeWorld, reservedOf } from './make-world'
import { countNewWords, rare } from './new-words'
import { isRare } from './world/scene'

const sizes = { train: 120, val: 20, test: 60, unseen: 3, pairs: 1500 }
const hash = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')
const world = makeWorld(7, sizes)
const { train, val, test } = world.images
const shareOfRare = (images: typeof train): number =>
  images.filter(({ scene }) => isRare(scene)).length / images.length

describe('a world', () => {
  it('follows from its seed', () => {
    expect(hash(makeWorld(7, sizes))).toBe(hash(world))
    expect(hash(makeWorld(8, sizes))).not.toBe(hash(world))
  })

  it('has the sizes that were asked for, and one to three captions an image', () => {
    expect([train, val, test, world.unseen].map(({ length }) => length)).toEqual([120, 20, 60, 3])
    expect(world.pairs).toHaveLength(1500)
    for (const { captions } of [...train, ...val, ...test]) {
      expect([1, 2, 3]).toContain(captions.length)
      expect(new Set(captions).size).toBe(captions.length)
    }
  })

  it('shows what is rare in test images alone', () => {
    expect(shareOfRare(train)).toBe(0)
    expect(shareOfRare(val)).toBe(0)
    expect(shareOfRare(test)).toBeGreaterThan(0.3)
  })

  it('lets no training see a caption or a scene of validation or test', () => {
    const held = [...val, ...test]
    const captions = new Set(held.flatMap((one) => one.captions.map((text) => text.toLowerCase())))
    const scenes = new Set(held.map(({ scene }) => JSON.stringify(scene)))
    const texts = [
      ...train.flatMap((one) => one.captions),
      ...world.pairs.map(({ vietnamese }) => vietnamese)
    ]
    expect(texts.filter((text) => captions.has(text.toLowerCase()))).toEqual([])
    expect(train.filter(({ scene }) => scenes.has(JSON.stringify(scene)))).toEqual([])
    const [first] = test
    if (!first) throw new Error('there are test images')
    expect(reservedOf(world).holds(first.scene, [])).toBe(true)
  })

  it('names in its pairs what the training captions lack', () => {
    const pairs = world.pairs.map(({ vietnamese }) => vietnamese.toLowerCase()).join('\n')
    const mentioned = (images: typeof train): number =>
      countNewWords(images.map(({ captions }) => ({ text: '', references: captions }))).mentioned
    expect([mentioned(train), mentioned(val)]).toEqual([0, 0])
    expect(mentioned(test)).toBeGreaterThan(10)
    const rarePhrases = rare.flatMap(({ phrases }) => phrases)
    expect(rarePhrases.filter((phrase) => !pairs.includes(phrase))).toEqual([])
  })

  it('writes tidy sentences', () => {
    const texts = [...train, ...test].flatMap((one) => one.captions)
    const both = world.pairs.flatMap(({ english, vietnamese }) => [english, vietnamese])
    for (const text of [...texts, ...both]) {
      expect(text).toBe(text.normalize('NFC'))
      expect(text).not.toMatch(/ {2}|\{|\}| [.,?]|[^.?]$/)
    }
  })
})
