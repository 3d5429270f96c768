import '../styles/all'
import { createApp } from 'vue'
import { i18n } from '../i18n/i18n'
import LogInPage from './LogInPage.vue'

createApp(LogInPage).use(i18n).mount('#app')
