/** What mail/ needs of a logger; pino's fits. Facts are counts, codes and identifiers: never an address, a subject or a body. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** An error as facts for the log: its name, its code, where it was thrown. Its message stays out, it may quote an address. */
export function errorFacts(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { error: error.name, code, at: /\n\s+at (.*)/.exec(error.stack ?? '')?.[1] };
}
