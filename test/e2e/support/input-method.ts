import type { CDPSession, Page } from 'playwright-core'

/**
 * Types as Vietnamese input methods do. They watch the letters that reach the text and, when a
 * syllable changes, send Backspaces and the new letters as keys that no keyboard has.
 *
 * In `keys`, `<` is a Backspace, and `[...]` are letters that the input method sends at once; the
 * others are typed. Telex and VNI swallow the key that changes the syllable.
 */
export async function typeBy(page: Page, keys: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const part of keys.match(/\[[^\]]*\]|./gu) ?? []) {
    if (part === '<') await page.keyboard.press('Backspace')
    else if (part.startsWith('[')) await sendLetters(session, part.slice(1, -1))
    else await page.keyboard.type(part)
  }
  await session.detach()
}

/** Letters as Windows sends them for an input method: each a key of its own, without a place. */
async function sendLetters(session: CDPSession, letters: string): Promise<void> {
  for (const letter of letters) {
    const key = { key: letter, code: '', text: letter, unmodifiedText: letter }
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter, code: '' })
  }
}

/** Types a word as an input method that shows it underlined until it is finished. */
export async function composeWord(page: Page, steps: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const text of steps) {
    const end = text.length
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: end,
      selectionEnd: end
    })
  }
  await session.send('Input.insertText', { text: steps.at(-1) ?? '' })
  await session.detach()
}
