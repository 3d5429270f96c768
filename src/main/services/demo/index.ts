export { countNewWords, type NewWords } from './new-words'
export { demoJob } from './demo-job'
export { demoLibraryPath, openDemo } from './open-demo'
