import { api } from '../../api/client'
import { createCaptionDraft } from './caption-draft'
import { settle, settled } from './settling'
import { unsavedTexts } from './unsaved-texts'

/**
 * Saves the texts that were left unsaved on other images than `except`. One that cannot be saved
 * even now, because its caption was changed elsewhere, stays and is shown when its image is opened.
 */
export async function recoverUnsaved(libraryPath: string, except: number | null): Promise<void> {
  for (const imageId of unsavedTexts(libraryPath).images()) {
    if (imageId === except) continue
    await settled(imageId)
    await settle(imageId, recoverImage(libraryPath, imageId))
  }
}

async function recoverImage(libraryPath: string, imageId: number): Promise<void> {
  const unsaved = unsavedTexts(libraryPath)
  const image = await api.images.get({ id: imageId })
  for (const [key, entry] of unsaved.ofImage(imageId)) {
    const caption = image.captions.find((other) => other.id === entry.captionId) ?? null
    if (!caption && entry.captionId !== null) continue
    await createCaptionDraft({ imageId, caption, key, unsaved }).flush()
  }
}
