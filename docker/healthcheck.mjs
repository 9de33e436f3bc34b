// Whether the part in this container does its work: `node docker/healthcheck.mjs web|door`.
import { connect } from 'node:net';

const checks = {
  web: async () => {
    const answer = await fetch(`http://127.0.0.1:${process.env.GUICHET_HTTP_PORT ?? 3000}/sante/pret`, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new Error(`/sante/pret: HTTP ${answer.status}`);
  },
  door: () =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(process.env.GUICHET_SMTP_PORT ?? 2525), '127.0.0.1');
      socket.setTimeout(5_000, () => socket.destroy(new Error('the door does not greet')));
      socket.once('error', reject);
      socket.once('data', (greeting) => {
        socket.end('QUIT\r\n');
        if (greeting.toString('latin1').startsWith('220')) resolve(undefined);
        else reject(new Error(`the door says ${greeting.toString('latin1')}`));
      });
    }),
};

const check = checks[process.argv[2]];
if (check === undefined) throw new Error(`which part? ${Object.keys(checks).join(' or ')}`);
check().then(() => process.exit(0), (error) => {
  console.error(String(error));
  process.exit(1);
});
