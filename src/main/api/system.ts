import { api, done } from './base'

export const systemRouter = api.system.router({
  info: api.system.info.handler(async ({ context: { workbench } }) => ({
    version: workbench.version,
    host: workbench.host,
    devices: await workbench.engine.run('devices', {})
  })),
  settings: api.system.settings.handler(({ context }) => context.workbench.user.settings),
  saveSettings: api.system.saveSettings.handler(async ({ context: { workbench }, input }) => {
    await workbench.user.saveSettings(input)
    return workbench.user.settings
  }),
  remembered: api.system.remembered.handler(({ context }) => context.workbench.memory.values),
  remember: api.system.remember.handler(async ({ context, input: { name, value } }) => {
    await context.workbench.memory.keep(name, value)
    return done
  })
})
