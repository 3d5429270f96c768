import { parentPort } from 'node:worker_threads'
import { answerRequests } from '../../../base/process/worker-client'
import { answerParquet, type ParquetRequest } from './parquet-reader'

/** The thread that decodes parquet files, so that a long row group or a hostile one holds no other. */
answerRequests(parentPort, (request: ParquetRequest) => answerParquet(request))
