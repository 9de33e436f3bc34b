import { typo } from './french/typography';

/** One remark on a contract or a convention that can be read but should be looked at. `error`: something would go to nobody. */
export interface Finding {
  readonly level: 'error' | 'warning';
  /** « contrat », or the convention's number. */
  readonly where: string;
  /** One French sentence. */
  readonly text: string;
}

export function failing(where: string, text: string): Finding {
  return { level: 'error', where, text: typo(text) };
}

export function warning(where: string, text: string): Finding {
  return { level: 'warning', where, text: typo(text) };
}
