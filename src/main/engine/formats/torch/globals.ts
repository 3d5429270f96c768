import type { Dtype } from '../weights/dtypes'
import {
  ForeignObject,
  TorchGlobal,
  TorchStorage,
  TorchTensor,
  viewStorage,
  type TorchKey,
  type TorchValue
} from './values'

/** Storage classes of torch by the type of their elements. */
export const storageDtypes = new Map<string, Dtype>([
  ['torch.DoubleStorage', 'F64'],
  ['torch.FloatStorage', 'F32'],
  ['torch.HalfStorage', 'F16'],
  ['torch.BFloat16Storage', 'BF16'],
  ['torch.LongStorage', 'I64'],
  ['torch.IntStorage', 'I32'],
  ['torch.ShortStorage', 'I16'],
  ['torch.CharStorage', 'I8'],
  ['torch.ByteStorage', 'U8'],
  ['torch.BoolStorage', 'BOOL']
])

type Arguments = readonly TorchValue[]

/**
 * What may be called, and what it returns. Nothing else can be. None gives back more than its
 * arguments hold, and none copies a list of any length: a pickle can name one value many times.
 */
const functions: Readonly<Record<string, (args: Arguments) => TorchValue>> = {
  'collections.OrderedDict': (args) => {
    if (args.length === 0) return new Map()
    throw new Error('an OrderedDict is made with its items, which torch does not do')
  },
  'torch._utils._rebuild_tensor': rebuildTensor,
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  'torch._utils._rebuild_parameter': ([tensor]) => {
    if (tensor instanceof TorchTensor) return tensor
    throw new Error('a parameter is made of something that is no tensor')
  },
  'torch.Size': ([sizes]) => wholeNumbers(sizes),
  'torch.device': ([type]) => asValue(type)
}

/** Names that stand for themselves: element types, layouts. */
const constants =
  /^torch\.(float(16|32|64)?|double|half|bfloat16|u?int(8|16|32|64)|short|int|long|bool|strided)$/

/** What an archive names by `module` and `name`. Throws `ForeignObject` for all but the few known. */
export function findGlobal(module: string, name: string): TorchGlobal {
  const full = `${module}.${name}`
  const known = Object.hasOwn(functions, full) || storageDtypes.has(full) || constants.test(full)
  if (!known) throw new ForeignObject(full)
  return new TorchGlobal(full)
}

export function call(callee: TorchValue | undefined, args: TorchValue | undefined): TorchValue {
  const name = callee instanceof TorchGlobal ? callee.name : ''
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!known || !Array.isArray(args)) throw new Error(`it calls ${name || 'no function'}`)
  return known(args)
}

/** Storage, offset, sizes, strides; what follows them (gradients, hooks) is of no use here. */
function rebuildTensor([storage, offset, shape, strides]: Arguments): TorchTensor {
  if (!(storage instanceof TorchStorage) || typeof offset !== 'number') {
    throw new Error('a tensor is made of something that is no storage')
  }
  return viewStorage(storage, offset, wholeNumbers(shape), wholeNumbers(strides))
}

/** Throws where a value cannot be a key of a dict. */
export function asKey(value: TorchValue | undefined): TorchKey {
  if (value === undefined || (typeof value === 'object' && value !== null)) {
    throw new Error('a dict has a key that is neither text nor number')
  }
  return value
}

export function asValue(value: TorchValue | undefined): TorchValue {
  if (value === undefined) throw new Error('a value is missing')
  return value
}

/** More axes than any tensor has. */
const MAX_AXES = 32

function wholeNumbers(value: TorchValue | undefined): number[] {
  if (!Array.isArray(value) || value.length > MAX_AXES) {
    throw new Error('the sizes of a tensor are no tuple')
  }
  return value.map((size) => {
    if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0) return size
    throw new Error('a size of a tensor is no whole number')
  })
}
