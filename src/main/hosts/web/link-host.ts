import { LinkDoor } from './link-door'
import { startWebHost, type WebHost } from './web-host'
import type { Workbench } from '../../services/workbench/workbench'

export interface LinkHostOptions {
  workbench: Workbench
  /** 0 takes a free port. */
  port: number
  /** Folder of the built window. */
  rendererDir: string
  /** Called with each new link, the first one included, before the page of the last is answered. */
  onLink?(link: string, port: number): void
}

export interface LinkHost extends WebHost {
  /** The link that has not been used yet: the address with a token that admits one browser. */
  readonly url: string
}

/** Serves the workbench to one person's browsers on this machine. */
export async function startLinkHost({
  workbench,
  port: wantedPort,
  rendererDir,
  onLink = () => undefined
}: LinkHostOptions): Promise<LinkHost> {
  const tellLink = () => onLink(link(), port)
  const door = new LinkDoor(workbench, () => port, tellLink)
  const host = await startWebHost(
    { workbench, rendererDir, door },
    { address: '127.0.0.1', port: wantedPort }
  )
  const { port } = host
  const link = () => `http://127.0.0.1:${port}/?token=${door.token}`
  tellLink()
  return {
    ...host,
    get url() {
      return link()
    }
  }
}
