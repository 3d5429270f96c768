import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const node = { environment: 'node' as const, pool: 'forks' as const }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['src/{main,shared,preload}/**/*.test.ts'],
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
          testTimeout: 300_000
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
