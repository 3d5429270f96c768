export * from './bindings'
export * from './key-table'
export * from './system-keys'
