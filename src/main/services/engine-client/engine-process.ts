import type { EngineReply, EngineRequest } from '../../../shared/engine-protocol'
import type { ChildLink } from '../../base/process/child-link'

/** The engine's process as a pair of message streams. */
export type EngineProcess = ChildLink<EngineRequest, EngineReply>

export type StartEngineProcess = () => EngineProcess
