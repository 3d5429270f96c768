#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { onPinnedNode } from './support/pinned-node.mjs'

try {
  if (onPinnedNode(fileURLToPath(import.meta.url))) {
    const { ensureBuilt } = await import('./support/build.mjs')
    ensureBuilt()
    await import('../out/main/cli.js')
  }
} catch (error) {
  process.stderr.write(`viecap: ${error.message}\n`)
  process.exitCode = 1
}
