import { createRouter, createWebHashHistory } from 'vue-router'
import type { IconName } from '../ui/icons'

/** The screens in the order of the navigation. */
export const screens = [
  {
    name: 'library',
    path: '/library',
    icon: 'library',
    load: () => import('../screens/Library.vue')
  },
  { name: 'pairs', path: '/pairs', icon: 'pairs', load: () => import('../screens/Pairs.vue') },
  {
    name: 'checker',
    path: '/checker',
    icon: 'checker',
    load: () => import('../screens/Checker.vue')
  },
  {
    name: 'numbers',
    path: '/numbers',
    icon: 'numbers',
    load: () => import('../screens/Numbers.vue')
  },
  { name: 'train', path: '/train', icon: 'train', load: () => import('../screens/Train.vue') },
  { name: 'runs', path: '/runs/:id?', icon: 'runs', load: () => import('../screens/Runs.vue') },
  {
    name: 'review',
    path: '/review/:job?',
    icon: 'review',
    load: () => import('../screens/Review.vue')
  },
  {
    name: 'batch',
    path: '/batch/:job?',
    icon: 'batch',
    load: () => import('../screens/Batch.vue')
  },
  { name: 'models', path: '/models', icon: 'models', load: () => import('../screens/Models.vue') },
  {
    name: 'settings',
    path: '/settings',
    icon: 'settings',
    load: () => import('../screens/Settings.vue')
  }
] as const satisfies {
  name: string
  path: string
  icon: IconName
  load: () => Promise<unknown>
}[]

export type ScreenName = (typeof screens)[number]['name']

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...screens.map(({ name, path, load }) => ({ name, path, component: load })),
    { path: '/:rest(.*)*', redirect: '/library' }
  ]
})
