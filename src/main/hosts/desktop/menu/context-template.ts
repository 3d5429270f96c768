import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import type { Desktop } from '../desktop'

type Item = MenuItemConstructorOptions

/** Where the menu was asked for. */
export type Place = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags' | 'mediaType' | 'hasImageContents'
>

export interface ContextActions {
  copyImage(): void
  inspect(): void
}

/** The context menu at a place of the page: editing in a text, copying of what is selected. */
export function contextTemplate(
  { isEditable, selectionText, editFlags, mediaType, hasImageContents }: Place,
  { dev, word }: Pick<Desktop, 'dev' | 'word'>,
  { copyImage, inspect }: ContextActions
): Item[] {
  const groups: Item[][] = []
  if (isEditable) {
    groups.push(
      [
        { role: 'undo', label: word('menu.undo'), enabled: editFlags.canUndo },
        { role: 'redo', label: word('menu.redo'), enabled: editFlags.canRedo }
      ],
      [
        { role: 'cut', label: word('menu.cut'), enabled: editFlags.canCut },
        { role: 'copy', label: word('menu.copy'), enabled: editFlags.canCopy },
        { role: 'paste', label: word('menu.paste'), enabled: editFlags.canPaste }
      ],
      [{ role: 'selectAll', label: word('menu.select-all'), enabled: editFlags.canSelectAll }]
    )
  } else if (selectionText.trim() !== '') {
    groups.push([{ role: 'copy', label: word('menu.copy'), enabled: editFlags.canCopy }])
  }
  if (mediaType === 'image' && hasImageContents) {
    groups.push([{ label: word('menu.copy-image'), click: copyImage }])
  }
  if (dev) groups.push([{ label: word('menu.inspect'), click: inspect }])
  return groups.flatMap((group, index) => (index > 0 ? [{ type: 'separator' }, ...group] : group))
}
