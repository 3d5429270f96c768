import type { Workbench } from '../../services/workbench/workbench'
import type { Output } from './output'

/** Says that the open library lies where SQLite cannot rely on the disk, and how to go on. */
export function noteNetworkDisk({ library }: Workbench, output: Output): void {
  const { root, networkDisk } = library
  if (networkDisk === null) return
  output.note(
    `viecap: the library ${root} is on a network file system (${networkDisk}), where its database ` +
      'can be damaged if two machines open it or the connection breaks. Move it to a local disk ' +
      'and share it by viecap serve, or back it up often: viecap backup create'
  )
}
