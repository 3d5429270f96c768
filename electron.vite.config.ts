import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import packageJson from './package.json' with { type: 'json' }

const here = import.meta.dirname

/** Packages with a binary or with files of their own. The others are bundled: opening hundreds of files is what starting takes. */
const external = [
  '@huggingface/hub',
  'better-sqlite3',
  'electron-updater',
  'onnxruntime-node',
  'pino',
  'sharp'
]

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: {
        exclude: Object.keys(packageJson.dependencies).filter((name) => !external.includes(name))
      },
      rollupOptions: {
        // Three doors to one workbench, the processes of the engine and of images, and the threads
        // that read the library, images and parquet files and lay out maps.
        input: {
          desktop: resolve(here, 'src/main/hosts/desktop/main.ts'),
          cli: resolve(here, 'src/main/hosts/cli/main.ts'),
          engine: resolve(here, 'src/main/engine/server/process.ts'),
          'image-process': resolve(here, 'src/main/vision/image-process.ts'),
          reader: resolve(here, 'src/main/store/reader/reader-thread.ts'),
          images: resolve(here, 'src/main/vision/reading-thread.ts'),
          parquet: resolve(here, 'src/main/services/import/read/parquet-thread.ts'),
          map: resolve(here, 'src/main/services/similar/map/map-thread.ts')
        },
        // Shared parts lie beside the entries, so that `import.meta.dirname` is the same in all.
        output: { format: 'es', chunkFileNames: '[name]-[hash].js' }
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
      minify: true,
      // A screen is one file beside what all share: a server far away is asked a few times only.
      cssCodeSplit: false,
      chunkSizeWarningLimit: 1000,
      rollupOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'packages', test: /node_modules/ },
              { name: 'shared', minShareCount: 2 }
            ]
          }
        },
        // The window, and what people of a team's server log in by.
        input: {
          index: resolve(here, 'src/renderer/index.html'),
          'log-in': resolve(here, 'src/renderer/log-in.html')
        }
      }
    }
  }
})
