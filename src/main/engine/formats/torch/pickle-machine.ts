import { asKey, asValue, call, findGlobal } from './globals'
import type { PickleReader } from './pickle-reader'
import { TorchTensor, type TorchValue } from './values'

/** Marks where the items of a tuple, list or dict begin on the stack. */
const MARK = Symbol('mark')
type Item = TorchValue | typeof MARK

/** Longer pickles hold no model; what is made of one takes up to forty times its bytes. */
export const MAX_PICKLE_BYTES = 2 ** 26

/** Makes a value of the id by which a pickle refers to something outside it. */
export type LoadPersistent = (id: TorchValue) => TorchValue

/**
 * Runs one pickle (protocols 2 to 5, the part of them that torch.save writes) up to its STOP. It
 * can build plain data and tensors, and knows no way to call anything else. Each opcode takes at
 * least a byte and adds at most one value, so that memory grows with the pickle alone.
 *
 * Throws `ForeignObject`, `PickleCutShort`, or an `Error` that says what is wrong.
 */
export function runPickle(reader: PickleReader, loadPersistent: LoadPersistent): TorchValue {
  return new PickleMachine(reader, loadPersistent).run()
}

class PickleMachine {
  readonly #stack: Item[] = []
  readonly #memo = new Map<number, TorchValue>()
  #result: TorchValue | undefined

  constructor(
    readonly reader: PickleReader,
    readonly loadPersistent: LoadPersistent
  ) {}

  run(): TorchValue {
    while (this.#result === undefined) {
      const opcode = this.reader.uint8()
      const operation = operations[opcode]
      if (!operation) throw new Error(`its pickle has the unknown opcode ${opcode}`)
      operation(this)
    }
    return this.#result
  }

  push(value: TorchValue): void {
    this.#stack.push(value)
  }

  mark(): void {
    this.#stack.push(MARK)
  }

  pop(): TorchValue {
    const value = this.#stack.pop()
    if (value === undefined || value === MARK) throw new Error('its pickle takes what is not there')
    return value
  }

  top(): TorchValue {
    const value = this.pop()
    this.push(value)
    return value
  }

  /** Everything above the last mark, which goes too. */
  popMarked(): TorchValue[] {
    const at = this.#stack.lastIndexOf(MARK)
    if (at < 0) throw new Error('its pickle lacks a mark')
    // Nothing above the last mark is one.
    const items = this.#stack.splice(at).slice(1) as TorchValue[]
    return items
  }

  popMany(count: number): TorchValue[] {
    return Array.from({ length: count }, () => this.pop()).reverse()
  }

  remember(index: number): void {
    this.#memo.set(index, this.top())
  }

  rememberNext(): void {
    this.remember(this.#memo.size)
  }

  recall(index: number): void {
    const value = this.#memo.get(index)
    if (value === undefined) throw new Error(`its pickle recalls ${index}, which is not there`)
    this.push(value)
  }

  append(items: readonly TorchValue[]): void {
    const list = this.top()
    if (!Array.isArray(list)) throw new Error('its pickle appends to what is no list')
    for (const item of items) list.push(item)
  }

  setItems(items: readonly TorchValue[]): void {
    const dict = this.top()
    if (!(dict instanceof Map)) throw new Error('its pickle sets an item of what is no dict')
    for (let at = 0; at < items.length; at += 2) dict.set(asKey(items[at]), asValue(items[at + 1]))
  }

  stop(): void {
    this.#result = this.pop()
  }
}

function setState(machine: PickleMachine): void {
  machine.pop()
  const object = machine.top()
  // The state of an OrderedDict is its _metadata, that of a parameter its attributes: of no use.
  if (object instanceof Map || object instanceof TorchTensor) return
  throw new Error('its pickle gives a state to what is no dict')
}

function callTop(machine: PickleMachine): void {
  const [callee, args] = machine.popMany(2)
  machine.push(call(callee, args))
}

function nameGlobal(machine: PickleMachine, module: TorchValue, name: TorchValue): void {
  if (typeof module !== 'string' || typeof name !== 'string') {
    throw new Error('its pickle names an object by something that is no text')
  }
  machine.push(findGlobal(module, name))
}

/** Lengths of protocol 4 have eight bytes. */
function length64({ reader }: PickleMachine): number {
  const low = reader.uint32()
  return reader.uint32() * 2 ** 32 + low
}

/** What each opcode does; https://docs.python.org/3/library/pickletools.html names them. */
const operations: Readonly<Record<number, (machine: PickleMachine) => void>> = {
  /* PROTO */ 0x80: ({ reader }) => {
    const protocol = reader.uint8()
    if (protocol < 2 || protocol > 5) throw new Error(`its pickle has the protocol ${protocol}`)
  },
  /* FRAME */ 0x95: (m) => void length64(m),
  /* STOP */ 0x2e: (m) => m.stop(),

  /* NONE */ 0x4e: (m) => m.push(null),
  /* NEWTRUE */ 0x88: (m) => m.push(true),
  /* NEWFALSE */ 0x89: (m) => m.push(false),
  /* BININT */ 0x4a: (m) => m.push(m.reader.int32()),
  /* BININT1 */ 0x4b: (m) => m.push(m.reader.uint8()),
  /* BININT2 */ 0x4d: (m) => m.push(m.reader.uint16()),
  /* LONG1 */ 0x8a: (m) => m.push(m.reader.integer(m.reader.uint8())),
  /* BINFLOAT */ 0x47: (m) => m.push(m.reader.float64()),
  /* BINUNICODE */ 0x58: (m) => m.push(m.reader.text(m.reader.uint32())),
  /* SHORT_BINUNICODE */ 0x8c: (m) => m.push(m.reader.text(m.reader.uint8())),
  /* BINUNICODE8 */ 0x8d: (m) => m.push(m.reader.text(length64(m))),
  /* BINSTRING */ 0x54: (m) => m.push(m.reader.text(m.reader.uint32())),
  /* SHORT_BINSTRING */ 0x55: (m) => m.push(m.reader.text(m.reader.uint8())),
  /* BINBYTES */ 0x42: (m) => m.push(m.reader.bytes(m.reader.uint32())),
  /* SHORT_BINBYTES */ 0x43: (m) => m.push(m.reader.bytes(m.reader.uint8())),

  /* MARK */ 0x28: (m) => m.mark(),
  /* EMPTY_TUPLE */ 0x29: (m) => m.push([]),
  /* TUPLE1 */ 0x85: (m) => m.push(m.popMany(1)),
  /* TUPLE2 */ 0x86: (m) => m.push(m.popMany(2)),
  /* TUPLE3 */ 0x87: (m) => m.push(m.popMany(3)),
  /* TUPLE */ 0x74: (m) => m.push(m.popMarked()),
  /* EMPTY_LIST */ 0x5d: (m) => m.push([]),
  /* LIST */ 0x6c: (m) => m.push(m.popMarked()),
  /* APPEND */ 0x61: (m) => m.append(m.popMany(1)),
  /* APPENDS */ 0x65: (m) => m.append(m.popMarked()),
  /* EMPTY_DICT */ 0x7d: (m) => m.push(new Map()),
  /* SETITEM */ 0x73: (m) => m.setItems(m.popMany(2)),
  /* SETITEMS */ 0x75: (m) => m.setItems(m.popMarked()),

  /* BINPUT */ 0x71: (m) => m.remember(m.reader.uint8()),
  /* LONG_BINPUT */ 0x72: (m) => m.remember(m.reader.uint32()),
  /* MEMOIZE */ 0x94: (m) => m.rememberNext(),
  /* BINGET */ 0x68: (m) => m.recall(m.reader.uint8()),
  /* LONG_BINGET */ 0x6a: (m) => m.recall(m.reader.uint32()),

  /* GLOBAL */ 0x63: (m) => nameGlobal(m, m.reader.line(), m.reader.line()),
  /* STACK_GLOBAL */ 0x93: (m) => {
    const name = m.pop()
    nameGlobal(m, m.pop(), name)
  },
  /* REDUCE */ 0x52: callTop,
  /* BUILD */ 0x62: setState,
  /* BINPERSID */ 0x51: (m) => m.push(m.loadPersistent(m.pop()))
}
