import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'
import * as prettier from 'prettier'

const room = resolve(import.meta.dirname, '../src/main/vision/jpeg')

/** Compiles `src/main/vision/jpeg/kernel` to WebAssembly. */
export async function compileKernel(): Promise<Buffer> {
  let binary: Uint8Array = new Uint8Array()
  const options = ['--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noAssert']
  const { error, stderr } = await asc.main(
    [
      ...['index.ts', '--baseDir', resolve(room, 'kernel'), '--outFile', 'kernel.wasm'],
      ...['--optimizeLevel', '3', '--shrinkLevel', '1', ...options]
    ],
    {
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents
      }
    }
  )
  if (error) throw new Error(stderr.toString(), { cause: error })
  return Buffer.from(binary)
}

// Called by itself it writes `bytes.ts`.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = (await compileKernel()).toString('base64')
  const lines = text.match(/.{1,96}/g)?.map((line) => `'${line}'`) ?? []
  const file = resolve(room, 'bytes.ts')
  const source = `/** \`kernel/\` as WebAssembly, in base64, by \`npm run make:jpeg-kernel\`. Its test compiles it again. */
export const kernelBytes = Buffer.from([${lines.join(',\n')}].join(''), 'base64')
`
  const options = await prettier.resolveConfig(file)
  await writeFile(file, await prettier.format(source, { ...options, parser: 'typescript' }))
}
