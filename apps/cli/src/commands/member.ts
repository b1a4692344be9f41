import { Role, routes } from '@polyphony/contract'
import { type Command, Option } from 'commander'
import { type ConnectionOptions, connect, findWorkspace, withConnection } from '../connection.ts'
import { createOutput } from '../output.ts'

interface MemberOptions extends ConnectionOptions {
  workspace?: string
  role: Role
  email?: string
}

const inWorkspace = (command: Command): Command =>
  withConnection(command).option(
    '--workspace <id or name>',
    'the workspace; may be left out when there is only one',
  )

const roleOption = () => new Option('--role <role>', 'role').choices(Role.options).makeOptionMandatory()

/** `polyphony member`: the team of a workspace. */
export const addMember = (program: Command): void => {
  const member = program.command('member').description('the team of a workspace')

  inWorkspace(member.command('list').description('who is in the team')).action(
    async (options: MemberOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const { api } = connect(options)
      const members = await api.call(routes.listMembers, {
        params: { workspace: await findWorkspace(api, options.workspace) },
      })
      out.result(
        members,
        members.map(one => `${one.id}  ${one.role.padEnd(11)}  ${one.name} <${one.email}>`).join('\n'),
      )
    },
  )

  inWorkspace(member.command('invite').description('make an invitation link'))
    .addOption(roleOption())
    .option('--email <address>', 'only for this address')
    .action(async (options: MemberOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const { api } = connect(options)
      const workspace = await findWorkspace(api, options.workspace)
      const body = { role: options.role, email: options.email ?? null }
      const made = await api.call(routes.createInvitation, { params: { workspace }, body })
      out.result(made, made.url)
    })

  inWorkspace(member.command('role').description("change a member's role").argument('<member>'))
    .addOption(roleOption())
    .action(async (id: string, options: MemberOptions, command: Command) => {
      const out = createOutput(Boolean(command.optsWithGlobals().json))
      const { api } = connect(options)
      const workspace = await findWorkspace(api, options.workspace)
      const changed = await api.call(routes.updateMember, {
        params: { workspace, member: id },
        body: { role: options.role },
      })
      out.result(changed, `${changed.name} is now ${changed.role}.`)
    })

  inWorkspace(
    member.command('remove').description('remove a member; what they wrote stays').argument('<member>'),
  ).action(async (id: string, options: MemberOptions, command: Command) => {
    const out = createOutput(Boolean(command.optsWithGlobals().json))
    const { api } = connect(options)
    const workspace = await findWorkspace(api, options.workspace)
    const result = await api.call(routes.removeMember, { params: { workspace, member: id } })
    out.result(result, `Member ${id} is removed.`)
  })
}
