// Plays the image process: answers with the path and its own number, and dies of some paths.
let answered = 0
process.on('message', ({ id, request }) => {
  if (request === null) return process.send({ id, answer: null })
  const [path] = request.input
  if (path === 'waits') return
  if (path === 'deadly') process.kill(process.pid, 'SIGSEGV')
  if (path === 'not first' && answered > 0) process.exit(3)
  answered += 1
  process.send({ id, answer: `${path} ${process.pid}` })
})
