import { portRequest, portReply } from '../shared/port-hand-over'

/**
 * Gives the page one end of a message channel each time it asks with `portRequest`, and the other
 * end to the main process. Only a message that the page itself sent to itself is answered, so that
 * no frame and no other window can get a port.
 */
export function handOverPort(page: Window, toMain: (port: MessagePort) => void): void {
  page.addEventListener('message', (event) => {
    if (event.source !== page || event.origin !== page.location.origin) return
    if (event.data !== portRequest) return
    const { port1, port2 } = new MessageChannel()
    toMain(port1)
    page.postMessage(portReply, page.location.origin, [port2])
  })
}
