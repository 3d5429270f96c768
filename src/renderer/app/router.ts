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
  { name: 'work', path: '/work', icon: 'work', load: () => import('../screens/Work.vue') },
  { name: 'pairs', path: '/pairs', icon: 'pairs', load: () => import('../screens/Pairs.vue') },
  {
    name: 'checker',
    path: '/checker',
    icon: 'checker',
    load: () => import('../screens/Checker.vue')
  },
  {
    name: 'statistics',
    path: '/statistics',
    icon: 'statistics',
    load: () => import('../screens/Statistics.vue')
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
    name: 'adjudicate',
    path: '/adjudicate',
    icon: 'adjudicate',
    load: () => import('../screens/Adjudicate.vue')
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

/** Paths that lead a newcomer through several screens' work; no part of the navigation. */
const paths = [
  { name: 'photos', path: '/photos', component: () => import('../screens/Photos.vue') },
  { name: 'guide', path: '/guide', component: () => import('../screens/Guide.vue') }
]

export type ScreenName = (typeof screens)[number]['name']

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...screens.map(({ name, path, load }) => ({ name, path, component: load })),
    ...paths,
    // What the statistics were called in earlier versions.
    { path: '/numbers', redirect: '/statistics' },
    { path: '/:rest(.*)*', redirect: '/library' }
  ]
})
