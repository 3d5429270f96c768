import { parentPort, workerData } from 'node:worker_threads'
import { mapSteps, type MapInput } from './map-steps'

/** A thread that lays out one map, tells each step, and ends. */
for (const step of mapSteps(workerData as MapInput)) parentPort?.postMessage(step)
