import type { TensorToWrite } from '../safetensors/safetensors'

/**
 * The pickle of a state dict as torch.save writes it (protocol 2): an OrderedDict of float32
 * tensors by name, row-major, each the whole of the storage that `keyOf` names. Names with one key
 * share it.
 */
export function pickleStateDict(
  tensors: ReadonlyMap<string, TensorToWrite>,
  keyOf: (name: string) => string
): Buffer {
  const pickle = new PickleWriter()
  pickle.bytes(0x80, 2)
  pickle.global('collections', 'OrderedDict')
  pickle.text(')R(')
  for (const [name, { shape, data }] of tensors) {
    pickle.string(name)
    pickle.global('torch._utils', '_rebuild_tensor_v2')
    pickle.text('(')
    pickle.text('(')
    pickle.string('storage')
    pickle.global('torch', 'FloatStorage')
    pickle.string(keyOf(name))
    pickle.string('cpu')
    pickle.integer(data.length)
    pickle.text('tQ')
    pickle.integer(0)
    pickle.tuple(shape)
    pickle.tuple(rowMajorStrides(shape))
    // No gradient is wanted, and no hooks are set.
    pickle.bytes(0x89)
    pickle.global('collections', 'OrderedDict')
    pickle.text(')RtR')
  }
  pickle.text('u.')
  return pickle.join()
}

function rowMajorStrides(shape: readonly number[]): number[] {
  let stride = 1
  return shape
    .toReversed()
    .map((size) => {
      const own = stride
      stride *= size
      return own
    })
    .toReversed()
}

/** Opcodes one after the other; letters are their names in https://docs.python.org/3/library/pickletools.html. */
class PickleWriter {
  readonly #parts: Buffer[] = []

  bytes(...values: number[]): void {
    this.#parts.push(Buffer.from(values))
  }

  text(opcodes: string): void {
    this.#parts.push(Buffer.from(opcodes, 'latin1'))
  }

  global(module: string, name: string): void {
    this.text(`c${module}\n${name}\n`)
  }

  string(text: string): void {
    const bytes = Buffer.from(text)
    const head = Buffer.from('X\0\0\0\0', 'latin1')
    head.writeUInt32LE(bytes.length, 1)
    this.#parts.push(head, bytes)
  }

  /** As a 32-bit number, or a longer one of eight bytes. */
  integer(value: number): void {
    const isLong = value > 0x7fffffff
    const piece = Buffer.alloc(isLong ? 10 : 5)
    if (isLong) {
      piece.writeUInt8(0x8a, 0)
      piece.writeUInt8(8, 1)
      piece.writeBigInt64LE(BigInt(value), 2)
    } else {
      piece.write('J', 'latin1')
      piece.writeInt32LE(value, 1)
    }
    this.#parts.push(piece)
  }

  tuple(values: readonly number[]): void {
    this.text('(')
    for (const value of values) this.integer(value)
    this.text('t')
  }

  join(): Buffer {
    return Buffer.concat(this.#parts)
  }
}
