import vue from '@vitejs/plugin-vue'
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const node = { environment: 'node' as const, pool: 'forks' as const }

/** Where Debian's chromium keeps a Vulkan loader and SwiftShader, which plays a graphics card. */
const swiftShader = '/usr/lib/chromium'
const icd = `${swiftShader}/vk_swiftshader_icd.json`

/** Makes WebGPU work where there is no card; `VK_ICD_FILENAMES`, also empty, is left as it is. */
const softwareAdapter =
  process.env['VK_ICD_FILENAMES'] === undefined && existsSync(icd)
    ? { VK_ICD_FILENAMES: icd, LD_LIBRARY_PATH: swiftShader }
    : {}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['src/{main,shared,preload}/**/*.test.ts', 'test/reference/**/*.test.ts'],
          testTimeout: 30_000
        }
      },
      {
        plugins: [vue()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['src/renderer/**/*.test.ts'],
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
          hookTimeout: 60_000
        }
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          fileParallelism: false
        }
      }
    ]
  }
})
