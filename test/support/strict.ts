import { afterEach, beforeEach, expect, vi, type MockInstance } from 'vitest';

/** A test fails on anything it did not expect to be printed as an error. */
let error: MockInstance<typeof console.error>;
let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  const said = [...error.mock.calls, ...warn.mock.calls];
  error.mockRestore();
  warn.mockRestore();
  expect(said, 'unexpected console.error or console.warn').toEqual([]);
});
