import { openParentLink } from '../base/process/parent-link'
import { answerRequests } from '../base/process/worker-client'
import { runImageTask, type ImageRequest } from './image-tasks'

/**
 * The image process: decodes, shrinks and draws for the main process, which may be Electron's, where
 * sharp does not run safely, and which an image that brings libvips down must not take with it.
 */
answerRequests(openParentLink(), (request: ImageRequest | null) =>
  // An empty request asks whether the process is up.
  request === null ? null : runImageTask(request)
)
