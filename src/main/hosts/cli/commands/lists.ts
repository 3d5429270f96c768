import { Argument, Command, Option } from 'commander'
import type { WorkList, WorkListWish } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { teamMembers } from '../../../services/people/team-members'
import { findConfigDir } from '../../../services/settings/config-dir'
import type { CommandContext } from '../context'
import { libraryOption, toCount, toNumber } from '../options'
import type { Session } from '../session'

interface CreateOptions {
  people: WorkListWish['people']
  filter: string
  overlap?: number | 'all'
  overlapPeople?: number
  seed: number
}
interface ReassignOptions {
  from?: string[]
  to: string[]
}

const nameArgument = () => new Argument('<name>', 'name of the work list')

/** Work lists: images that are split among people. */
export function listsCommand(context: CommandContext): Command {
  const lists = new Command('lists').description(
    'split images among people, and see how far they are'
  )

  lists
    .command('create')
    .description('split the images of a filter among people')
    .addArgument(nameArgument())
    .addOption(libraryOption())
    .addOption(
      new Option('--people <names>', 'evenly (lan,minh), or by number (lan=20,minh=10)')
        .argParser(toPeople)
        .makeOptionMandatory()
    )
    .option('--filter <text>', 'only images that match this filter, as in the window', '')
    .option('--overlap <n>', 'how many images several people are given, or all', toOverlap)
    .option('--overlap-people <n>', 'how many people each of them goes to; by default all', toCount)
    .option('--seed <n>', 'the same seed splits in the same way', toNumber, 1)
    .action((name: string, options: CreateOptions, command: Command) =>
      inLibrary(command, async ({ api, output }) => {
        const { people, filter, overlap = 0, overlapPeople = null, seed } = options
        const images = overlap === 'all' ? null : overlap
        const list = await api.workLists.create({
          ...{ name, filter, people, seed },
          // Said alone, it is meant for all images.
          overlap: {
            images: options.overlap === undefined && overlapPeople !== null ? null : images,
            people: overlapPeople
          }
        })
        output.result(list, describe(list))
      })
    )
  lists
    .command('list')
    .description('list the work lists, the newest first')
    .addOption(libraryOption())
    .action((_options, command: Command) =>
      inLibrary(
        command,
        async ({ api, output }) => {
          const all = await api.workLists.list()
          output.result(
            { lists: all },
            all.map((list) => describe(list)[0] ?? '')
          )
        },
        true
      )
    )
  lists
    .command('show')
    .description('show how far each person is with a list')
    .addArgument(nameArgument())
    .addOption(libraryOption())
    .action((name: string, _options, command: Command) =>
      inLibrary(
        command,
        async (session) => {
          const list = await find(session, name)
          session.output.result(list, describe(list))
        },
        true
      )
    )
  lists
    .command('reassign')
    .description('give what is open to other people')
    .addArgument(nameArgument())
    .addOption(libraryOption())
    .addOption(
      new Option('--from <names>', 'whose open images; by default everybody’s').argParser(toNames)
    )
    .addOption(
      new Option('--to <names>', 'who is given them').argParser(toNames).makeOptionMandatory()
    )
    .action((name: string, { from, to }: ReassignOptions, command: Command) =>
      inLibrary(command, async (session) => {
        const { id } = await find(session, name)
        const list = await session.api.workLists.reassign({ id, from: from ?? null, to })
        session.output.result(list, describe(list))
      })
    )
  lists
    .command('close')
    .description('end a list: what is open in it is nobody’s any more')
    .addArgument(nameArgument())
    .addOption(libraryOption())
    .option('--reopen', 'take it up again')
    .action((name: string, { reopen = false }: { reopen?: boolean }, command: Command) =>
      inLibrary(command, async (session) => {
        const { id } = await find(session, name)
        const list = await session.api.workLists.setClosed({ id, closed: !reopen })
        session.output.result(list, describe(list))
      })
    )
  return lists

  function inLibrary(
    command: Command,
    work: (session: Session) => Promise<void>,
    readOnly = false
  ): Promise<void> {
    return context.session(
      command,
      (session) => {
        const members = teamMembers(findConfigDir())
        session.workbench.members = members && (() => members)
        return work(session)
      },
      { readOnly }
    )
  }
}

/** Throws `assignment.no-list`. */
async function find({ api }: Session, name: string): Promise<WorkList> {
  const wanted = name.normalize('NFC')
  const list = (await api.workLists.list()).find((other) => other.name === wanted)
  if (!list) throw new AppError('assignment.no-list', { name })
  return list
}

const toNames = (text: string): string[] => text.split(',').map((name) => name.trim())

/** Throws `assignment.bad-person`. */
const toPeople = (text: string): WorkListWish['people'] =>
  toNames(text).map((part) => {
    const [, name = '', count] = /^([^=]+?)(?:=(\d{1,9}))?$/.exec(part) ?? []
    if (name === '' || count === '0') throw new AppError('assignment.bad-person', { text: part })
    return { name, images: count === undefined ? null : Number(count) }
  })

const toOverlap = (text: string): number | 'all' => (text === 'all' ? text : toCount(text))

function describe({ name, images, pool, people, expectedEnd, closedAt }: WorkList): string[] {
  const sum = (of: 'open' | 'done') => people.reduce((total, person) => total + person[of], 0)
  const end = expectedEnd === null ? '' : `, expected end ${new Date(expectedEnd).toISOString()}`
  return [
    `${name}: ${images} images, ${sum('done')} done, ${sum('open')} open${
      pool > 0 ? `, ${pool} in the pool` : ''
    }${closedAt === null ? end : ', closed'}`,
    ...people.map((person) => {
      const pace = person.perHour === null ? '' : `, ${person.perHour.toFixed(1)} an hour`
      return `  ${person.name}: ${person.done} done, ${person.open} open, ${person.skipped} skipped${pace}`
    })
  ]
}
