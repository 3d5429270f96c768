import type { KnipConfig } from 'knip'

/**
 * `npm run knip` finds what no part of the product reaches, `!` marking the product's own files:
 * code that only tests call goes. An export that its own file uses is no dead code. What tests alone
 * must read, since it shows nowhere else, is tagged `@internal` with the reason.
 */
const config: KnipConfig = {
  entry: [
    // The entries of electron.vite.config.ts.
    'src/main/hosts/{desktop,cli}/main.ts!',
    'src/main/engine/server/process.ts!',
    'src/main/store/reader/reader-thread.ts!',
    'src/main/vision/{image-process,reading-thread}.ts!',
    'src/main/services/import/read/parquet-thread.ts!',
    'src/main/services/similar/map/map-thread.ts!',
    'src/preload/index.ts!',
    'src/renderer/main.ts!',
    'src/renderer/log-in/main.ts!',
    'lab/{cli.ts,run.mjs}!',
    'scripts/*.mjs!'
  ],
  project: ['{src,lab,scripts}/**/*.{ts,vue,mjs}!', '!**/*.test.ts!', '!**/test/**!'],
  ignoreExportsUsedInFile: true
}

export default config
