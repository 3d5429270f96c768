export { demoJob } from './demo-job'
export { demoLibraryPath, openDemo } from './open-demo'
