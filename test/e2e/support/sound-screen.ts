import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findViolations } from './axe'
import { keepScreen } from './browser'

/** Keeps a screenshot of a screen, and expects axe to find no fault in it once it has come to rest. */
export async function expectSound(page: Page, name: string): Promise<void> {
  await keepScreen(page, name)
  await expect.poll(() => findViolations(page), { message: name }).toEqual([])
}
