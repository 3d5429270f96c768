import { Argument, Command, Option } from 'commander'
import { roles, type Role } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { People } from '../../../services/people/people'
import { findConfigDir } from '../../../services/settings/config-dir'
import { invitationLink, readPublicUrl } from '../../web/team/public-url'
import type { CommandContext } from '../context'
import { toCount } from '../options'

interface RoleOption {
  role: Role
}
interface EmailOption {
  email?: string
}
interface UrlOption {
  publicUrl?: string
}

const nameArgument = () => new Argument('<name>', 'name of the user')
const roleOption = () =>
  new Option('--role <role>', 'what the user may do').choices(roles).makeOptionMandatory()
const urlOption = () =>
  new Option(
    '--public-url <url>',
    'address of the server; by default the one that viecap serve was last started with'
  )

/** The people of the server that `viecap serve --public-url` starts with the same settings folder. */
export function usersCommand({ output }: CommandContext): Command {
  const users = new Command('users').description('manage who may use the server of a team')

  users
    .command('add')
    .description('add a user and print a link with which they choose a password')
    .addArgument(nameArgument())
    .addOption(roleOption())
    .addOption(urlOption())
    .option('--email <address>', 'by which the OpenID Connect provider knows them')
    .action((name: string, { role, publicUrl, email }: RoleOption & UrlOption & EmailOption) =>
      withPeople((people) => {
        const url = urlOf(people, publicUrl)
        const token = people.add(name, role, email)
        tellInvitation(name, invitationLink(url, token))
      })
    )
  users
    .command('list')
    .description('list the users')
    .action(() =>
      withPeople((people) => {
        const list = people.list()
        output.result(
          { users: list },
          list.map(({ name, role, email, disabled, hasPassword, seenAt }) => {
            const state = disabled ? 'disabled' : hasPassword ? 'active' : 'invited'
            const seen = seenAt === null ? '' : `seen ${toTime(seenAt)}`
            return [name, role, state, email ?? '', seen].join('  ')
          })
        )
      })
    )
  users
    .command('role')
    .description('change what a user may do, from their next call on')
    .addArgument(nameArgument())
    .addOption(roleOption())
    .action((name: string, { role }: RoleOption) =>
      withPeople((people) => {
        people.setRole(name, role)
        output.result({ name, role }, [`${name} is now ${role}`])
      })
    )
  users
    .command('email')
    .description('set by which address the OpenID Connect provider knows a user; none to remove it')
    .addArgument(nameArgument())
    .addArgument(new Argument('[address]', 'e-mail address'))
    .action((name: string, address?: string) =>
      withPeople((people) => {
        people.setEmail(name, address ?? null)
        output.result({ name, email: address ?? null }, [
          `${name}: ${address ?? 'no e-mail address'}`
        ])
      })
    )
  users
    .command('disable')
    .description('sign a user out and let them in no more; what they wrote stays theirs')
    .addArgument(nameArgument())
    .action((name: string) => setDisabled(name, true))
  users
    .command('enable')
    .description('let a disabled user in again')
    .addArgument(nameArgument())
    .action((name: string) => setDisabled(name, false))
  users
    .command('reset')
    .description('sign a user out and print a link with which they choose a new password')
    .addArgument(nameArgument())
    .addOption(urlOption())
    .action((name: string, { publicUrl }: UrlOption) =>
      withPeople((people) => {
        const url = urlOf(people, publicUrl)
        tellInvitation(name, invitationLink(url, people.reset(name)))
      })
    )
  users
    .command('log')
    .description('show log-ins, changes of roles, exports and deletions, the newest first')
    .option('--limit <n>', 'number of entries', toCount, 100)
    .action(({ limit }: { limit: number }) =>
      withPeople((people) => {
        const entries = people.audit(limit)
        output.result(
          { entries },
          entries.map(({ at, actor, action, subject, address }) =>
            [toTime(at), action, actor ?? 'command line', JSON.stringify(subject), address]
              .filter((part) => part !== null)
              .join('  ')
          )
        )
      })
    )
  return users

  function setDisabled(name: string, disabled: boolean): void {
    withPeople((people) => {
      people.setDisabled(name, disabled)
      output.result({ name, disabled }, [`${name} is ${disabled ? 'disabled' : 'enabled'}`])
    })
  }

  function tellInvitation(name: string, link: string): void {
    output.result({ name, link }, [link])
    output.note(`Give ${name} this link: it sets a password, once, within a week.`)
  }
}

function withPeople(work: (people: People) => void): void {
  const people = new People(findConfigDir())
  try {
    work(people)
  } finally {
    people.close()
  }
}

/** Throws `people.no-url` or `call.wrong`. */
function urlOf(people: People, given: string | undefined): string {
  const url = given === undefined ? people.url() : readPublicUrl(given)
  if (url === null) throw new AppError('people.no-url')
  return url
}

const toTime = (at: number): string => new Date(at).toISOString()
