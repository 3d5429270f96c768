import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findViolations } from './axe'
import { keepScreen } from './browser'

/** Keeps a screenshot of a screen that has come to rest, and expects axe to find no fault in it. */
export async function expectSound(page: Page, name: string): Promise<void> {
  await keepScreen(page, name)
  expect(await findViolations(page), name).toEqual([])
}
