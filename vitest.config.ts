import vue from '@vitejs/plugin-vue'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

// Hundreds of processes start: they share what V8 has compiled.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'viecap')

/** Files run side by side on all cores, whatever project they belong to. */
const maxWorkers = '100%'
/** What is polled for comes a moment later, on however slow a machine. */
const poll = { poll: { timeout: 60_000 } }
const node = { environment: 'node' as const, pool: 'forks' as const, maxWorkers, expect: poll }

/** Where Debian's chromium keeps a Vulkan loader and SwiftShader, which plays a graphics card. */
const swiftShader = '/usr/lib/chromium'
const icd = `${swiftShader}/vk_swiftshader_icd.json`

/** Makes WebGPU work where there is no card; `VK_ICD_FILENAMES`, also empty, is left as it is. */
const softwareAdapter =
  process.env['VK_ICD_FILENAMES'] === undefined && existsSync(icd)
    ? { VK_ICD_FILENAMES: icd, LD_LIBRARY_PATH: swiftShader }
    : {}

/** Where a run leaves its results for `.ci/run`. */
const report = process.env['VIECAP_TEST_REPORT']

/** Leaves the errors that no test caught beside the report, which is without them. */
const uncaught: Reporter = {
  onTestRunEnd(_files, errors) {
    if (!report || errors.length === 0) return
    const lines = errors.map(({ message, VITEST_TEST_PATH: file }) => ({ message, file }))
    writeFileSync(`${report}.uncaught`, JSON.stringify(lines))
  }
}

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }], uncaught] : ['default'],
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: [
            '{lab,src/main,src/shared,src/preload}/**/*.test.ts',
            'test/reference/**/*.test.ts'
          ],
          // A file leaves nothing behind, so that modules are loaded once a worker.
          isolate: false,
          testTimeout: 90_000
        }
      },
      {
        plugins: [vue()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          // A page of its own for each file, without a process of its own.
          pool: 'vmThreads',
          maxWorkers,
          expect: poll,
          include: ['src/renderer/**/*.test.ts'],
          // The colours of the charts are tested.
          css: { include: [/tokens\.css/] },
          testTimeout: 90_000
        }
      },
      {
        test: {
          ...node,
          name: 'oracle',
          include: ['test/oracle/**/*.test.ts'],
          // Only a graphics card's graphs can be in the wrong place, and only its state away from the host.
          exclude: ['test/oracle/{placement,resident,run}.test.ts'],
          testTimeout: 300_000
        }
      },
      {
        test: {
          ...node,
          name: 'oracle-webgpu',
          include: ['test/oracle/{clip,decoding,forward,placement,resident,run,training}.test.ts'],
          env: { VIECAP_TEST_DEVICE: 'webgpu', ...softwareAdapter },
          testTimeout: 300_000,
          hookTimeout: 60_000
        }
      },
      {
        test: {
          ...node,
          name: 'integration',
          include: ['test/{integration,desktop}/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000
        }
      },
      {
        // What takes minutes to hours: many kills, the whole contract fuzzed, hostile files.
        test: {
          ...node,
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 300_000,
          // At full length they measure and kill many processes: alone.
          fileParallelism: process.env['VIECAP_LONG'] === 'small'
        }
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          isolate: false,
          // Ends nothing but endless loops: each wait has a limit of its own.
          testTimeout: 900_000,
          hookTimeout: 300_000
        }
      }
    ]
  }
})
