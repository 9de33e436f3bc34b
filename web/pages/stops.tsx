import { frenchDateTime } from '../../domain/french/dates';
import { Chip } from '../components/chip';
import { Icon } from '../components/icon';
import { Layout } from '../components/layout';
import { Empty } from '../components/note';
import { Words } from '../components/text';
import { newStopPath, stopPath } from '../stop-paths';
import type { ShellProps } from '../view/shell';
import type { StopView } from '../view/stop';
import { count } from '../words/labels';
import { STOP_PHASES } from '../words/stops';

export interface StopsProps {
  readonly shell: ShellProps;
  /** Those to come and under way first. */
  readonly stops: readonly StopView[];
  readonly mayAnnounce: boolean;
}

/** Planned stops (article 4): those to come, then the last ones. */
export function StopsPage({ shell, stops, mayAnnounce }: StopsProps) {
  const ahead = stops.filter(({ phase }) => phase !== 'over' && phase !== 'cancelled');
  const past = stops.filter(({ phase }) => phase === 'over' || phase === 'cancelled');
  return (
    <Layout shell={shell} title="Arrêts planifiés">
      <div class="row-flex mb-3">
        <h1>Arrêts planifiés</h1>
        <span class="muted hide-s">ce que le guichet annonce à l’avance (art. 4)</span>
        {mayAnnounce && (
          <a class="btn btn-primary ms-auto" href={newStopPath()}>
            <Icon name="mail" />
            Annoncer un arrêt
          </a>
        )}
      </div>
      <div class="stack">
        <section class="card" aria-labelledby="a-venir">
          <div class="cap">
            <h2 id="a-venir">À venir et en cours</h2>
          </div>
          {ahead.length === 0 ? (
            <Empty icon="checkCircle" title="Aucun arrêt n’est prévu.">
              Annoncez-en un : les partenaires sont prévenus, et les échéances qui y tombent sont reportées à sa fin.
            </Empty>
          ) : (
            <List stops={ahead} shell={shell} />
          )}
        </section>
        {past.length > 0 && (
          <section class="card" aria-labelledby="passes">
            <div class="cap">
              <h2 id="passes">Passés</h2>
            </div>
            <List stops={past} shell={shell} />
          </section>
        )}
      </div>
    </Layout>
  );
}

function List({ stops, shell }: { stops: readonly StopView[]; shell: ShellProps }) {
  return (
    <div class="card-body">
      <ul class="list">
        {stops.map((stop) => (
          <li>
            <a class="subj" href={stopPath(stop.id)}>
              <Words text={stop.title} />
            </a>{' '}
            <PhaseChip phase={stop.phase} />
            <div class="small muted">
              <Words text={`${stop.scope} · ${hoursWords(stop, shell)}`} />
              {' · '}
              {stop.phase === 'scheduled' ? <Words text={`annonce le ${frenchDateTime(stop.announceAt, shell.timeZone, { now: shell.now })}`} /> : count(stop.addresses, 'adresse prévenue', 'adresses prévenues')}
              {stop.linked > 0 && <>, {count(stop.linked, 'demande liée', 'demandes liées')}</>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function PhaseChip({ phase }: Pick<StopView, 'phase'>) {
  const [word, tone, icon] = STOP_PHASES[phase];
  return (
    <Chip tone={tone} icon={icon}>
      {word}
    </Chip>
  );
}

/** « du mar. 9 mars à 7 h 00 au mer. 10 mars à 12 h 00 » */
export function hoursWords({ from, until }: Pick<StopView, 'from' | 'until'>, { timeZone, now }: Pick<ShellProps, 'timeZone' | 'now'>): string {
  return `du ${frenchDateTime(from, timeZone, { now })} au ${frenchDateTime(until, timeZone, { now })}`;
}
