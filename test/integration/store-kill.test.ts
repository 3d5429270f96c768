import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { listCaptions } from '../../src/main/store/captions/captions'
import { openLibrary } from '../../src/main/store/core/library'
import { undoInSteps } from '../../src/main/store/core/undo'
import { addImages, only, tempLibrary } from '../fixtures/temp-library'

interface Saved {
  id: number
  text: string
  version: number
}

const script = join(import.meta.dirname, 'support', 'keep-saving.mjs')

/** Lets another process save captions, kills it after `count` of them, returns what it had told. */
async function saveUntilKilled(root: string, imageId: number, count: number): Promise<Saved[]> {
  const child = spawn(process.execPath, [script, root, String(imageId)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const exit = once(child, 'exit')
  const saved: Saved[] = []
  for await (const line of createInterface(child.stdout)) {
    saved.push(JSON.parse(line) as Saved)
    if (saved.length === count) {
      expect(() => openLibrary(root)).toThrow(
        expect.objectContaining({
          code: 'library.locked',
          params: expect.objectContaining({
            holder: expect.stringContaining(`pid ${child.pid}`) as string
          }) as unknown
        })
      )
      child.kill('SIGKILL')
    }
  }
  const [, signal] = (await exit) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return saved
}

it('a killed process loses no save that it had acknowledged, and leaves no lock', async () => {
  const library = tempLibrary()
  const imageId = only(addImages(library, { 'a.jpg': [] }))
  library.close()
  const acknowledged = new Map<number, Saved>()
  for (const count of [1, 23, 57]) {
    const saved = await saveUntilKilled(library.root, imageId, count)
    expect(saved.length).toBeGreaterThanOrEqual(count)
    for (const caption of saved) acknowledged.set(caption.id, caption)

    const again = openLibrary(library.root)
    const stored = new Map(
      listCaptions(again.read, imageId).map((caption) => [caption.id, caption])
    )
    for (const { id, text, version } of acknowledged.values()) {
      const caption = stored.get(id)
      expect(caption?.version).toBeGreaterThanOrEqual(version)
      // One save more may have been made than the process lived to tell.
      if (caption?.version === version) expect(caption.text).toBe(text)
    }
    again.close()
  }
  const last = openLibrary(library.root)
  expect(await undoInSteps(last.write)).toMatchObject({ imageIds: [imageId] })
  last.close()
})
