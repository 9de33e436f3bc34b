// A part that behaves as the environment says: what the supervisor's tests start.
const behaviour = process.env.FAKE_PART ?? 'good';
if (behaviour === 'dies') {
  console.log('my last words');
  process.exit(7);
}
if (behaviour !== 'deaf') process.on('SIGTERM', () => process.exit(0));
else process.on('SIGTERM', () => process.send?.({ heard: true }));
if (behaviour !== 'deaf') process.on('disconnect', () => process.exit(0));
if (behaviour !== 'never-ready') process.send?.({ ready: true, urls: { [process.env.FAKE_NAME ?? 'part']: `fake:${process.pid}` } });
setInterval(() => undefined, 1000);
