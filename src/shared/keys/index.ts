export * from './bindings'
export * from './key-table'
