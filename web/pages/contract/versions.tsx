import { frenchDate } from '../../../domain/french/dates';
import type { LocalDate } from '../../../domain/ids';
import { Chip } from '../../components/chip';
import { Icon } from '../../components/icon';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { count } from '../../words/labels';

/** A version of a contract, or a draft that may become one. */
export interface VersionView {
  readonly version: number | null;
  readonly from: LocalDate;
  readonly state: 'past' | 'current' | 'coming' | 'draft';
  /** « Contrat initial », « “1 mois” devient “10 jours ouvrés” (art. 3.3) » */
  readonly words: string;
  /** Tickets open under it; null for a draft. */
  readonly open: number | null;
  readonly href: string | null;
}

const STATES = { past: null, current: 'en vigueur', coming: 'signée, à venir', draft: 'projet' } as const;

/** Versions in the order of their dates: those that were, the one in force, those signed and still to come, drafts. */
export function Versions({ versions }: { versions: readonly VersionView[] }) {
  return (
    <Panel title="Versions">
      <ol class="fil">
        {versions.map((one) => (
          <li class={one.state === 'past' || one.state === 'current' ? 'mine' : 'next'}>
            <span class="when">
              <Words text={frenchDate(one.from)} />
            </span>
            <span class="what">
              {one.href === null ? titleOf(one) : <a href={one.href}>{titleOf(one)}</a>} <State state={one.state} />
            </span>
            <p class="muted">
              <Words text={one.words} />
              {one.open !== null && ` · ${count(one.open, 'demande ouverte', 'demandes ouvertes')}`}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function titleOf({ version }: VersionView): string {
  return version === null ? 'Projet d’avenant' : `Version ${version}`;
}

function State({ state }: { state: VersionView['state'] }) {
  const words = STATES[state];
  return words === null ? null : <Chip tone={state === 'current' ? 'ok' : 'line'}>{words}</Chip>;
}

/** What a manager decides from here. */
export function Decisions({ manage }: { manage: { readonly amend: string; readonly days: string; readonly absences: string } | null }) {
  if (manage === null) return null;
  return (
    <span class="row-flex push no-print">
      <a class="btn btn-light" href={manage.days}>
        <Icon name="calendar" />
        Jours du guichet
      </a>
      <a class="btn btn-light" href={manage.absences}>
        <Icon name="users" />
        Absences
      </a>
      <a class="btn btn-light" href={manage.amend}>
        <Icon name="pencil" />
        Préparer un avenant
      </a>
    </span>
  );
}
