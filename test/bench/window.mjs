import { join } from 'node:path'
import { runnerImport } from 'vite'

// How fast the window is, in Chromium: npx node test/bench/window.mjs LIBRARY [ROUNDS]
const { module } = await runnerImport(join(import.meta.dirname, 'window.ts'), { configFile: false })
const [library, rounds] = process.argv.slice(2)
if (!library) throw new Error('Which library? npx node test/bench/window.mjs LIBRARY [ROUNDS]')
await module.measureWindow(library, Number(rounds ?? 5))
