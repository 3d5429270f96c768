import './styles/all'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { sessionPath } from '../shared/session-key'
import { onDesktop } from './api/client'
import { watchWorkbench } from './api/events'
import { restoreMemory } from './api/memory'
import { sessionKey } from './api/session-key'
import App from './app/App.vue'
import { useProblemsStore } from './app/problems-store'
import { router } from './app/router'
import { guardLeaving } from './composables/unsaved-work'
import { i18n } from './i18n/i18n'

const app = createApp(App).use(createPinia()).use(i18n).use(router)
app.config.errorHandler = (error) => useProblemsStore().report(error)
guardLeaving(!onDesktop())
window.addEventListener('unhandledrejection', (event) => useProblemsStore().report(event.reason))
// A browser that lost its key, as when its storage was emptied, is told how it gets another.
if (!onDesktop() && sessionKey() === '') location.replace(sessionPath('none', ''))
void restoreMemory().then(() => {
  app.mount('#app')
  void watchWorkbench()
})
