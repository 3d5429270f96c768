import { api, done } from './base'

export const systemRouter = api.system.router({
  ping: api.system.ping.handler(() => done),
  info: api.system.info.handler(({ context: { workbench, caller } }) => ({
    user: caller.name === null ? null : { name: caller.name, role: caller.role },
    version: workbench.version,
    host: workbench.host,
    logFile: workbench.logFile,
    devices: workbench.devices.known
  })),
  devices: api.system.devices.handler(({ context: { workbench } }) => workbench.devices.look()),
  settings: api.system.settings.handler(({ context }) => context.caller.settings),
  saveSettings: api.system.saveSettings.handler(async ({ context: { caller }, input }) => {
    await caller.saveSettings(input)
    return caller.settings
  }),
  testWebhook: api.system.testWebhook.handler(async ({ context, input }) => {
    await context.workbench.webhook.test(input.url)
    return done
  }),
  remembered: api.system.remembered.handler(({ context }) => context.caller.remembered),
  remember: api.system.remember.handler(async ({ context, input: { name, value } }) => {
    await context.caller.remember(name, value)
    return done
  })
})
