import { join } from 'node:path'
import { runnerImport } from 'vite'

const { module } = await runnerImport(join(import.meta.dirname, 'keep-saving.ts'), {
  configFile: false
})
module.keepSaving(process.argv[2], Number(process.argv[3]))
