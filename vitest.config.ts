import vue from '@vitejs/plugin-vue'
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Files run side by side on all cores, whatever project they belong to. */
const maxWorkers = '100%'
const node = { environment: 'node' as const, pool: 'forks' as const, maxWorkers }

/** Where Debian's chromium keeps a Vulkan loader and SwiftShader, which plays a graphics card. */
const swiftShader = '/usr/lib/chromium'
const icd = `${swiftShader}/vk_swiftshader_icd.json`

/** Makes WebGPU work where there is no card; `VK_ICD_FILENAMES`, also empty, is left as it is. */
const softwareAdapter =
  process.env['VK_ICD_FILENAMES'] === undefined && existsSync(icd)
    ? { VK_ICD_FILENAMES: icd, LD_LIBRARY_PATH: swiftShader }
    : {}

/** Real processes on a shared machine: in CI a test is run once more before it fails, and marked. */
const retry = process.env['CI'] ? 1 : 0

/** Where a run leaves its counts for `.ci/run`. */
const report = process.env['VIECAP_TEST_REPORT']

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: [
            '{lab,src/main,src/shared,src/preload}/**/*.test.ts',
            'test/reference/**/*.test.ts'
          ],
          testTimeout: 30_000
        }
      },
      {
        plugins: [vue()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          maxWorkers,
          include: ['src/renderer/**/*.test.ts'],
          // The colours of the charts are tested.
          css: { include: [/tokens\.css/] },
          testTimeout: 30_000
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
          testTimeout: 180_000,
          hookTimeout: 60_000,
          retry
        }
      },
      {
        // What takes minutes to hours: many kills, the whole contract fuzzed, hostile files.
        test: {
          ...node,
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          retry
        }
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          // What a person would see a moment later is waited for, on however slow a machine.
          expect: { poll: { timeout: 60_000 } },
          retry
        }
      }
    ]
  }
})
