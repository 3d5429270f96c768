import * as v from 'valibot'
import { expect, test } from 'vitest'
import { checkedOnce } from './checked-once'

test('an object is checked once, and everyone gets the same result', () => {
  let checks = 0
  const schema = checkedOnce(
    v.pipe(
      v.object({ count: v.number() }),
      v.check(() => (checks += 1) > 0)
    )
  )
  const validate = (value: unknown) => schema['~standard'].validate(value)
  const event = { count: 1 }
  expect(validate(event)).toBe(validate(event))
  expect(validate({ count: 1 })).toMatchObject({ value: { count: 1 } })
  expect(checks).toBe(2)
  expect(validate(5)).toMatchObject({ issues: [{ type: 'object' }] })
})
