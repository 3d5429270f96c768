import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        // Three doors to one workbench, the engine's own process, and the threads that read the
        // library and pictures.
        input: {
          desktop: resolve(here, 'src/main/hosts/desktop/main.ts'),
          cli: resolve(here, 'src/main/hosts/cli/main.ts'),
          engine: resolve(here, 'src/main/engine/process.ts'),
          reader: resolve(here, 'src/main/store/reader-thread.ts'),
          pictures: resolve(here, 'src/main/vision/reading-thread.ts')
        },
        // A package of development, which `viecap bench runs` does without where it is not there.
        external: ['playwright-core'],
        output: { format: 'es' }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: resolve(here, 'src/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue()],
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: resolve(here, 'src/renderer/index.html') }
    }
  }
})
