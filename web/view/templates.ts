import type { ServiceCode } from '../../domain/contract-types';
import type { CafCode, Instant } from '../../domain/ids';

/** A reply template as its page shows it. */
export interface TemplateView {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly service: ServiceCode | null;
  readonly author: string;
  readonly at: Instant;
}

/** What a desk has ready: its templates and how it signs. */
export interface DeskWordsView {
  readonly caf: CafCode;
  readonly name: string;
  /** Managers write them; agents read them. */
  readonly mayWrite: boolean;
  readonly deskName: string;
  readonly templates: readonly TemplateView[];
  readonly signature: { readonly lines: string; readonly namesAgent: boolean };
}
