export { demoJob, DEMO_FOLDER } from './demo-job'
export { demoModels } from './models-folder'
export { demoLibraryPath, openDemo } from './open-demo'
