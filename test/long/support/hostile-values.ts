import type { Random } from './random'

/** A piece of JSON as it is written, for what `JSON.stringify` does not write. */
class Written {
  readonly json: string

  constructor(json: string) {
    this.json = json
  }
}

/** A value that oRPC carries beside the JSON: `type` is its number in the meta. */
class Typed {
  readonly type: number
  readonly json: unknown

  constructor(type: number, json: unknown) {
    this.type = type
    this.json = json
  }
}

const nested = (depth: number) => new Written('['.repeat(depth) + ']'.repeat(depth))
const long = (count: number) => 'ắ'.repeat(count)

/** Values that a field does not expect, each the beginning of a kind of trouble elsewhere. */
const VALUES: readonly unknown[] = [
  // Numbers: signs, halves, what is not held exactly, what is no number.
  0,
  -0,
  -1,
  1,
  0.5,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1e308,
  -1e308,
  5e-324,
  new Written('1e999'),
  new Written('-1e999'),
  new Typed(2, null),
  // Texts: empty, broken, long, of other scripts, of other languages' syntax.
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udc00b',
  '\ufeff',
  '\u202eabc',
  'e\u0302\u0301',
  'Một bác sĩ đang khám cho bệnh nhân .',
  '𠀀😀👩‍👩‍👧',
  '<script>alert(1)</script>',
  '{{constructor.constructor("x")()}}',
  "'; DROP TABLE caption; --",
  '%s%n%00',
  '`',
  '$&$1$<a>',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '-',
  '(',
  ')',
  '"',
  '[',
  '(a+)+$',
  '(?<a',
  '\\',
  '\\u{110000}',
  '*',
  'run:',
  'run:run-0001',
  'words:1..',
  'edited:7d',
  'split:train,val',
  'OR',
  '-(-(a',
  'a'.repeat(200),
  long(900),
  long(6000),
  long(12_000),
  // Shapes.
  null,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  { length: 1e9 },
  { toString: 1, valueOf: 1, toJSON: 1 },
  new Written('{"__proto__":{"admin":true}}'),
  new Written('{"constructor":{"prototype":{"x":1}}}'),
  new Written('{"a":1,"a":2}'),
  nested(30),
  nested(60),
  nested(100),
  nested(100_000),
  // What oRPC carries beside JSON.
  new Typed(0, '12345678901234567890'),
  new Typed(0, 'x'),
  new Typed(1, '2026-01-01T00:00:00.000Z'),
  new Typed(1, null),
  new Typed(3, null),
  new Typed(4, 'http://127.0.0.1/'),
  new Typed(4, 'no address'),
  new Typed(5, '/a/g'),
  new Typed(6, [1, 2]),
  new Typed(6, 5),
  new Typed(7, [['a', 1]]),
  new Typed(7, [1])
]

/** Rare, since each costs some megabytes. */
const HUGE: readonly (() => unknown)[] = [
  () => 'x'.repeat(2_000_000),
  () => Array.from({ length: 200_000 }, (_, place) => place),
  () => Array.from({ length: 100_000 }, () => 'x'),
  () => Object.fromEntries(Array.from({ length: 50_000 }, (_, place) => [`k${place}`, place])),
  () => nested(1_000_000)
]

/** Something that no schema asked for; mostly of the kind of `before`, to get behind the schemas. */
export function hostileValue(random: Random, before?: unknown): unknown {
  if (random.chance(0.01)) return random.of(HUGE)()
  const alike = VALUES.filter((value) => typeof value === typeof before)
  return random.of(alike.length > 0 && random.chance(0.6) ? alike : VALUES)
}

/** A body of a call on the wire. */
export function writeBody(input: unknown): string {
  const meta: unknown[] = []
  const json = write(input, [], meta)
  return `{"json":${json}${meta.length > 0 ? `,"meta":${JSON.stringify(meta)}` : ''}}`
}

function write(value: unknown, path: readonly (string | number)[], meta: unknown[]): string {
  if (value instanceof Written) return value.json
  if (value instanceof Typed) {
    meta.push([value.type, ...path])
    return JSON.stringify(value.json)
  }
  if (Array.isArray(value)) {
    return `[${value.map((item, place) => write(item, [...path, place], meta)).join(',')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    return `{${entries
      .map(([key, item]) => `${JSON.stringify(key)}:${write(item, [...path, key], meta)}`)
      .join(',')}}`
  }
  return value === undefined ? 'null' : JSON.stringify(value)
}
