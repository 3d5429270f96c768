import { join } from 'node:path'
import { runnerImport } from 'vite'

const { module } = await runnerImport(join(import.meta.dirname, 'keep-working.ts'), {
  configFile: false
})
const [root, images, seed] = process.argv.slice(2)
await module.keepWorking(root, images, Number(seed))
