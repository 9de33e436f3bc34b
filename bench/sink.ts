import { SMTPServer } from 'smtp-server';

/** Its own process: takes letters and says when each came, and which mail it answers. */
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 4_000) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      const answers = /^In-Reply-To:\s*(<[^>]+>)/im.exec(head)?.[1] ?? null;
      process.send?.({ answers, at: Date.now() });
      done();
    });
  },
});
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
process.on('disconnect', () => process.exit(0));
