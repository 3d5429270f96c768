import { expect, test } from 'vitest'
import { measureTeam } from '../../lab/bench/team'

test('people work in one library while its server is killed, and no acknowledged edit is lost', async () => {
  const report = await measureTeam({
    people: 6,
    browsers: 0,
    seconds: 30,
    everyMs: 500,
    kills: 3,
    train: false
  })
  expect(report.edits).toBeGreaterThan(0)
  expect(report.lost).toBe(0)
}, 600_000)
