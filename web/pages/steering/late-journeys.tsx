import { frenchDateTime } from '../../../domain/french/dates';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { changePath, changesPath } from '../../paths-change';
import { meetingPath } from '../../paths-meeting';
import { reviewPath, reviewsPath } from '../../paths-review';
import type { MorningProps } from '../../view/steering';
import { JOURNEY_WORDS } from '../../words/journeys';

/** Changes of administrator, reviews, notices whose limit has passed, and which side keeps them waiting. */
export function LateJourneys({ journeys, shell }: Pick<MorningProps, 'journeys' | 'shell'>) {
  return (
    <Panel title="Changements et revues en retard" end={
        <>
          <a href={changesPath()}>Les changements</a>
          <a href={reviewsPath()}>Les revues</a>
        </>
      }>
      {journeys.rows.length === 0 ? (
        <p class="small muted mb-0">Aucun changement d’administrateur, aucune revue inverse n’est en retard.</p>
      ) : (
        <ul class="small plain mb-0">
          {journeys.rows.map((row) => (
            <li class="mb-2">
              <Number {...row} />
              , {JOURNEY_WORDS[row.kind]}
              {row.partner !== null && <>, {row.partner}</>} — en retard depuis le <Words text={frenchDateTime(row.since, shell.timeZone, { now: shell.now })} />
              {row.owes !== null && <>, {row.owes === 'desk' ? 'la Caf' : 'le partenaire'} doit répondre</>}
              {row.exhausted && <strong>, échelle épuisée</strong>}.
            </li>
          ))}
        </ul>
      )}
      {journeys.total > journeys.rows.length && <p class="small muted mb-0">{journeys.total} en tout.</p>}
    </Panel>
  );
}

const PATHS: Readonly<Partial<Record<MorningProps['journeys']['rows'][number]['kind'], (id: string) => string>>> = { 'administrator-change': changePath, 'reverse-review': reviewPath, meeting: meetingPath };

/** Its number, which leads to its page where it has one. */
function Number({ kind, id }: MorningProps['journeys']['rows'][number]) {
  const path = PATHS[kind];
  return path === undefined ? <span class="ref">{id}</span> : <a class="ref" href={path(id)}>{id}</a>;
}
