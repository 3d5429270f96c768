import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { only } from '../fixtures/temp-library'
import { cli } from '../integration/support/serve'
import { manyImages } from '../integration/support/trained-library'
import { jsonLines, outcomeOf, startViecap, viecap } from '../integration/support/viecap'
import { inSmall } from './scale'
import { slurmLacks, startSlurm, type Slurm } from './support/slurm'

const lacks = inSmall ? 'takes minutes' : slurmLacks()

const IMAGES = 3000

/** Two nodes, one of which dies while it captions; every step from the one before. */
describe.skipIf(lacks)(
  `captioning in three shards on real Slurm${lacks ? ` (${lacks})` : ''}`,
  () => {
    let dir = ''
    let slurm: Slurm
    const home = () => join(dir, 'home')
    const call = (out: string, ...more: string[]) => [
      ...['caption', join(dir, 'images'), '--model', oraclePath('clipcap', 'clipcap.safetensors')],
      ...['--clip', oraclePath('clip'), '--gpt', oraclePath('gpt2', 'safetensors')],
      ...['--max-tokens', '6', '--no-reuse', '--out', join(dir, out), '--json', ...more]
    ]
    /** What each shard has logged of its images. */
    const logged = (): number[][] => {
      const jobs = join(dir, 'shared', only(readdirSync(join(dir, 'shared'))), 'jobs')
      const files = readdirSync(jobs, { recursive: true, encoding: 'utf8' })
      return files
        .filter((file) => file.endsWith('log.jsonl'))
        .map((file) =>
          wholeLines(readFileSync(join(jobs, file), 'utf8')).flatMap((line) =>
            'ids' in line ? (line['ids'] as number[]) : []
          )
        )
    }
    const eventually = (check: () => unknown) =>
      vi.waitFor(check, { timeout: 600_000, interval: 500 })

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'viecap-slurm-shards-'))
      slurm = await startSlurm(join(dir, 'slurm'))
      vi.stubEnv('SLURM_CONF', slurm.conf)
      manyImages(join(dir, 'images'), IMAGES)
      mkdirSync(join(home(), 'clusters'), { recursive: true })
      const profile = {
        folder: join(dir, 'shared'),
        command: `${process.execPath} ${cli}`,
        setup: [`export VIECAP_HOME=${home()}`],
        ...{ partition: 'main', device: 'cpu', cpus: 1, time: '00:30:00', every: 1 }
      }
      mkdirSync(profile.folder)
      writeFileSync(join(home(), 'clusters', 'lab.json'), JSON.stringify(profile))
    })
    afterAll(() => {
      slurm?.stop()
      vi.unstubAllEnvs()
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
    })

    it('loses nothing and captions no image twice where a node and the follower die', async () => {
      const asked = ['--profile', 'lab', '--shards', '3', '--follow']
      const follower = startViecap(home(), ...call('there.json', ...asked))
      const ended = outcomeOf(follower)
      await eventually(() => {
        const counts = logged().map(({ length }) => length)
        expect(counts.filter((count) => count > 100).length).toBeGreaterThanOrEqual(2)
        // All of it is still under way.
        expect(Math.max(...counts)).toBeLessThan(IMAGES / 3)
      })
      follower.kill('SIGKILL')
      await ended
      slurm.killNode('n1')
      await eventually(() => expect(slurm.command('sinfo', '-h', '-o%N %T')).toMatch(/n1 down/))
      await slurm.startNode('n1')

      const { code, stdout } = await viecap(home(), ...call('there.json', ...asked))
      const told = jsonLines(stdout)
      expect(told.at(-2)).toMatchObject({ job: { state: 'done', cluster: { ended: 3 } } })
      expect({ code, result: told.at(-1) }).toMatchObject({
        code: 0,
        result: { done: IMAGES, skipped: 0, failed: 0, captions: IMAGES }
      })
      const all = Array.from({ length: IMAGES }, (_, index) => index)
      expect(
        logged()
          .flat()
          .sort((a, b) => a - b)
      ).toEqual(all)
      const jobs = slurm.command('squeue', '-h', '--states=all', '--array', '--format=%F %i').trim()
      expect(new Set(jobs.split('\n').map((line) => line.split(' ')[0])).size).toBe(1)
    })

    it('writes what this machine writes', async () => {
      const { code } = await viecap(home(), ...call('here.json', '--device', 'cpu'))
      expect(code).toBe(0)
      const read = (file: string) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as unknown
      expect(read('there.json')).toEqual(read('here.json'))
    })
  }
)

/** The lines of a log that are whole. */
const wholeLines = (text: string): Record<string, unknown>[] =>
  text.split('\n').flatMap((line) => {
    try {
      const found: unknown = JSON.parse(line)
      return typeof found === 'object' && found !== null ? [{ ...found }] : []
    } catch {
      return []
    }
  })
