import { expect, it } from 'vitest'
import { contract } from './contract'
import { mayCall, rolesOf, rowOf } from './roles'

const procedures = Object.entries(contract).flatMap(([area, names]) =>
  Object.keys(names).map((name) => [area, name])
)

it('the table has every procedure of the contract and no other', () => {
  const rows = Object.entries(rolesOf).flatMap(([area, names]) =>
    Object.keys(names).map((name) => [area, name])
  )
  expect(rows.sort()).toEqual(procedures.sort())
})

it('a role may do what those before it may, and what is in no table takes an admin', () => {
  expect(rowOf(['captions', 'remove'])).toEqual({ role: 'annotator', audited: true })
  expect(mayCall('trainer', ['bulk', 'edit'])).toBe(true)
  expect(mayCall('annotator', ['bulk', 'edit'])).toBe(false)
  for (const path of [['constructor', 'name'], ['captions', 'toString'], ['captions'], []]) {
    expect(rowOf(path)).toEqual({ role: 'admin', audited: false })
  }
})
