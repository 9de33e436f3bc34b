import type { Instant } from '../../domain/ids';
import type { OwnStopView } from './stop';

/** Whether the desks of the signed-in person are open now. */
export type Opening =
  | { readonly kind: 'open'; readonly until: Instant | null }
  | { readonly kind: 'closed'; readonly reopensAt: Instant | null }
  | { readonly kind: 'several'; readonly open: number; readonly total: number };

export type Section = 'file' | 'appels' | 'escalades' | 'a-identifier' | 'courriers' | 'contrats' | 'incidents' | 'changements' | 'habilitations' | 'revues' | 'reunions' | 'calendrier' | 'arrets' | 'securite' | 'traces' | 'pilotage' | 'courriels' | 'recherche' | 'partenaires' | 'reglages' | 'comptes' | 'modeles' | 'acces' | 'autre';

/** What the frame of every page needs. */
export interface ShellProps {
  readonly now: Instant;
  /** Zone in which the page speaks when it shows no single ticket (the desk's own). */
  readonly timeZone: string;
  readonly section: Section;
  /** null: nobody is signed in. */
  readonly viewer: {
    readonly name: string;
    /** « agente », « responsable » */
    readonly role: string;
    /** Pages of the main menu, and the search, that these roles open. */
    readonly pages: readonly Section[];
    /** Pages of this person's own role, beside everybody's (under their name). */
    readonly menu?: readonly MenuLink[];
    /** Where « Pilotage » leads; null = nowhere in this role. */
    readonly steering?: string | null;
  } | null;
  /** « Val-d’Oise (95) », « 3 Caf : 21 · 31 · 95 »; null when nobody is signed in. */
  readonly desk: { readonly label: string; readonly opening: Opening } | null;
  readonly csrf: string;
  /** The partner's portal: who visits, and where they may go; absent on the desk's pages. */
  readonly portal?: { readonly name: string; readonly links: ReadonlyArray<{ readonly key: string; readonly label: string; readonly href: string }>; readonly current: string; readonly stops?: readonly OwnStopView[] };
  /** Said once after an act (« Réponse envoyée. »). */
  readonly flash?: { readonly tone: 'done' | 'warn' | 'stop'; readonly text: string } | null;
}

export interface MenuLink {
  readonly section: Section;
  readonly label: string;
  readonly href: string;
}
