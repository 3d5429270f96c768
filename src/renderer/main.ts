import '@fontsource/be-vietnam-pro/latin-400.css'
import '@fontsource/be-vietnam-pro/latin-500.css'
import '@fontsource/be-vietnam-pro/latin-600.css'
import '@fontsource/be-vietnam-pro/vietnamese-400.css'
import '@fontsource/be-vietnam-pro/vietnamese-500.css'
import '@fontsource/be-vietnam-pro/vietnamese-600.css'
import './styles/tokens.css'
import './styles/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { watchWorkbench } from './api/events'
import { restoreMemory } from './api/memory'
import App from './app/App.vue'
import { useProblemsStore } from './app/problems-store'
import { router } from './app/router'
import { i18n } from './i18n/i18n'

const app = createApp(App).use(createPinia()).use(i18n).use(router)
app.config.errorHandler = (error) => useProblemsStore().report(error)
window.addEventListener('unhandledrejection', (event) => useProblemsStore().report(event.reason))
void restoreMemory().then(() => {
  app.mount('#app')
  void watchWorkbench()
})
