import { expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import type { EngineClient } from '../engine-client/engine-client'
import { storeEmbeddings } from '../../store/embeddings/embeddings'
import { setSplit } from '../../store/images/images'
import { insertModel } from '../../store/runs/models'
import { resolveLike, resolveSelection } from './resolve-like'

const encoder = (letter: string) => ({ key: letter.repeat(64), description: '{}' })

/** An engine that embeds `right`, `up` and `left` as these directions, and nothing else. */
function directions() {
  const asked: string[] = []
  const known: Record<string, number[]> = { right: [1, 0], up: [0, 1], left: [-1, 0] }
  const engine = {
    run(
      _task: string,
      { sentences }: { sentences: { id: number; text: string }[] },
      { onEvent }: { onEvent(event: object): void }
    ) {
      for (const { id, text } of sentences) {
        asked.push(text)
        const vector = known[text]
        const params = { tokens: 9, limit: 3 }
        if (vector) onEvent({ type: 'rows', ids: [id], values: Float32Array.from(vector), dim: 2 })
        else
          onEvent({ type: 'failed', id, error: { code: 'sentence.too-long', params, message: '' } })
      }
      return Promise.resolve({})
    }
  } as unknown as EngineClient
  return { engine, asked }
}

let models = 0

/** Images `a` to `d` at 0°, 30°, 60° and 90°, and `e` without an embedding; `d` is of the test set. */
function filled() {
  const library = tempLibrary()
  const names = ['a', 'b', 'c', 'd', 'e']
  const ids = addImages(library, Object.fromEntries(names.map((name) => [`${name}.jpg`, []])))
  const details = { kind: 'clip', embeddingSize: 2, parameters: 1 } as const
  // Vectors of sentences are kept by their encoder, beyond one library.
  const encoders = { image: encoder('a'), sentence: encoder(`${models++}`) }
  const model = { name: 'clip', path: '/clip', weightsHash: 'f'.repeat(64), details, encoders }
  insertModel(library.write, model)
  const values = [0, 30, 60, 90].flatMap((degrees) => {
    const angle = (degrees / 180) * Math.PI
    return [Math.cos(angle), Math.sin(angle)]
  })
  const keys = names.slice(0, 4).map((name) => `hash of ${name}.jpg`)
  storeEmbeddings(library, model, 'image', keys, Float32Array.from(values), 2)
  const [a, b, c, d, e] = ids as [number, number, number, number, number]
  setSplit(library.write, [d], 'test')
  const { engine, asked } = directions()
  return { place: { library, engine, device: 'cpu' as const }, asked, a, b, c, d, e }
}

it('puts the images that a text is like in its place, the most similar first', async () => {
  const { place, asked, a, b, c, d } = filled()
  const { filter, similarities } = await resolveLike(place, { text: 'like:up', state: 'empty' })
  expect(filter).toEqual({ text: `id:${d},${c},${b},${a}`, state: 'empty' })
  expect(similarities?.get(d)).toBeCloseTo(1, 2)
  expect(similarities?.get(b)).toBeCloseTo(0.5, 2)
  await resolveLike(place, { text: 'like:"up" split:train' })
  expect(asked).toEqual(['up'])
})

it('finds the most similar of those that the rest of the filter admits', async () => {
  const { place, a, b, c, d } = filled()
  const text = async (text: string) => (await resolveLike(place, { text })).filter.text
  expect(await text('like:up -split:test')).toBe(`id:${c},${b},${a} -split:test`)
  expect(await text('name:x like:up')).toBe('name:x id:0')
  expect(await text(`like:#${b} split:test`)).toBe(`id:${d} split:test`)
})

it('leaves a filter without one as it is, and asks no engine', async () => {
  const { place, asked } = filled()
  for (const text of ['', 'a (b', '"like:up"', 'status:draft']) {
    expect(await resolveLike(place, { text })).toEqual({ filter: { text }, similarities: null })
  }
  expect(asked).toEqual([])
})

it('gives no order to one that not all images have to fit', async () => {
  const { place, a, b, c, d } = filled()
  const { filter, similarities } = await resolveLike(place, {
    text: '(like:up OR name:e) -like:right'
  })
  expect(filter.text).toBe(`(id:${d},${c},${b},${a} OR name:e) -id:${a},${b},${c},${d}`)
  expect(similarities).toBeNull()
})

it('is part of what is selected', async () => {
  const { place, a, b, c, d, e } = filled()
  expect(await resolveSelection(place, { ids: [e] })).toEqual({ ids: [e] })
  expect(await resolveSelection(place, { filter: { text: 'like:right' }, except: [a] })).toEqual({
    filter: { text: `id:${a},${b},${c},${d}` },
    except: [a]
  })
})

it('says why a text cannot be compared', async () => {
  const { place, e } = filled()
  const fails = (text: string, where = place) => resolveLike(where, { text })
  await expect(fails('like:"too long"')).rejects.toMatchObject({ code: 'sentence.too-long' })
  await expect(fails(`like:#${e}`)).rejects.toMatchObject({ code: 'like.no-embedding' })
  const empty = { ...place, library: tempLibrary() }
  await expect(fails('like:up', empty)).rejects.toMatchObject({ code: 'like.no-model' })
})
