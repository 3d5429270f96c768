import type { Page } from 'playwright-core'

/**
 * Drops files and folders of this machine in the middle of a page, as Chromium itself takes them from the
 * system. `over` looks at the page while they are held over it.
 */
export async function dropFiles(
  page: Page,
  files: readonly string[],
  over: () => Promise<unknown>
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const at = { x: width / 2, y: height / 2 }
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at, data })
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at, data })
  await over()
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at, data })
  await session.detach()
}
