export * from './fields'
export * from './nodes'
export { parseFilter } from './parse'
